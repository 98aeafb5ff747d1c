"""Filters that a person keeps under a name."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases.desk import filters
from amanah.engines.cases.models import SavedView
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

MOST = 20


class SaveForm(forms.Form):
    """A name for the filters of this moment."""

    name = forms.CharField(label=gettext_lazy("Nama tampilan"), max_length=60)
    query = forms.CharField(max_length=500, widget=forms.HiddenInput, required=False)


@signed_in
@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """Keep filters under a name; the same name again replaces them."""
    form = SaveForm(request.POST)
    query = filters.FilterForm.kept(QueryDict(request.POST.get("query", "")[:500]))
    if not form.is_valid():
        messages.error(request, _("Beri nama untuk tampilan ini, paling panjang 60 huruf."))
    elif not query:
        messages.error(request, _("Pilih saringan dahulu, lalu simpan."))
    elif SavedView.objects.filter(account=request.viewer.account).exclude(name=form.cleaned_data["name"]).count() >= MOST:
        messages.error(request, _("Anda sudah menyimpan 20 tampilan. Hapus satu dahulu."))
    else:
        SavedView.objects.update_or_create(account=request.viewer.account, name=form.cleaned_data["name"], defaults={"query": query})
        messages.success(request, _("Tampilan disimpan."))
    return redirect(f"{reverse('cases:list')}?{query}")


@signed_in
@require_POST
def forget(request: StaffRequest, view_id: int) -> HttpResponse:
    """Remove one of one's own saved views."""
    removed, _kinds = SavedView.objects.filter(account=request.viewer.account, pk=view_id).delete()
    if not removed:
        raise Http404
    messages.success(request, _("Tampilan dihapus."))
    return redirect("cases:list")
