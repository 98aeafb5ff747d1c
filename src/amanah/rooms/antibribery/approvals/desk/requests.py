"""What is given in the institution's name: the list, one page each, and the acts on one."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import addresses, declare, rules, services
from amanah.rooms.antibribery.approvals.desk import forms, parts
from amanah.rooms.antibribery.approvals.models import Request
from amanah.rooms.antibribery.approvals.queries import lists, visible
from amanah.rooms.antibribery.approvals.queries.lists import Filters
from amanah.rooms.antibribery.approvals.services import Given, Wish
from amanah.rooms.antibribery.approvals.services.giving import earlier, may_report
from amanah.rooms.antibribery.queries import sides_of
from amanah.ui.rooms import Line, navigation
from amanah.ui.templatetags.amanah_ui import number as number_of


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """What one may see, narrowed as the address says."""
    form = forms.RequestFilter(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("smap_approvals:list")
    context = narrowing.shown(request.GET, form, lambda after: lists.requests(request.viewer, chosen, after=after), here)
    more = {
        "tabs": parts.tabs("list"),
        "lines": [_row(one) for one in context["rows"]],
        "may_ask": request.viewer.person is not None,
        "received": _received(request),
    }
    return render(request, "antibribery_approvals/requests.html", context | more)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """All of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**forms.RequestFilter(request.GET).chosen())
    rows = narrowing.every(lambda after: lists.requests(request.viewer, chosen, after=after, size=lists.LARGEST))
    return table(_("pemberian"), form, columns(), [line(one) for one in rows])


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one."""
    one = parts.found_or_404(visible.find_request, request, number)
    viewer = request.viewer
    waiting = one.state in declare.OPEN
    signing = waiting and visible.may_sign(viewer, one)
    signatures = [{"one": signed, "side": declare.SIDES[signed.side]} for signed in one.signatures.select_related("person").order_by("seq")]
    context = {
        "one": one,
        **_row(one),
        "recipient_kind": declare.RECIPIENTS[one.recipient_kind],
        "pending": declare.PENDING[one.pending],
        "each": rules.Facts(one.kind, one.recipient_kind, one.pending, one.value, one.people).each,
        "bars": [declare.BARS[bar] for bar in one.bars],
        "signatures": signatures,
        "awaits": [declare.SIDES[side] for side in one.signs[len(signatures) :]] if waiting else [],
        "takes_part": list(one.takes_part.order_by("name")),
        "timeline": parts.timeline(one.ref),
        "panel": parts.proofs(request, one),
        "acts": _acts(request, one, signing=signing),
        "stands_aside": waiting and not signing and one.awaits in visible.signing(viewer, one),
        "bounds": _bounds(one),
        "summed": _sum(one),
        "may_note": one.late and one.state == declare.REJECTED and sides_of(viewer, one.scope).keeps,
    }
    return render(request, "antibribery_approvals/request.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Ask to give something."""
    if request.viewer.person is None:
        raise PermissionDenied
    unit = parts.own_unit(request)
    form = forms.AskForm(request.POST or None, initial={"unit": unit.code if unit is not None else ""})

    def verb() -> object:
        made = services.ask(Wish(**form.cleaned_data), viewer=request.viewer)
        return redirect(addresses.of_request(made.number))

    page = {
        "heading": _("Minta izin memberi"),
        "lead": _("Sebelum memberi, bukan sesudahnya. Yang Anda terima dari orang lain dilaporkan sebagai gratifikasi, bukan di sini."),
        "back": reverse("smap_approvals:list"),
        "above": _("Pemberian"),
        "number": "",
    }
    return act(request, form, verb, page, parts.FIELDS)


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = parts.found_or_404(visible.find_request, request, number)
    if key not in _ACTS:
        raise Http404
    heading, form_class, verb = _ACTS[key]
    initial = {"value": one.value, "day": min(one.event_on, clock.today())} if key == "report" else None
    form = form_class(request.POST or None, initial=initial)
    lead = f"{one.recipient} · Rp{number_of(one.value)}" if key == "report" else one.purpose
    page = parts.page_of(one, one.title, heading(), lead)
    return act(request, form, lambda: verb(one, request, form.cleaned_data), page, parts.FIELDS)


_ACTS: dict[str, tuple[Callable[[], str], Any, Callable[..., object]]] = {
    "sign": (
        lambda: _("Putuskan pemberian"),
        forms.SignForm,
        lambda one, request, said: services.sign(
            one, said["reason"], approve=said["verdict"] == "yes", conditions=said["conditions"], viewer=request.viewer
        ),
    ),
    "report": (
        lambda: _("Laporkan pemberian"),
        forms.ReportForm,
        lambda one, request, said: services.report(one, Given(**said), viewer=request.viewer),
    ),
    "withdraw": (
        lambda: _("Tarik permintaan"),
        forms.ReasonForm,
        lambda one, request, said: services.withdraw(one, said["text"], viewer=request.viewer),
    ),
}


def _acts(request: StaffRequest, one: Request, *, signing: bool) -> list[dict[str, Any]]:
    viewer, found = request.viewer, []
    if signing:
        found.append("sign")
    if one.state == declare.APPROVED and may_report(viewer, one) and one.event_on <= clock.today():
        found.append("report")
    if one.state in {*declare.OPEN, declare.APPROVED} and one.asked_by_id == viewer.account.pk:
        found.append("withdraw")
    return [{"key": key, "title": _ACTS[key][0](), "variant": "" if key != "withdraw" else "secondary"} for key in found]


def _received(request: StaffRequest) -> Line | None:
    """Where what staff receive is kept, for whoever has a way there: the first line of that room on the rail."""
    return next((line for group in navigation(request) if group.slug == "gratification" for line in group.lines), None)


def _row(one: Request) -> dict[str, Any]:
    overdue = one.state == declare.APPROVED and one.report_due is not None and one.report_due < clock.today()
    return {
        "one": one,
        "url": addresses.of_request(one.number),
        "kind": declare.KINDS[one.kind],
        "state": declare.STATES[one.state],
        "tone": declare.TONES[one.state],
        "overdue": overdue,
        "differs": one.state == declare.REPORTED and bool(one.deviation),
    }


def _bounds(one: Request) -> list[tuple[str, str, bool]]:
    language = "en" if (get_language() or "id").startswith("en") else "id"
    told = rules.bounds(one.asked_on)
    return [(rule.title.get(language), rule.in_words(language), rule.status != "verified") for rule in told]


def _sum(one: Request) -> int:
    """What the same recipient was promised or given within a year of it, without this one."""
    own = (one.given_value or one.value) if one.state in declare.COUNTED else 0
    return earlier(one.recipient_key, one.event_on) - own


def columns() -> list[str]:
    """The head of a table of gifts."""
    head = [
        _("Nomor"),
        _("Diminta"),
        _("Jenis"),
        _("Uraian"),
        _("Tujuan"),
        _("Penerima"),
        _("Golongan penerima"),
        _("Keputusan yang menunggu"),
    ]
    middle = [
        _("Nilai (Rp)"),
        _("Orang"),
        _("Hari pemberian"),
        _("Sesudah terjadi"),
        _("Unit"),
        _("Pengusul"),
        _("Status"),
        _("Diputuskan"),
    ]
    return [*head, *middle, _("Syarat"), _("Diberikan (Rp)"), _("Tanggal diberikan"), _("Bukti"), _("Perbedaan")]


def line(one: Request) -> list[Any]:
    """One of them as a row of that table."""
    head = [one.number, one.asked_on, str(declare.KINDS[one.kind]), one.title, one.purpose, one.recipient]
    middle = [str(declare.RECIPIENTS[one.recipient_kind]), str(declare.PENDING[one.pending]), one.value, one.people, one.event_on]
    late = _("ya") if one.late else ""
    tail = [late, str(one.unit), str(one.asked_by), str(declare.STATES[one.state]), one.decided_on, one.conditions]
    return [*head, *middle, *tail, one.given_value, one.given_on, one.evidence, one.deviation]
