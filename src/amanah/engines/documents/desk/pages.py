"""One document: what is in force, what is in the making, who reads it; one version with its content and the remarks on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from amanah.engines.documents import declare, queries, tied
from amanah.engines.documents.desk import lists, offers
from amanah.engines.documents.models import Document, Remark, Seat, Signature, Step, Version
from amanah.engines.documents.refusals import SENTENCES
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.downloads import download
from amanah.foundation.threads import queries as threads


def found(request: StaffRequest, number: str) -> Document:
    """The document of that number. Not there and not yours look alike."""
    document = queries.find(request.viewer, number)
    if document is None:
        raise Http404
    return document


def found_version(request: StaffRequest, document: Document, seq: int) -> Version:
    """One of its versions that this person may open."""
    for one in queries.versions(request.viewer, document):
        if one.seq == seq:
            one.document = document
            return one
    raise Http404


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one document."""
    document = found(request, number)
    every = queries.versions(request.viewer, document)
    making = next((one for one in every if one.state in declare.OPEN), None)
    current = next((one for one in every if one.pk == document.current_id), None)
    readers = queries.readers(request.viewer, document, current) if current else []
    walk = threads.walk_for(request.viewer, document.ref, depth=1)
    reads_all = any(top.contains(document.unit) for top in queries.reach(request.viewer).read)
    context = {
        "document": document,
        "sort": declare.SORTS[document.sort],
        **lists.standing(document),
        "versions": every,
        "current": current,
        "making": making,
        "reading": queries.my_reading(request.viewer, current) if current else None,
        "readers": readers[:50],
        "reader_count": len(readers),
        "read_count": sum(one.read_on is not None for one in readers),
        "acts": offers.of(request.viewer, document, making),
        "gone_from": queries.gone_from(document),
        "story": _story(document) if reads_all else [],
        "ties": [
            (tie.verb(document.ref), walk.nodes[tie.other(document.ref)], tie.relation == tied.RELATION and tie.source == document.ref)
            for tie in walk.ties
            if tie.other(document.ref) in walk.nodes
        ],
        "may_untie": document.withdrawn_on is None and queries.may_keep(request.viewer, document.unit),
    }
    return render(request, "documents/document.html", context)


@signed_in
@require_safe
def version(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """One version: its content, and while it is made the remarks on it and who has to approve it."""
    document = found(request, number)
    one = found_version(request, document, seq)
    making = one if one.state in declare.OPEN else None
    context = {
        "document": document,
        "version": one,
        "making": making,
        "acts": offers.of(request.viewer, document, making) if making else [],
        "may_answer": making is not None and offers.makes(request.viewer, one) and one.state != declare.APPROVAL,
        "remarks": Remark.objects.filter(version=one).select_related("author", "answered_by"),
        "seats": Seat.objects.filter(version=one).select_related("person"),
        "signatures": Signature.objects.filter(version=one).select_related("approver"),
    }
    return render(request, "documents/version.html", context)


@signed_in
@require_safe
def file(request: StaffRequest, number: str, seq: int) -> HttpResponseBase:
    """A version's file as a download; its custody log says so."""
    document = found(request, number)
    one = found_version(request, document, seq)
    kept = queries.file_of(request.viewer, document, one)
    if kept is None:
        raise Http404
    try:
        return download(*kept, actor=request.viewer.actor)
    except (evidence.NotThere, evidence.CannotOpen):
        messages.error(request, str(SENTENCES["file"]))
        return redirect("documents:document", document.number)


def _story(document: Document) -> list[dict[str, Any]]:
    rows = Step.objects.filter(document=document).select_related("actor__person", "version").defer("version__file_key", "version__text")
    return [{"step": one, "title": declare.ACTS[one.act]} for one in rows.order_by("-seq")[:100]]
