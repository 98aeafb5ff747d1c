"""The acts on a pulse: a form page each, one POST, and back."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.campaigns.pulse import declare, queries, services
from amanah.rooms.campaigns.pulse.desk import forms
from amanah.rooms.campaigns.pulse.desk.pages import pulse_or_404
from amanah.rooms.campaigns.pulse.models import Pulse, Wave
from amanah.rooms.campaigns.pulse.refusals import Refused
from amanah.rooms.campaigns.roles import MANAGER

_FIELD_OF = {"questions": "questions", "few": "unit", "role": "unit", "days": "closes_on", "overlap": "opens_on"}


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Open a pulse, for a campaign where the address names one."""
    if not request.viewer.has(MANAGER.key):
        raise PermissionDenied
    tops = request.viewer.units_with(MANAGER.key)
    campaign = queries.campaigns_for(request.viewer).filter(number=request.GET.get("campaign", "")).first()
    initial = {"unit": tops[0].code, "origin": campaign.ref if campaign else "", "title": campaign.title if campaign else ""}
    form = forms.PulseForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            pulse = services.open_pulse(viewer=request.viewer, **form.cleaned_data)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Denyut tersimpan. Rencanakan putaran pertamanya."))
            return redirect("pulse:plan", pulse.number)
    return _write(request, form, _("Buat denyut"))


@signed_in
def plan(request: StaffRequest, number: str) -> HttpResponse:
    """Plan a round of answering."""
    pulse = _managed(request, number)
    sort = (declare.AFTER if pulse.waves.exists() else declare.BEFORE) if pulse.origin else declare.REGULAR
    form = forms.WaveForm(request.POST or None, initial=forms.WaveForm.begun(sort))
    return _act(
        request, pulse, form, _("Rencanakan putaran"), lambda: services.plan_wave(pulse, viewer=request.viewer, **form.cleaned_data)
    )


@signed_in
def close(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """Close a wave before its last day is over."""
    pulse = _managed(request, number)
    wave = _wave(pulse, seq)
    lead = _("Sesudah ditutup tidak dapat dibuka lagi. Yang boleh ditampilkan disimpan; hitungan rincinya dihapus.")
    return _act(
        request,
        pulse,
        _confirmed(request),
        _("Tutup putaran sekarang"),
        lambda: services.close(wave, viewer=request.viewer),
        lead=lead,
    )


@signed_in
def show(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """Show a closed wave's figures in public."""
    pulse = _managed(request, number)
    wave = _wave(pulse, seq)
    lead = _("Angka seluruh unit tampil pada halaman integritas publik, dengan rentang dan jumlah jawabannya. Angka per bagian tidak.")
    return _act(
        request,
        pulse,
        _confirmed(request),
        _("Tampilkan kepada publik"),
        lambda: services.show(wave, viewer=request.viewer),
        lead=lead,
    )


@signed_in
def hide(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """Do not show them any more."""
    pulse = _managed(request, number)
    wave = _wave(pulse, seq)
    lead = _("Angkanya tidak tampil lagi pada halaman integritas publik. Penarikan ini tercatat.")
    return _act(
        request,
        pulse,
        _confirmed(request),
        _("Tarik dari halaman publik"),
        lambda: services.hide(wave, viewer=request.viewer),
        lead=lead,
    )


@signed_in
def end(request: StaffRequest, number: str) -> HttpResponse:
    """Ask no more."""
    pulse = _managed(request, number)
    lead = _("Tidak akan ada putaran lagi. Hasil yang ada tetap terbaca.")
    return _act(
        request,
        pulse,
        _confirmed(request),
        _("Akhiri denyut"),
        lambda: services.end(pulse, viewer=request.viewer),
        lead=lead,
    )


def _confirmed(request: StaffRequest) -> django_forms.Form:
    return django_forms.Form(request.POST if request.method == "POST" else None)


def _managed(request: StaffRequest, number: str) -> Pulse:
    pulse = pulse_or_404(request, number)
    if not queries.may_manage(request.viewer, pulse.unit):
        raise Http404
    return pulse


def _wave(pulse: Pulse, seq: int) -> Wave:
    return get_object_or_404(Wave.objects.select_related("pulse__unit"), pulse=pulse, seq=seq)


def _act(
    request: StaffRequest, pulse: Pulse, form: django_forms.Form, heading: str, act: Callable[[], object], *, lead: str = ""
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("pulse:pulse", pulse.number)
    return _write(request, form, heading, pulse=pulse, lead=lead)


def _write(request: StaffRequest, form: django_forms.Form, heading: str, *, pulse: Pulse | None = None, lead: str = "") -> HttpResponse:
    back = reverse("pulse:pulse", args=[pulse.number]) if pulse else reverse("pulse:list")
    context = {"form": form, "heading": heading, "back": back, "pulse": pulse, "lead": lead}
    return render(request, "campaigns_pulse/write.html", context, status=400 if form.errors else 200)


def _say(form: django_forms.Form, refusal: Refused) -> None:
    field = _FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.sentence)
