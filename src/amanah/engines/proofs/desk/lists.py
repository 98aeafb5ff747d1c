"""The library's list and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.proofs import queries
from amanah.engines.proofs.desk import filters
from amanah.engines.proofs.desk.requests import StaffRequest
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.queries import Filters
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table

MOST = 10_000
"""The most rows one export holds."""


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The proofs one may see, narrowed as the address says."""
    form = filters.FilterForm(request.GET)
    chosen = filters.read(form)
    after = request.GET.get("after", "")
    try:
        page = queries.listing(request.viewer, chosen, after=after)
    except ValueError:
        raise Http404 from None
    query = filters.kept(request.GET)
    here = reverse("proofs:list")
    context = {
        "form": form,
        "rows": [{"proof": proof, "standing": queries.standing(proof)} for proof in page.proofs],
        "sentence": filters.sentence(form, request.GET),
        "query": query,
        "may_add": queries.keeps_anywhere(request.viewer),
        "next_url": f"{here}?{query}&after={page.after}" if page.after else "",
        "first_url": f"{here}?{query}" if after else "",
    }
    return render(request, "proofs/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every proof of the same filters, at most MOST: the index that an auditor asks for."""
    if form not in TYPES:
        raise Http404
    chosen = filters.read(filters.FilterForm(request.GET))
    return table(_("bukti"), form, headers(), [line(proof) for proof in _every(request.viewer, chosen)])


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


def _every(viewer: Viewer, chosen: Filters) -> list[Proof]:
    found: list[Proof] = []
    after = ""
    while len(found) < MOST:
        page = queries.listing(viewer, chosen, after=after, size=queries.LARGEST)
        found += page.proofs
        after = page.after
        if not after:
            break
    return found
