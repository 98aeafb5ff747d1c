"""How ready a scope is, what is left on the way over, and which documents it can show."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines.documents import addresses
from amanah.engines.documents import queries as documents_kept
from amanah.engines.proofs.desk.panel import panels
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import declare, proving, queries
from amanah.rooms.antibribery.requirements.desk.pages import edition_or_404, editions
from amanah.rooms.antibribery.requirements.desk.pictures import SHADES, way_over
from amanah.rooms.antibribery.requirements.queries import Readiness


@signed_in
@require_safe
def readiness(request: StaffRequest, number: str) -> HttpResponse:
    """How far the scope is ready, clause by clause, with what is in the way."""
    scope = scope_or_404(request, number)
    edition = edition_or_404(scope, request.GET.get("edition", ""))
    found = queries.readiness([scope])[scope.pk].get(edition)
    here = "smap_requirements:readiness"
    provision, language = rulebook.provision(declare.EVIDENCE_WITHIN, on=clock.today()), get_language() or "id"
    more = {
        "edition": edition,
        "edition_title": scopes.EDITIONS[edition],
        "choices": editions(scope, reverse(here, args=[scope.number]), edition),
        "readiness": found,
        "rows": _rows(found, reverse("smap_requirements:list", args=[scope.number])) if found is not None else [],
        "rule": (provision.title.get(language), provision.in_words(language), provision.cite(language)),
    }
    return render(request, "antibribery_requirements/readiness.html", framed(request, scope, here, **more))


@signed_in
@require_safe
def transition(request: StaffRequest, number: str) -> HttpResponse:
    """What carries over to the 2025 edition, what changed, what is new, and what is wanting."""
    scope = scope_or_404(request, number)
    if scopes.EDITION_2016 not in scope.edition_keys:
        raise Http404
    gap = queries.gap(scope)
    more = {
        "gap": gap,
        "picture": way_over(gap),
        "legend": [(title, SHADES[code]) for code, title in declare.GAPS.items()],
        "table": [(chapter, [chapter.counts[code] for code in declare.GAPS]) for chapter in gap.chapters],
        "totals": [gap.counts[code] for code in declare.GAPS],
        "titles": list(declare.GAPS.values()),
        "left_days": days_left(scope, clock.today()),
    }
    return render(request, "antibribery_requirements/transition.html", framed(request, scope, "smap_requirements:transition", **more))


@signed_in
@require_safe
def documents(request: StaffRequest, number: str) -> HttpResponse:
    """The documents that whoever audits asks for first."""
    scope = scope_or_404(request, number)
    frame = framed(request, scope, "smap_requirements:documents")
    request.viewer.kept["antibribery.keeps"] = {str(scope.pk): frame["may_keep"]}  # known already, and asked again by every panel
    found = queries.documents(request.viewer, scope)
    purposes = [proving.purpose_of_document(scope, one.document, one.ref) for one in found]
    shown = panels(request.viewer, purposes, request.path)
    rows = [
        {
            "one": one,
            "panel": shown[one.ref],
            "tie_url": addresses.tying(one.ref, f"{request.path}#{one.document.key}"),
            "clauses": [(scopes.EDITIONS[edition], ", ".join(some)) for edition, some in one.document.clauses.items()],
        }
        for one in found
    ]
    there = sum(one.standing == "there" for one in found)
    ties = frame["may_keep"] and documents_kept.keeps_anywhere(request.viewer)
    frame |= {"rows": rows, "there": there, "total": len(found), "may_tie": ties}
    return render(request, "antibribery_requirements/documents.html", frame)


def days_left(scope: Scope, day: date) -> int | None:
    """Days to the confirmed end of the 2016 edition, below zero afterwards; None where nobody confirmed one."""
    return (scope.transition_on - day).days if scope.transition_on is not None else None


def _rows(found: Readiness, listed: str) -> list[dict[str, Any]]:
    rows = []
    for top in found.instrument.parts:
        place = {"edition": found.edition, "chapter": top.key}
        for part in top.walk():
            tally = found.clauses[part.key]
            if not tally.total:
                continue
            rows.append(
                {
                    "part": part,
                    "tally": tally,
                    "depth": part.key.count("."),
                    "length": tally.ready * 300 // tally.total,
                    "reasons": [
                        (declare.REASONS[code], tally.reasons[code], f"{listed}?{urlencode({**place, 'reason': code})}")
                        for code in declare.REASONS
                        if tally.reasons[code]
                    ]
                    if part.questions
                    else [],
                }
            )
    return rows
