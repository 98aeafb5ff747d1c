"""Putting people into a session, deciding about them, and taking them off."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import Person
from amanah.rooms.learning.sessions import addresses, queries, services
from amanah.rooms.learning.sessions.desk import forms, gaps
from amanah.rooms.learning.sessions.desk.requests import found, found_seat, managed, tried
from amanah.rooms.learning.sessions.models import PLACED, Session
from amanah.rooms.learning.sessions.queries.people import MOST
from amanah.rooms.learning.sessions.refusals import Refused


@signed_in
def nominate(request: StaffRequest, number: str) -> HttpResponse:
    """Put people forward: from the list of who still needs it, from one's own unit, or by name."""
    session = found(request, number)
    manages = queries.manages(request.viewer, session)
    offered = (
        gaps.lacking(request.viewer, session)
        if manages
        else [gaps.Lacking(one) for one in queries.headed_people(request.viewer, session)[:MOST]]
    )
    if not manages and not offered:
        raise Http404
    form = forms.NominateForm(request.POST or None) if manages else None
    chosen = set(request.POST.getlist("person") or request.GET.getlist("person"))
    if request.method == "POST" and (form is None or form.is_valid()):
        people: list[Person] = [one.person for one in offered if str(one.person.pk) in chosen]
        people += form.cleaned_data["persons"] if form is not None else []
        if _put(request, session, people):
            return redirect("sessions:session", session.number)
    rows = [{"one": one, "checked": str(one.person.pk) in chosen} for one in offered]
    context = {"session": session, "form": form, "rows": rows, "manages": manages, "count": queries.count(session), "most": MOST}
    return render(request, "sessions/nominate.html", context, status=400 if request.method == "POST" else 200)


@signed_in
def guest(request: StaffRequest, number: str) -> HttpResponse:
    """Invite somebody of a business associate."""
    session = managed(request, number)
    form = forms.GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            seat = services.invite_guest(session, said["name"], said["organisation"], said["email"], viewer=request.viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Tautan pribadi %(name)s: %(link)s") % {"name": seat.name, "link": addresses.of_guest(seat.token or "")}
            )
            return redirect("sessions:session", session.number)
    lead = _("Rekan bisnis menjawab, mencatat kehadiran, dan mengambil sertifikatnya dengan tautan sendiri, tanpa akun.")
    context = {"form": form, "session": session, "heading": _("Undang rekan bisnis"), "button": _("Undang"), "lead": lead}
    return render(request, "sessions/act.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def approve(request: StaffRequest, number: str, seat_id: UUID) -> HttpResponse:
    """Let somebody have a place."""
    seat = found_seat(request, number, seat_id)
    tried(request, lambda: services.approve(seat, viewer=request.viewer), _("Usulan disetujui."))
    return redirect("sessions:session", number)


@signed_in
def refuse(request: StaffRequest, number: str, seat_id: UUID) -> HttpResponse:
    """Say no to somebody."""
    seat = found_seat(request, number, seat_id)
    if seat.state != "proposed" or not queries.may_decide(request.viewer, seat.session, seat):
        raise Http404
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.refuse(seat, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("sessions:session", number)
    heading = _("Tolak usulan %(name)s") % {"name": seat.name}
    context = {"form": form, "session": seat.session, "heading": heading, "button": _("Tolak usulan")}
    return render(request, "sessions/act.html", context, status=400 if form.errors else 200)


@signed_in
def withdraw(request: StaffRequest, number: str, seat_id: UUID) -> HttpResponse:
    """Take somebody off again."""
    session = managed(request, number)
    seat = found_seat(request, number, seat_id)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.withdraw(seat, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("sessions:session", number)
    heading = _("Keluarkan %(name)s") % {"name": seat.name}
    context = {"form": form, "session": session, "heading": heading, "button": _("Keluarkan peserta")}
    return render(request, "sessions/act.html", context, status=400 if form.errors else 200)


def _put(request: StaffRequest, session: Session, people: Sequence[Person]) -> bool:
    try:
        made = services.nominate(session, people, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    given = sum(seat.state in PLACED for seat in made)
    if given:
        messages.success(request, ngettext("%(n)d orang diundang.", "%(n)d orang diundang.", given) % {"n": given})
    waiting = sum(seat.state == "waiting" for seat in made)
    if waiting:
        messages.info(request, ngettext("%(n)d orang masuk daftar tunggu.", "%(n)d orang masuk daftar tunggu.", waiting) % {"n": waiting})
    proposed = len(made) - given - waiting
    if proposed:
        said = ngettext("%(n)d usulan menunggu persetujuan.", "%(n)d usulan menunggu persetujuan.", proposed)
        messages.success(request, said % {"n": proposed})
    if not made:
        messages.info(request, _("Semua yang dipilih sudah terdaftar."))
    return True
