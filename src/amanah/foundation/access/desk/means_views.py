"""The screens for somebody else's ways in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from amanah.foundation.access.desk import means
from amanah.foundation.access.desk.admin_views import administrators, confirm, form_page, over_everything
from amanah.foundation.access.models import Account, FactorRemoval
from amanah.foundation.access.requests import StaffRequest


class RemovalForm(forms.Form):
    """How the person was recognised."""

    verified_by = forms.CharField(
        label=gettext_lazy("Bagaimana Anda memastikan ini orangnya?"),
        max_length=300,
        help_text=gettext_lazy("Misalnya: datang sendiri dengan kartu pegawai, dikenali atasannya. Bukan lewat telepon atau surel."),
    )


@administrators
@require_http_methods(["GET", "POST"])
def end_sessions(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """End every session of an account, after one question."""
    over_everything(request)
    shown = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    return confirm(
        request,
        lambda: means.end_sessions(shown, by=request.viewer.account),
        title=_("Keluarkan dari semua perangkat?"),
        lead=_("%(name)s langsung keluar di semua perangkat dan dapat masuk lagi. Untuk menutup akunnya, nonaktifkan.") % {"name": shown},
        button=_("Keluarkan dari semua perangkat"),
        done=_("Semua sesi akun ini diakhiri."),
        back=reverse("access:account", args=[shown.pk]),
    )


@administrators
@require_http_methods(["GET", "POST"])
def remove_factor(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Ask a second administrator to remove a lost second step."""
    over_everything(request)
    shown = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    back = reverse("access:account", args=[shown.pk])
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            means.propose_removal(shown, form.cleaned_data["verified_by"], by=request.viewer.account)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, _("Usulan tercatat. Langkah kedua dihapus setelah disetujui administrator kedua."))
            return redirect(back)
    lead = _("Bila telepon atau kunci sandinya hilang dan kode pemulihan habis. Setelah disetujui, kata sandi saja cukup untuk masuk.")
    title = _("Hapus langkah kedua %(name)s") % {"name": shown}
    return form_page(request, form, title=title, lead=lead, button=_("Kirim usulan"), back=back)


@administrators
@require_POST
def decide_removal(request: StaffRequest, removal_id: UUID) -> HttpResponse:
    """Approve or reject such a proposal."""
    over_everything(request)
    removal = get_object_or_404(FactorRemoval, pk=removal_id)
    try:
        if request.POST.get("decision") == "approve":
            means.approve_removal(removal, by=request.viewer.account)
            messages.success(request, _("Langkah kedua dihapus dan semua sesinya diakhiri."))
        else:
            means.reject_removal(removal, by=request.viewer.account)
            messages.success(request, _("Usulan ditolak."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("access:proposals")
