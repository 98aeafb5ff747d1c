"""Typing in a complaint that came over the counter, by letter, e-mail, phone or message: one page, then the receipt to hand over."""

from typing import Any
from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.foundation.access.decorators import role_required
from amanah.foundation.vault.errors import Busy
from amanah.rooms.complaints.desk.forms import TypedForm
from amanah.rooms.complaints.queries.services import service_name
from amanah.rooms.complaints.services import taking
from amanah.rooms.complaints.services.taking import Coming
from amanah.rooms.complaints.workflow import OFFICERS, TYPIST


@never_cache
@role_required(TYPIST, *sorted(OFFICERS))
def write(request: HttpRequest) -> HttpResponse:
    """One page; sent twice, it is filed once."""
    form = TypedForm(request.POST or None, initial={"case": uuid4()})
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    given, answers = form.cleaned_data, form.answers()
    coming = Coming(given["way"], given["came_on"], given["wants_receipt"])
    try:
        told = taking.type_in(
            given["case"], answers | {"service_name": service_name(answers["service"])}, coming, viewer=viewer_of(request)
        )
    except AlreadyFiled:
        form.add_error(None, _("Pengaduan ini sudah tersimpan. Tanda terimanya tidak dapat ditampilkan lagi."))
    except NoRecipient:
        form.add_error(None, _("BELUM tersimpan: semua penerima terkait dengan pengaduan ini. Sarankan saluran di luar instansi."))
    except (Busy, DatabaseError, OSError) as error:
        note_failure("a typed complaint was not accepted", error)
        form.add_error(None, _("BELUM tersimpan: penyimpanan sedang terganggu. Tulisan ini masih ada; coba lagi sebentar."))
    else:
        receipt = told.receipt
        words: dict[str, Any] = {"words": receipt.words, "digits": receipt.grouped_digits} if receipt else {}
        return render(request, "complaints/desk/typed_done.html", words)
    return _page(request, form)


def _page(request: HttpRequest, form: TypedForm) -> HttpResponse:
    return render(request, "complaints/desk/typed.html", {"form": form}, status=422 if form.errors else 200)
