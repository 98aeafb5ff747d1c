"""The page of one review, and the page of its inputs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.reviews import declare, queries, replay
from amanah.rooms.antibribery.reviews.desk.parts import inputs_for, papers, review_or_404
from amanah.rooms.antibribery.reviews.models import Paper, Review
from amanah.rooms.antibribery.reviews.papers import frozen
from amanah.rooms.antibribery.reviews.queries import Sides


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One review: what comes next, who takes part, what was concluded and decided, and what was done."""
    review = review_or_404(request, number)
    sides = queries.sides_of(request.viewer, review)
    kept = papers(review)
    people = list(review.invitees.select_related("person"))
    decided = queries.outcomes([review])
    context = {
        **head(request, review),
        "sides": sides,
        "acts": acts(review, sides, done=all(one.closed for one in decided)),
        "people": people,
        "minutes": minutes(review, sides, kept),
        "judged": [(title, declare.VERDICTS[value]) for key, title in declare.JUDGED.items() if (value := getattr(review, key))],
        "shown": review.state in declare.TOLD or (review.state == declare.HELD and (sides.keeps or sides.chairs)),
        "outcomes": decided,
        "clauses": [(edition, declare.CLAUSES[review.kind][edition]) for edition in review.scope.edition_keys],
        "papers": [{"paper": one, "intact": replay.intact(one)} for one in kept.values()],
        "pack": declare.PACK in kept or (sides.keeps and review.state == declare.PLANNED),
        "frozen": declare.PACK in kept,
        "told_to": list(queries.visible(request.viewer).filter(basis=review).order_by("planned_on")),
        "basis": review.basis if review.basis and queries.visible(request.viewer).filter(pk=review.basis.pk).exists() else None,
        "timeline": [
            {"title": declare.ACTS[step.act], "day": step.day, "actor": str(step.actor), "text": step.text}
            for step in review.steps.select_related("actor__person").order_by("-seq")
        ],
    }
    return render(request, "antibribery_reviews/review.html", context)


@signed_in
@require_safe
def pack(request: StaffRequest, number: str) -> HttpResponse:
    """The inputs: live until they are frozen; afterwards as they were, with what has changed since."""
    review = review_or_404(request, number)
    sides = queries.sides_of(request.viewer, review)
    kept = papers(review)
    found = inputs_for(request, review, sides, kept)
    paper = kept.get(declare.PACK)
    changed: dict[str, Any] = {}
    if paper is not None and sides.keeps:
        changed = queries.compared(frozen(paper), queries.build(request.viewer, review))
    context = {
        **head(request, review),
        "sides": sides,
        "paper": paper,
        "intact": replay.intact(paper) if paper is not None else False,
        "rows": None if found is None else [{"input": one, "changed": changed.get(one.key, [])} for one in found],
        "empty": sum(one.empty for one in found or ()),
        "changed": sum(len(some) for some in changed.values()),
        "comparable": paper is not None and sides.keeps,
        "may_comment": sides.keeps and review.state == declare.PLANNED,
    }
    return render(request, "antibribery_reviews/pack.html", context)


def head(request: StaffRequest, review: Review) -> dict[str, Any]:
    """What every page of a review is given."""
    return {
        "review": review,
        "kind": declare.KINDS[review.kind],
        "state": review.stands,
        "scope": review.scope,
        "scope_seen": rooms.visible(request.viewer).filter(pk=review.scope_id).exists(),
    }


def acts(review: Review, sides: Sides, *, done: bool) -> list[dict[str, Any]]:
    """What the viewer may do now, what leads on first; `done` is whether every decision is carried out."""
    found: list[tuple[str, str]] = []
    if sides.keeps and review.state == declare.PLANNED:
        found += [("comment", _("Beri catatan atas bahan")), ("freeze", _("Bekukan bahan")), ("move", _("Ubah rencana"))]
    elif sides.keeps and review.state == declare.FROZEN:
        found += [("meet", _("Catat kehadiran")), ("move", _("Ubah rencana"))]
    elif review.state == declare.HELD and review.submitted_on is None and sides.keeps and not sides.chairs:
        found += [("minute", _("Tulis notula")), ("decide", _("Catat keputusan")), ("submit", _("Serahkan kepada ketua"))]
    elif review.state == declare.HELD and review.submitted_on is not None and sides.chairs:
        found += [("approve", _("Setujui notula")), ("return", _("Kembalikan notula"))]
    elif sides.keeps and review.state == declare.APPROVED and done:
        found.append(("close", _("Tutup tinjauan")))
    if sides.keeps and review.state in declare.AHEAD:
        found.append(("cancel", _("Batalkan tinjauan")))
    return [{"key": key, "title": title} for key, title in found]


def minutes(review: Review, sides: Sides, kept: dict[str, Paper]) -> list[dict[str, Any]]:
    """Input by input what was said and concluded: as approved, or as it is being written for those who write or approve it."""
    if declare.PACK not in kept:
        return []
    if declare.MINUTES in kept:
        said = kept[declare.MINUTES].read["minutes"]
    elif sides.keeps or sides.chairs:
        said = {one.ask: [one.said, one.concluded] for one in review.minutes.all()}
    else:
        return []
    return [
        {"input": one, "said": said[one.key][0], "concluded": said[one.key][1]} for one in frozen(kept[declare.PACK]) if one.key in said
    ]
