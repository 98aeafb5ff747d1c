"""Certificates from elsewhere: handing in, looking, deciding."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.proofs.desk import media
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.downloads import download
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel import numbers
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.sessions import queries, services
from amanah.rooms.learning.sessions.desk import forms
from amanah.rooms.learning.sessions.desk.requests import tried, written
from amanah.rooms.learning.sessions.models import OutsideCertificate
from amanah.rooms.learning.sessions.queries.outside import file_of
from amanah.rooms.learning.sessions.refusals import Refused


@signed_in
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """Those that wait for the viewer to look at them."""
    if not queries.manages_any(request.viewer):
        raise PermissionDenied
    return render(request, "sessions/waiting.html", {"rows": queries.to_look_at(request.viewer)[:200]})


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Hand one in."""
    if request.viewer.person is None:
        raise PermissionDenied
    form = forms.OutsideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = _taken(form)
        if upload is not None:
            said = form.cleaned_data
            names = ("topic", "title", "provider", "done_on", "hours", "paper_number")
            try:
                sent = services.send_outside(services.Earned(upload=upload, **{name: said[name] for name in names}), viewer=request.viewer)
            except Refused as refusal:
                form.add_error({"day": "done_on", "hours": "hours", "file": "file"}.get(refusal.code), str(refusal))
            else:
                return redirect("sessions:outside", sent.number)
    context = {"form": form, "heading": _("Unggah sertifikat dari luar"), "button": _("Kirim untuk diperiksa"), "upload": True}
    return written(request, context | {"back": reverse("sessions:certificates")})


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One of them."""
    sent = _found(request, number)
    context = {"sent": sent, "may_decide": sent.state == "sent" and learning.manages_person(request.viewer, sent.person)}
    return render(request, "sessions/outside.html", context)


@signed_in
@require_safe
def file(request: StaffRequest, number: str) -> HttpResponseBase:
    """The paper itself."""
    kept = file_of(request.viewer, _found(request, number))
    if kept is None:
        raise Http404
    try:
        return download(*kept, actor=request.viewer.actor)
    except (evidence.NotThere, evidence.CannotOpen):
        raise Http404 from None


@signed_in
def accept(request: StaffRequest, number: str) -> HttpResponse:
    """Count it."""
    sent = _deciding(request, number)
    form = forms.HoursForm(request.POST or None, initial={"hours": sent.hours})
    if request.method == "POST" and form.is_valid():
        done = _("Sertifikat diakui dan tercatat.")
        if tried(request, lambda: services.accept_outside(sent, hours=form.cleaned_data["hours"], viewer=request.viewer), done):
            return redirect("sessions:outside", sent.number)
    context = {"form": form, "number": sent.number, "heading": _("Akui sertifikat"), "button": _("Akui sertifikat")}
    return written(request, context | {"back": reverse("sessions:outside", args=[sent.number])})


@signed_in
def refuse(request: StaffRequest, number: str) -> HttpResponse:
    """Do not count it."""
    sent = _deciding(request, number)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.refuse_outside(sent, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("sessions:outside", sent.number)
    context = {"form": form, "number": sent.number, "heading": _("Jangan akui sertifikat"), "button": _("Jangan akui")}
    return written(request, context | {"back": reverse("sessions:outside", args=[sent.number])})


def _found(request: StaffRequest, number: str) -> OutsideCertificate:
    sent = queries.find_outside(request.viewer, numbers.tidy(number))
    if sent is None:
        raise Http404
    return sent


def _deciding(request: StaffRequest, number: str) -> OutsideCertificate:
    sent = _found(request, number)
    if sent.state != "sent" or not learning.manages_person(request.viewer, sent.person):
        raise Http404
    return sent


def _taken(form: forms.OutsideForm) -> SealedUpload | None:
    """The file, sealed while it came in; None where it cannot be taken, which the form then says."""
    taken = evidence.take([form.cleaned_data["file"]])
    for refusal in taken.refused:
        form.add_error("file", refusal.reason)
    if not taken.kept:
        return None
    upload = taken.kept[0]
    if not media.word(upload.content_type):
        evidence.discard(upload.file_id)
        form.add_error("file", _("Jenis berkas ini tidak diterima. Pakai PDF atau gambar."))
        return None
    return upload
