"""The list of requirements of a scope, and the page of one."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amanah.engines.proofs.desk.panel import panel
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue, declare, proving, queries, services
from amanah.rooms.antibribery.requirements.desk.forms import FilterForm
from amanah.rooms.antibribery.requirements.models import Licensed
from amanah.rooms.antibribery.requirements.queries import Line
from amanah.rooms.antibribery.roles import FUNCTION

LIST = "smap_requirements:list"


def edition_or_404(scope: Scope, edition: str) -> str:
    """An edition by which the scope is run; its newest where none is named."""
    edition = edition or scope.edition_keys[0]
    if edition not in scope.edition_keys:
        raise Http404
    return edition


def line_or_404(scope: Scope, edition: str, key: str) -> Line:
    """One requirement of an edition by which the scope is run."""
    found = queries.find_line(scope, edition, key)
    if found is None:
        raise Http404
    return found


def editions(scope: Scope, here: str, current: str) -> list[dict[str, Any]]:
    """The editions to choose from; nothing where there is one only."""
    if len(scope.edition_keys) == 1:
        return []
    return [
        {"title": scopes.EDITIONS[one], "url": f"{here}?{urlencode({'edition': one})}", "current": one == current}
        for one in scope.edition_keys
    ]


@signed_in
@require_safe
def listed(request: StaffRequest, number: str) -> HttpResponse:
    """The requirements of a chapter, or of all where something is asked for; three queries beside the page's own."""
    scope = scope_or_404(request, number)
    form = FilterForm(request.GET)
    chosen = form.chosen()
    edition = edition_or_404(scope, chosen.get("edition", ""))
    narrowed = bool(chosen.keys() & {"state", "reason", "mine"})
    every = queries.sheet(scope, edition)
    chapters = catalogue.clauses(edition)
    chapter = chosen.get("chapter", "") or ("" if narrowed or not chapters else chapters[0].key)
    rows = [line for line in every if _fits(request, line, chosen, chapter)]
    here = reverse(LIST, args=[scope.number])
    counts = {part.key: [line for line in every if catalogue.chapter_of(line.part.key) == part.key] for part in chapters}
    more = {
        "form": form,
        "edition": edition,
        "choices": editions(scope, here, edition),
        "chapters": [
            {
                "part": part,
                "url": f"{here}?{urlencode({'edition': edition, 'chapter': part.key})}",
                "current": part.key == chapter,
                "ready": sum(line.ready for line in counts[part.key]),
                "total": len(counts[part.key]),
            }
            for part in chapters
        ],
        "rows": rows,
        "sentence": form.sentence(request.GET),
        "here": here,
        "clear_url": f"{here}?{urlencode({'edition': edition})}",
        "has_any": bool(every),
    }
    return render(request, "antibribery_requirements/list.html", framed(request, scope, LIST, **more))


@signed_in
@require_safe
def requirement(request: StaffRequest, number: str, edition: str, key: str) -> HttpResponse:
    """One requirement: what it asks in our own words, how it is met, what proves it, and who checked."""
    scope = scope_or_404(request, number)
    line = line_or_404(scope, edition, key)
    sides_keep = framed(request, scope, LIST)
    answer = line.answer
    owns = answer is not None and answer.owner_id is not None and answer.owner_id == request.viewer.account.person_id
    licensed = Licensed.objects.filter(instrument=declare.INSTRUMENTS[edition], clause=line.part.key).first()
    source = line.source or edition
    question = catalogue.twin(edition, key) if line.borrowed else key
    more = {
        "line": line,
        "edition": edition,
        "edition_title": scopes.EDITIONS[edition],
        "source_title": scopes.EDITIONS[source],
        "ties": [
            {
                "key": tie.question,
                "found": catalogue.find(declare.OTHER[edition], tie.question),
                "relation": declare.RELATIONS[tie.relation],
            }
            for tie in catalogue.ties(edition).get(key, ())
        ],
        "other_title": scopes.EDITIONS[declare.OTHER[edition]],
        "documented": declare.DOCUMENTED.get(line.question.documented, ""),
        "news": declare.NEWS.get(line.question.news, ""),
        "history": queries.history(answer),
        "panel": panel(request.viewer, proving.purpose_of(scope, source, question), request.path),
        "licensed": licensed,
        "may_license": request.viewer.has(FUNCTION.key),
        "may_answer": sides_keep["may_keep"] or (owns and scope.state == scopes.ACTIVE),
        "may_verify": answer is not None and answer.state in declare.CLAIMED and not services.why_not_verifier(answer, request.viewer),
        "back": f"{reverse(LIST, args=[scope.number])}?{urlencode({'edition': edition, 'chapter': catalogue.chapter_of(line.part.key)})}",
    }
    return render(request, "antibribery_requirements/requirement.html", {**sides_keep, **more})


def _fits(request: StaffRequest, line: Line, chosen: dict[str, Any], chapter: str) -> bool:
    if chapter and catalogue.chapter_of(line.part.key) != chapter:
        return False
    if chosen.get("state") and line.state != chosen["state"]:
        return False
    if chosen.get("reason") and chosen["reason"] not in line.reasons:
        return False
    owner_id = line.answer.owner_id if line.answer is not None else None
    return not chosen.get("mine") or (owner_id is not None and owner_id == request.viewer.account.person_id)
