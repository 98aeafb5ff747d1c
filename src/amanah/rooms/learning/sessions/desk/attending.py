"""The list of who was there: on screen, on paper, and with a code that people read off."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import table
from amanah.foundation.exports.pdf import pdf_bytes, qr_data, qr_svg
from amanah.kernel import clock
from amanah.rooms.learning.sessions import addresses, codes, queries, services
from amanah.rooms.learning.sessions.desk.requests import led, managed
from amanah.rooms.learning.sessions.models import PLACED, PresenceNote, Seat, Session, State
from amanah.rooms.learning.sessions.refusals import Refused

PDF = "application/pdf"
CHOICES = (Seat.Presence.FULL, Seat.Presence.PARTIAL, Seat.Presence.ABSENT)


@signed_in
def attendance(request: StaffRequest, number: str) -> HttpResponse:
    """Tick who was there; once the session is closed, with a reason."""
    session = led(request, number)
    if session.state == State.CLOSED:
        session = managed(request, number)
    rows = [row for row in queries.shown(request.viewer, session) if row.seat.state in PLACED]
    problem = ""
    if request.method == "POST":
        marks, problem = _marks(request, rows)
        if not problem:
            try:
                count = services.mark(session, marks, viewer=request.viewer, reason=request.POST.get("reason", ""))
            except Refused as refusal:
                problem = str(refusal)
            else:
                said = ngettext("Kehadiran %(n)d orang dicatat.", "Kehadiran %(n)d orang dicatat.", count)
                messages.success(request, said % {"n": count})
                return redirect("sessions:session", session.number)
    notes: dict[UUID, list[PresenceNote]] = {}
    for note in PresenceNote.objects.filter(seat__session=session).select_related("actor__person"):
        notes.setdefault(note.seat_id, []).append(note)
    context = {
        "session": session,
        "rows": [{"row": row, "notes": notes.get(row.seat.pk, []), "said": _said(request, row.seat)} for row in rows],
        "choices": [(str(one.value), one.label) for one in CHOICES],
        "hours": session.edition.hours,
        "late": session.state == State.CLOSED,
        "problem": problem,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "sessions/attendance.html", context, status=400 if problem else 200)


@signed_in
@require_safe
def screen(request: StaffRequest, number: str) -> HttpResponse:
    """The code of this moment, large, for the wall; the page brings the next one by itself."""
    session = led(request, number)
    code = codes.on_screen(session)
    present = session.seats.filter(presence__in=["full", "partial"]).count()
    address = addresses.absolute_desk(f"{addresses.of_session(session.number)}here/{code}/")
    context = {
        "session": session,
        "code": codes.spaced(code),
        "qr": qr_data(address),
        "address": addresses.absolute_desk(f"{addresses.of_session(session.number)}here/"),
        "present": present,
        "placed": queries.count(session).placed,
    }
    response = render(request, "sessions/screen.html", context)
    response["Refresh"] = str(codes.SECONDS // 2)
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_safe
def poster(request: StaffRequest, number: str) -> HttpResponse:
    """A sheet to hang up; its code holds today only."""
    session = led(request, number)
    code = codes.on_poster(session)
    words = {
        "heading": _("Catat kehadiran Anda"),
        "how": _("Pindai kode ini dengan ponsel, masuk ke meja kerja, lalu tekan “Saya hadir”."),
        "or": _("Atau buka %(address)s dan ketik kode ini:")
        % {"address": addresses.absolute_desk(f"{addresses.of_session(session.number)}here/")},
        "valid": _("Kode ini hanya berlaku pada %(day)s.") % {"day": date_format(clock.today(session.unit.zone), "l, j F Y")},
        "alt": _("Kode QR ke halaman kehadiran"),
    }
    address = addresses.absolute_desk(f"{addresses.of_session(session.number)}here/{code}/")
    data = {"title": session.edition.said, "number": session.number, "code": codes.spaced(code), "address": address, "words": words}
    return _file(
        pdf_bytes("attendance_poster.typ", data, pictures={"/qr.svg": qr_svg(address)}), PDF, f"{session.number.lower()}-poster.pdf"
    )


@signed_in
@require_safe
def sheet(request: StaffRequest, number: str, form: str) -> HttpResponse:
    """The list as a table, or as paper with room for signatures."""
    session = led(request, number)
    if form not in {"xlsx", "pdf"}:
        raise Http404
    rows = [row for row in queries.shown(request.viewer, session) if row.seat.state in PLACED]
    rows.sort(key=lambda row: row.seat.name)
    if form == "xlsx":
        columns = [_("Nama"), _("Unit atau lembaga"), _("Kehadiran"), _("JP"), _("Dicatat dengan"), _("Lulus tes akhir"), _("Sertifikat")]
        name = f"{session.number.lower()}-attendance"
        return table(_("Daftar hadir"), "xlsx", columns, [_cells(session, row) for row in rows], name=name)
    return _file(pdf_bytes("attendance_list.typ", _paper(session, rows)), PDF, f"{session.number.lower()}-attendance.pdf")


def _paper(session: Session, rows: list[queries.Shown]) -> dict[str, Any]:
    begins, ends = session.begins.astimezone(session.zone), session.ends.astimezone(session.zone)
    days = (session.last_day - session.day).days + 1
    facts = [
        (_("Hari dan tanggal"), date_format(begins, "l, j F Y") + (f" – {date_format(ends, 'l, j F Y')}" if days > 1 else "")),
        (_("Waktu"), f"{date_format(begins, 'H.i')}–{date_format(ends, 'H.i')} {session.unit.get_zone_display()}"),
        (_("Tempat"), session.place or session.link),
        (_("Pengajar"), ", ".join(str(one) for one in session.trainers.select_related("person")) or "–"),
        (_("Penyelenggara"), session.unit.name),
    ]
    return {
        "title": session.edition.said,
        "heading": _("Daftar hadir"),
        "number": session.number,
        "facts": facts,
        "columns": [_("No."), _("Nama"), _("Unit atau lembaga"), _("Tanda tangan")],
        "rows": [[row.seat.name, _where(row)] for row in rows],
        "blank": 3,
        "signed": [_("Pengajar"), _("Pengelola pembelajaran")],
        "language": get_language(),
    }


def _cells(session: Session, row: queries.Shown) -> list[Any]:
    seat = row.seat
    passed = {True: _("ya"), False: _("tidak"), None: ""}[row.passed]
    hours = float(seat.hours_of(session.edition.hours)) if seat.there else None
    number = row.certificate.number if row.certificate else ""
    return [seat.name, _where(row), str(seat.get_presence_display()), hours, str(seat.get_means_display()), passed, number]


def _where(row: queries.Shown) -> str:
    return row.seat.outsider.organisation if row.seat.outsider is not None else str(row.unit or "")


def _marks(request: StaffRequest, rows: list[queries.Shown]) -> tuple[dict[UUID, services.Mark], str]:
    marks: dict[UUID, services.Mark] = {}
    for row in rows:
        presence = request.POST.get(f"presence-{row.seat.pk}", "")
        if not presence:
            continue
        hours: Decimal | None = None
        if presence == Seat.Presence.PARTIAL:
            try:
                hours = Decimal(request.POST.get(f"hours-{row.seat.pk}", "").replace(",", ".")).quantize(Decimal("0.1"))
            except InvalidOperation:
                return {}, _("%(name)s: tulislah berapa JP yang dihadiri.") % {"name": row.seat.name}
        marks[row.seat.pk] = (presence, hours)
    return marks, ""


def _said(request: StaffRequest, seat: Seat) -> dict[str, str]:
    presence = request.POST.get(f"presence-{seat.pk}", seat.presence)
    hours = request.POST.get(f"hours-{seat.pk}", f"{seat.hours:f}" if seat.hours is not None else "")
    return {"presence": presence, "hours": hours}


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="amanah-{name}"'})
