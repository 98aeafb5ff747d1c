"""One proof, one page: what it is and shows on the left, facts and acts on the right; and its file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from amanah.engines.proofs import queries
from amanah.engines.proofs.desk import media
from amanah.engines.proofs.models import Kind, Proof
from amanah.engines.proofs.refusals import SENTENCES
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.downloads import download
from amanah.kernel import numbers


def found(request: StaffRequest, number: str) -> Proof:
    """The proof of that number. Not there and not yours look alike."""
    proof = queries.find(request.viewer, numbers.tidy(number))
    if proof is None:
        raise Http404
    return proof


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one proof."""
    return render(request, "proofs/proof.html", _context(request, found(request, number)))


@signed_in
@require_safe
def file(request: StaffRequest, number: str) -> HttpResponseBase:
    """The proof's file as a download; its custody log says so."""
    proof = found(request, number)
    kept = queries.file_of(request.viewer, proof)
    if kept is None:
        raise Http404
    try:
        return download(*kept, actor=request.viewer.actor)
    except (evidence.NotThere, evidence.CannotOpen):
        messages.error(request, str(SENTENCES["not_there"]))
        return redirect("proofs:proof", proof.number)


def _context(request: StaffRequest, proof: Proof) -> dict[str, Any]:
    viewer = request.viewer
    keeps = queries.may_keep(viewer, proof.unit)
    told = queries.shows(viewer, proof)
    return {
        "proof": proof,
        "standing": queries.standing(proof),
        "is_file": proof.kind == Kind.FILE,
        "media": media.word(proof.file_type),
        "shows": [one for one in told if one.use.ended_on is None],
        "showed": [one for one in told if one.use.ended_on is not None],
        "versions": [{"proof": one, "standing": queries.standing(one)} for one in queries.versions(viewer, proof)],
        "may_replace": keeps and proof.stands,
        "may_withdraw": keeps and proof.withdrawn_on is None,
    }
