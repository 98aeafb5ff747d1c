"""Opening a document: drafted here, or taken in as it is in force."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.documents import queries, services
from amanah.engines.documents.desk.forms import KeepForm, OpenForm
from amanah.engines.documents.models import Document
from amanah.engines.documents.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """A document of one's own, drafted here."""

    def make(form: Any) -> Document:
        said = form.cleaned_data
        return services.open_document(form.heading(said["sort"]), said["unit"], form.content(), viewer=request.viewer)

    return _page(request, OpenForm, make, _("Dokumen baru"), _("Rancangannya ditinjau, lalu disahkan dua orang yang tidak menyusunnya."))


@signed_in
def keep(request: StaffRequest) -> HttpResponse:
    """A document from outside, or one that was in force before."""

    def make(form: Any) -> Document:
        said = form.cleaned_data
        heading, content = form.heading(said["sort"]), form.content()
        return services.keep(heading, said["unit"], content, said["effective_from"], viewer=request.viewer)

    lead = _("Dokumen dari luar, atau dokumen sendiri yang sudah disahkan sebelum ada di sini.")
    return _page(request, KeepForm, make, _("Catat dokumen yang sudah berlaku"), lead)


def _page(request: StaffRequest, kind: Any, make: Callable[[Any], Document], title: str, lead: str) -> HttpResponse:
    if not queries.keeps_anywhere(request.viewer):
        raise Http404
    form = kind(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = make(form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Dokumen %(number)s tersimpan.") % {"number": document.number})
            return redirect("documents:document", document.number)
    context = {"form": form, "title": title, "lead": lead, "button": _("Simpan dokumen"), "back": reverse("documents:list")}
    return render(request, "documents/write.html", context, status=400 if form.errors else 200)
