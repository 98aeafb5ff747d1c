"""The matrix of needs, one need, and the topics."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amanah.engines.risks.exposures import queries as exposures
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.needs import declare, ground, queries
from amanah.rooms.learning.needs.desk import words
from amanah.rooms.learning.needs.desk.guard import managers
from amanah.rooms.learning.needs.models import Need
from amanah.rooms.learning.roles import MANAGER


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Who must learn what; open to everybody in the house."""
    today = clock.today()
    holding = list(ground.needs_on(today))
    coming = Need.objects.filter(since__gt=today).select_related("topic", "unit").order_by("since", "pk")
    over = Need.objects.filter(until__lt=today).select_related("topic", "unit").order_by("-until", "pk")[:50]
    context = {
        "rows": [_row(need) for need in holding],
        "coming": [_row(need) for need in coming],
        "over": [_row(need) for need in over],
        "manages": request.viewer.has(MANAGER.key),
        "classes_url": reverse("exposures:list") if exposures.paths(request.viewer) else "",
    }
    return render(request, "needs/matrix.html", context)


@signed_in
@require_safe
def need(request: StaffRequest, pk: int) -> HttpResponse:
    """One need; who manages it sees whom it reaches."""
    found = queries.find(pk)
    if found is None:
        raise Http404
    may = queries.may_keep(request.viewer, found)
    seen = queries.scope(request.viewer)
    counts = None
    today = clock.today()
    if seen.tops and found.since <= today and (found.until is None or found.until >= today):
        laid = queries.reach(found, seen.tops)
        every = laid.counts().values()
        counts = [{"count": sum(row[n] for row in every), **words.state(n)} for n in range(len(declare.STATES))]
    running = found.until is None or found.until > today
    return render(request, "needs/need.html", {**_row(found), "may": may and running, "counts": counts, "sort": declare.SORTS[found.sort]})


@managers
@require_safe
def topics(request: StaffRequest) -> HttpResponse:
    """Every topic, those in use first."""
    return render(request, "needs/topics.html", {"topics": Topic.objects.order_by("-active", "title", "pk")})


def _row(need: Need) -> dict[str, Any]:
    return {"need": need, "audience": words.audience(need), "rhythm": words.rhythm(need)}
