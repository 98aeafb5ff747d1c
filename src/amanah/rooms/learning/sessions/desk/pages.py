"""The page of a session, and what people do there for themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.learning.quizzes import addresses as tests
from amanah.rooms.learning.quizzes import services as taking
from amanah.rooms.learning.quizzes.refusals import Refused as TestRefused
from amanah.rooms.learning.sessions import codes, invitations, queries, services
from amanah.rooms.learning.sessions.asking import last_day
from amanah.rooms.learning.sessions.desk import forms
from amanah.rooms.learning.sessions.desk.requests import found, tried
from amanah.rooms.learning.sessions.models import PLACED, Certificate, Seat, Session, State
from amanah.rooms.learning.sessions.testing import course_of, may_test, test_of, tests_of

TONES = {State.PLANNED: "neutral", State.OPEN: "info", State.HELD: "warning", State.CLOSED: "success", State.CANCELLED: "neutral"}


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One session: when and where, one's own part in it, and its people as far as one may see them."""
    return render(request, "sessions/session.html", context_of(request.viewer, found(request, number)))


@require_POST
@signed_in
def join(request: StaffRequest, number: str) -> HttpResponse:
    """Ask for a place of one's own."""
    session, person = found(request, number), request.viewer.person
    if person is None:
        raise Http404
    tried(request, lambda: services.nominate(session, [person], viewer=request.viewer), _("Permintaan Anda menunggu persetujuan."))
    return redirect("sessions:session", session.number)


@require_POST
@signed_in
def accept(request: StaffRequest, number: str) -> HttpResponse:
    """Say that one will come."""
    session = found(request, number)
    seat = _own(request, session)
    tried(request, lambda: services.accept(seat, viewer=request.viewer), _("Terima kasih, Anda tercatat bersedia hadir."))
    return redirect("sessions:session", session.number)


@signed_in
def decline(request: StaffRequest, number: str) -> HttpResponse:
    """Say that one will not come, and why."""
    session = found(request, number)
    seat = _own(request, session)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("Tercatat. Tempat Anda diberikan kepada yang menunggu.")
        tried(request, lambda: services.decline(seat, form.cleaned_data["text"], viewer=request.viewer), done)
        return redirect("sessions:session", session.number)
    context = {"form": form, "session": session, "heading": _("Tidak dapat hadir"), "button": _("Simpan jawaban")}
    return render(request, "sessions/act.html", context, status=400 if form.errors else 200)


@signed_in
def here(request: StaffRequest, number: str, code: str = "") -> HttpResponse:
    """Confirm that one is there: with the code in the address that a QR code leads to, or typed."""
    session = found(request, number)
    seat = queries.own_seat(request.viewer, session)
    if seat is None:
        messages.error(request, _("Anda belum terdaftar pada kegiatan ini. Mintalah ikut, atau sampaikan kepada pengajar."))
        return redirect("sessions:session", session.number)
    form = forms.CodeForm(request.POST or None, initial={"code": codes.spaced(codes.tidied(code)) if code else ""})
    if request.method == "POST" and form.is_valid():
        done = _("Kehadiran Anda tercatat.")
        if tried(request, lambda: services.check_in(seat, form.cleaned_data["code"], viewer=request.viewer), done):
            return redirect("sessions:session", session.number)
        return redirect("sessions:here", session.number)
    context = {"form": form, "session": session, "heading": _("Catat kehadiran saya"), "button": _("Saya hadir")}
    return render(request, "sessions/act.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def test(request: StaffRequest, number: str, purpose: str) -> HttpResponse:
    """Begin, or go on with, the test before or after."""
    session = found(request, number)
    seat = _own(request, session)
    given = test_of(session, purpose)
    if given is None or not may_test(session, seat, purpose) or seat.person is None:
        raise Http404
    try:
        return redirect(tests.of_attempt(taking.begin(given, seat.person, purpose, session.ref).pk))
    except TestRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("sessions:session", session.number)


@signed_in
@require_safe
def calendar(request: StaffRequest, number: str) -> HttpResponse:
    """The session as a file for one's calendar."""
    session = found(request, number)
    method = invitations.CANCEL if session.state == State.CANCELLED else invitations.PUBLISH
    content = invitations.calendar(session, method=method)
    name = f"amanah-{session.number.lower()}.ics"
    return HttpResponse(content, content_type=invitations.TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def context_of(viewer: Viewer, session: Session) -> dict[str, Any]:
    """What the page is given."""
    manages, leads, seat = queries.manages(viewer, session), queries.leads(viewer, session), queries.own_seat(viewer, session)
    rows = queries.shown(viewer, session)
    now = clock.now()
    running = session.state == State.OPEN and now < session.ends
    heads = not manages and running and queries.headed_people(viewer, session).exists()
    unmarked = sum(row.seat.state in PLACED and not row.seat.presence for row in rows)
    first, last = codes.window(session)
    certificate = Certificate.objects.filter(seat=seat, withdrawn_on__isnull=True).first() if seat is not None else None
    return {
        "session": session,
        "edition": session.edition,
        "begins": session.begins.astimezone(session.zone),
        "ends": session.ends.astimezone(session.zone),
        "tone": TONES[State(session.state)],
        "parts": session.edition.parts.select_related("topic"),
        "trainers": session.trainers.select_related("person"),
        "count": queries.count(session),
        "manages": manages,
        "leads": leads,
        "rows": [
            {"row": row, "may_decide": row.seat.state == "proposed" and queries.may_decide(viewer, session, row.seat)} for row in rows
        ],
        "seat": seat,
        "running": running,
        "may_join": queries.may_join(viewer, session),
        "may_nominate": running and (manages or heads),
        "may_answer": running and seat is not None and seat.state in {*PLACED, Seat.State.WAITING} and not seat.there,
        "may_check_in": seat is not None
        and seat.state in PLACED
        and not seat.there
        and first <= now <= last
        and session.state in {"open", "held"},
        "may_mark": leads and now >= first and (session.state in {"open", "held"} or (manages and session.state == "closed")),
        "may_hold": leads and session.state == State.OPEN and now >= session.begins,
        "may_close": manages and session.state == State.HELD and now >= session.ends and (not unmarked or session.edition.sort == "course"),
        "unmarked": unmarked if session.state == State.HELD else 0,
        "lesson": course_of(session, seat),
        "tests": list(tests_of(session, seat)),
        "may_answer_feedback": _may_feed_back(session, seat),
        "feedback_until": last_day(session),
        "may_read_feedback": leads and session.over and bool(session.edition.questions),
        "certificate": certificate,
    }


def _may_feed_back(session: Session, seat: Seat | None) -> bool:
    open_still = session.over and clock.today(session.unit.zone) <= last_day(session)
    return open_still and seat is not None and seat.there and not seat.answered and bool(session.edition.questions)


def _own(request: StaffRequest, session: Session) -> Seat:
    seat = queries.own_seat(request.viewer, session)
    if seat is None:
        raise Http404
    seat.session = session
    return seat
