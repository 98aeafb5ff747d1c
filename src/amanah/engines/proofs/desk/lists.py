"""The library's list and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.proofs import queries
from amanah.engines.proofs.desk.filters import FilterForm
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.queries import Filters
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The proofs one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("proofs:list"))
    context["rows"] = [{"proof": proof, "standing": queries.standing(proof)} for proof in context["rows"]]
    context["may_add"] = queries.keeps_anywhere(request.viewer)
    return render(request, "proofs/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every proof of the same filters, as many as one file holds: the index that an auditor asks for."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    proofs = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    return table(_("bukti"), form, headers(), [line(proof) for proof in proofs])


def headers() -> list[str]:
    """The columns of a list that leaves the house."""
    return [
        _("Nomor"),
        _("Bukti"),
        _("Jenis"),
        _("Unit"),
        _("Alamat, nomor surat, atau nama berkas"),
        _("SHA-256 berkas"),
        _("Berlaku sejak"),
        _("Berlaku sampai"),
        _("Keadaan"),
        _("Diganti oleh"),
        _("Ditambahkan"),
    ]


def line(proof: Proof) -> list[Any]:
    """One row of it."""
    what = [proof.number, proof.title, str(proof.get_kind_display()), str(proof.unit), proof.address or proof.file_name, proof.file_sha256]
    newer = proof.replaced_by.number if proof.replaced_by else ""
    return [*what, proof.effective_from, proof.ends_on, str(queries.standing(proof).title), newer, proof.day]
