"""The institution's pages of visits: the list, opening one, its auditors with their ways in, its log, its end."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.models import Account
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.auditor_room import addresses, declare, queries, services
from amanah.rooms.antibribery.auditor_room.desk import forms
from amanah.rooms.antibribery.auditor_room.desk.parts import act, framed, kept, visit_or_404
from amanah.rooms.antibribery.auditor_room.models import Seat, Visit
from amanah.rooms.antibribery.auditor_room.queries import Filters
from amanah.rooms.antibribery.auditor_room.refusals import Refused
from amanah.rooms.antibribery.certification import queries as certification
from amanah.rooms.antibribery.certification.declare import GRADES
from amanah.rooms.antibribery.desk import pages as rooms
from amanah.rooms.antibribery.desk.acts import kept as kept_scope

_FIELD_OF = {"body": "body", "edition": "editions", "clauses": "clauses", "days": "until", "auditors": "auditors", "code": "kind"}


@signed_in
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    """The visits of all scopes that one may see."""
    form = forms.FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("auditor_room:list")
    )
    return render(request, "auditor_room/list.html", {**context, "lines": [_line(visit) for visit in context["rows"]]})


@signed_in
@require_safe
def of_scope(request: StaffRequest, number: str) -> HttpResponse:
    """The visits of one scope, and its package."""
    scope = rooms.scope_or_404(request, number)
    rows = [_line(visit) for visit in queries.of_scope(request.viewer, scope)]
    frame = rooms.framed(request, scope, "auditor_room:of_scope", rows=rows)
    frame["may_pack"] = frame["sides"].keeps or frame["sides"].leads
    return render(request, "auditor_room/of_scope.html", frame)


@signed_in
def open_visit(request: StaffRequest, number: str) -> HttpResponse:
    """Open a visit to a scope that one keeps."""
    scope = kept_scope(request, number)
    running = certification.current(scope)
    initial = {"body": running.body, "editions": running.edition} if running is not None else {}
    form = forms.OpenForm(request.POST or None, scope=scope, initial=initial)
    back = reverse("auditor_room:of_scope", args=[scope.number])
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_visit(scope, form.plan, form.names, viewer=request.viewer)
        except Refused as refusal:
            field = _FIELD_OF.get(refusal.code)
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("Kunjungan dibuka. Buat tautan masuk untuk setiap auditor, dan serahkan langsung kepada orangnya."))
            return redirect("auditor_room:visit", made.number)
    context = {"form": form, "heading": _("Buka kunjungan"), "back": back, "number": scope.number, "above": scope.title}
    context["lead"] = _("Auditor melihat bukti ruang lingkup ini menurut klausul, dan tidak melihat apa pun yang lain.")
    return render(request, "auditor_room/write.html", context, status=400 if form.errors else 200)


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One visit for the institution; its auditors are led into the room."""
    visit, sides = visit_or_404(request, number)
    if sides.audits:
        return redirect("auditor_room:room", visit.number)
    return _page(request, visit)


@signed_in
@require_safe
def log(request: StaffRequest, number: str) -> HttpResponse:
    """Everything that the auditors opened and took away."""
    visit, sides = visit_or_404(request, number)
    if sides.audits:
        return redirect("auditor_room:room", visit.number)
    return render(request, "auditor_room/log.html", framed(visit, sides, "", entries=queries.log(visit, opened=True)))


@signed_in
def add_auditor(request: StaffRequest, number: str) -> HttpResponse:
    """Give one more auditor a way in."""
    visit = kept(request, number)
    form = forms.SeatForm(request.POST or None)

    def added() -> None:
        services.seat(visit, form.cleaned_data["name"], viewer=request.viewer)

    return act(request, visit, form, _("Tambah auditor"), added, fields={"words": "name"})


@signed_in
def prolong(request: StaffRequest, number: str) -> HttpResponse:
    """Let the visit end later."""
    visit = kept(request, number)
    form = forms.ProlongForm(request.POST or None, initial={"until": visit.until})

    def prolonged() -> None:
        services.prolong(visit, form.cleaned_data["until"], form.cleaned_data["words"], viewer=request.viewer)

    return act(request, visit, form, _("Perpanjang akses"), prolonged, fields={"words": "words", "days": "until"})


@signed_in
@never_cache
@require_POST
def link(request: StaffRequest, number: str, seat_id: int) -> HttpResponse:
    """A one-time link to the first password, shown once, to be handed over in person."""
    visit = kept(request, number)
    seat = _seat(visit, seat_id)
    try:
        services.note_link(seat, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("auditor_room:visit", visit.number)
    account = Account.objects.get(pk=seat.account_id)
    parts = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    made = request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=parts))
    return _page(request, visit, link=made, link_for=seat.name, link_name=account.username)


@signed_in
@require_POST
def leave(request: StaffRequest, number: str, seat_id: int) -> HttpResponse:
    """End one auditor's access at once."""
    visit = kept(request, number)
    try:
        services.unseat(_seat(visit, seat_id), viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Akses auditor diakhiri."))
    return redirect("auditor_room:visit", visit.number)


@signed_in
def end(request: StaffRequest, number: str) -> HttpResponse:
    """End the visit."""
    visit = kept(request, number)
    form = forms.TextForm(request.POST or None)
    lead = _("Auditor langsung tidak melihat apa pun lagi. Permintaan, jawaban, dan catatan aksesnya tetap dapat Anda baca.")
    ended = lambda: services.end(visit, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return act(request, visit, form, _("Tutup kunjungan"), ended, lead=lead)


def _page(request: StaffRequest, visit: Visit, **more: Any) -> HttpResponse:
    sides = queries.sides_of(request.viewer, visit)
    runs = visit.runs()
    found = visit.certification
    context = framed(
        visit,
        sides,
        "",
        state=declare.STATES[visit.state if runs else declare.ENDED],
        tone=declare.TONES[visit.state if runs else declare.ENDED],
        seats=[
            {"seat": seat, "username": seat.account.username, "waits": not seat.account.has_usable_password()}
            for seat in visit.seats.select_related("account")
        ],
        requests=_requests(visit),
        entries=queries.log(visit, opened=False),
        opened=queries.log(visit, opened=True)[:10],
        findings=[(GRADES[one.grade], one) for one in found.findings.all() if one.found_on >= visit.starts_on] if found is not None else [],
        certification=found,
        may_keep=sides.keeps and runs,
        may_find=sides.keeps and found is not None,
        **more,
    )
    return render(request, "auditor_room/visit.html", context)


def _requests(visit: Visit) -> list[dict[str, Any]]:
    return [
        {
            "one": one,
            "state": declare.REQUEST_STATES[one.state],
            "tone": declare.REQUEST_TONES[one.state],
            "sort": declare.SORTS[one.sort],
            "url": addresses.of_request(visit.number, one.number),
        }
        for one in queries.requests_of(visit)
    ]


def _line(visit: Visit) -> dict[str, Any]:
    state = visit.state if visit.runs() else declare.ENDED
    return {
        "visit": visit,
        "url": addresses.of_visit(visit.number),
        "kind": declare.KINDS[visit.kind],
        "editions": scopes.EDITIONS[visit.editions],
        "state": declare.STATES[state],
        "tone": declare.TONES[state],
    }


def _seat(visit: Visit, seat_id: int) -> Seat:
    seat = get_object_or_404(visit.seats.all(), pk=seat_id)
    seat.visit = visit
    return seat
