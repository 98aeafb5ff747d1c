"""What the manager of a session does with it as a whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.learning.sessions import services
from amanah.rooms.learning.sessions.desk import forms
from amanah.rooms.learning.sessions.desk.offering import BESIDE
from amanah.rooms.learning.sessions.desk.requests import led, managed, tried, written
from amanah.rooms.learning.sessions.models import Session
from amanah.rooms.learning.sessions.refusals import Refused


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Plan it otherwise."""
    session = managed(request, number)
    form = forms.PlanForm(request.POST or None, initial=forms.of_session(session))
    form.fields["unit"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            services.change(session, form.plan, viewer=request.viewer)
        except Refused as refusal:
            form.add_error({"room": "capacity"}.get(refusal.code, BESIDE.get(refusal.code)), str(refusal))
        else:
            messages.success(request, _("Rencana diubah. Kalender peserta mengikuti bila waktu atau tempatnya berubah."))
            return redirect("sessions:session", session.number)
    context = {
        "form": form,
        "number": session.number,
        "heading": _("Ubah rencana"),
        "button": _("Simpan perubahan"),
        "back": _page(session),
    }
    return written(request, context)


@require_POST
@signed_in
def open_session(request: StaffRequest, number: str) -> HttpResponse:
    """Let people be put into it."""
    session = managed(request, number)
    tried(request, lambda: services.open_session(session, viewer=request.viewer), _("Pendaftaran dibuka."))
    return redirect("sessions:session", session.number)


@signed_in
def cancel(request: StaffRequest, number: str) -> HttpResponse:
    """Call it off."""
    session = managed(request, number)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.cancel(session, form.cleaned_data["text"], viewer=request.viewer), _("Kegiatan dibatalkan."))
        return redirect("sessions:session", session.number)
    context = {"form": form, "number": session.number, "heading": _("Batalkan kegiatan belajar"), "button": _("Batalkan kegiatan belajar")}
    return written(request, context | {"back": _page(session), "lead": _("Setiap peserta diberi tahu dan kalendernya dikosongkan.")})


@require_POST
@signed_in
def hold(request: StaffRequest, number: str) -> HttpResponse:
    """Say that it took place."""
    session = led(request, number)
    tried(request, lambda: services.hold_session(session, viewer=request.viewer), _("Kegiatan dinyatakan sudah dilaksanakan."))
    return redirect("sessions:session", session.number)


@require_POST
@signed_in
def close(request: StaffRequest, number: str) -> HttpResponse:
    """Credit everybody who was there."""
    session = managed(request, number)
    try:
        count = services.close(session, viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("Kegiatan ditutup. %(n)d sertifikat terbit.", "Kegiatan ditutup. %(n)d sertifikat terbit.", count)
        messages.success(request, said % {"n": count})
    return redirect("sessions:session", session.number)


def _page(session: Session) -> str:
    return reverse("sessions:session", args=[session.number])
