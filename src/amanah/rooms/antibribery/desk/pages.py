"""The pages of one scope."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines import contributions
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import asked, declare, glimpses, queries
from amanah.rooms.antibribery.models import Change, Scope

YEAR = timedelta(days=365)


def scope_or_404(request: StaffRequest, number: str) -> Scope:
    """The scope of that number. Not there and not yours look alike."""
    found = queries.find(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


def framed(request: StaffRequest, scope: Scope, current: str, /, **more: Any) -> dict[str, Any]:
    """What every page of a scope is given."""
    sides = queries.sides_of(request.viewer, scope)
    tabs, pages = glimpses.tabs(scope, current)
    return {
        "scope": scope,
        "sides": sides,
        "may_keep": sides.keeps and scope.state == declare.ACTIVE,
        "editions": declare.EDITIONS[scope.editions],
        "state": declare.STATES[scope.state],
        "tabs": tabs,
        "pages": pages,
        **more,
    }


@signed_in
@require_safe
def scope(request: StaffRequest, number: str) -> HttpResponse:
    """What the scope is, for somebody who never heard of it."""
    found, children = queries.family(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    statements = queries.statements(found)
    stated = statements[0] if statements else None
    due = queries.review_due(found, stated)
    provision = rulebook.provision(declare.REVIEW_WITHIN, on=clock.today())
    language = get_language() or "id"
    context = framed(
        request,
        found,
        "antibribery:scope",
        statement=stated,
        statements=statements[1:],
        function=queries.function(found),
        children=children,
        glimpses=glimpses.glimpses(request.viewer, [found])[found.pk],
        review_due=due,
        overdue=due < clock.today(),
        rule=(provision.title.get(language), provision.in_words(language), provision.cite(language)),
        transition_offered=declare.EDITION_2016 in found.edition_keys,
    )
    return render(request, "antibribery/scope.html", context)


@signed_in
@require_safe
def context(request: StaffRequest, number: str) -> HttpResponse:
    """What the scope stands in: issues, climate, parties, processes, sites."""
    found = scope_or_404(request, number)
    entries = queries.entries(found)
    sections = [
        {"sort": sort, "title": title, "items": entries[sort], "add": reverse("antibribery:add", args=[found.number, sort])}
        for sort, title in declare.SORTS.items()
        if sort != declare.PROCESS
    ]
    more = {"sections": sections, "processes": queries.processes(entries[declare.PROCESS]), "climate": queries.climate(found)}
    more["asked"] = asked.asked(found, asked.CLIMATE)
    return render(request, "antibribery/context.html", framed(request, found, "antibribery:context", **more))


@signed_in
@require_safe
def changes(request: StaffRequest, number: str) -> HttpResponse:
    """Changes that are planned, decided and judged."""
    found = scope_or_404(request, number)
    rows = [_told(one) for one in found.changes.select_related("responsible")[:200]]
    anew = asked.asked(found, asked.CHANGES)
    return render(request, "antibribery/changes.html", framed(request, found, "antibribery:changes", rows=rows, asked=anew))


@signed_in
@require_safe
def planned(request: StaffRequest, number: str, change_number: str) -> HttpResponse:
    """One planned change."""
    found = scope_or_404(request, number)
    change = change_or_404(found, change_number)
    sides = queries.sides_of(request.viewer, found)
    today, active = clock.today(), found.state == declare.ACTIVE
    mine = change.proposer_id == request.viewer.account.pk
    responsible = change.responsible_id == request.viewer.account.person_id
    more = {
        **_told(change),
        "may_decide": active and change.waits_on(today) and (sides.leads or sides.keeps) and not mine,
        "may_finish": active and change.state == declare.DECIDED and today >= change.begins_on and (sides.keeps or responsible),
        "waits_for_another": change.waits_on(today) and mine,
    }
    return render(request, "antibribery/change.html", framed(request, found, "antibribery:changes", **more))


@signed_in
@require_safe
def culture(request: StaffRequest, number: str) -> HttpResponse:
    """What was done for a culture against bribery in the last year (5.1.3 of the 2025 edition)."""
    return _contributed(request, number, contributions.CULTURE, "antibribery/culture.html", "antibribery:culture")


@signed_in
@require_safe
def interests(request: StaffRequest, number: str) -> HttpResponse:
    """How conflicts of interest are declared and decided; where the 2025 edition asks for it is not verified."""
    return _contributed(request, number, contributions.INTERESTS, "antibribery/interests.html", "antibribery:interests")


@signed_in
@require_safe
def history(request: StaffRequest, number: str) -> HttpResponse:
    """Everything that was done about the scope, and who carried its function when."""
    found = scope_or_404(request, number)
    appointments = found.appointments.prefetch_related("members__person")
    more = {"entries": queries.timeline(found), "appointments": appointments, "statements": found.statements.all()}
    return render(request, "antibribery/history.html", framed(request, found, "antibribery:history", **more))


def change_or_404(found: Scope, number: str) -> Change:
    """A change of this scope."""
    rows = found.changes.select_related("responsible", "proposer__person", "decider__person")
    change = get_object_or_404(rows, number=numbers.tidy(number))
    change.scope = found
    return change


def _contributed(request: StaffRequest, number: str, topic: str, template: str, here: str) -> HttpResponse:
    found = scope_or_404(request, number)
    if declare.EDITION_2025 not in found.edition_keys:
        raise Http404
    today = clock.today()
    sections = contributions.told(topic, request.viewer, found.unit, today - YEAR, today)
    return render(request, template, framed(request, found, here, sections=sections, asked=asked.asked(found, topic)))


def _told(change: Change) -> dict[str, Any]:
    late = change.state == declare.PROPOSED and not change.waits_on(clock.today())
    return {
        "change": change,
        "word": declare.CHANGE_STATES[change.state],
        "change_tone": "danger" if late else declare.CHANGE_TONES[change.state],
        "late": late,
        "url": reverse("antibribery:planned", args=[change.scope.number, change.number]),
    }
