"""What the pages of reviews share: finding one, its inputs, and its papers."""

from django.http import Http404

from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.rooms.antibribery.reviews import declare, queries
from amanah.rooms.antibribery.reviews.models import Paper, Review
from amanah.rooms.antibribery.reviews.papers import frozen
from amanah.rooms.antibribery.reviews.queries import Input, Sides


def review_or_404(request: StaffRequest, number: str) -> Review:
    """The review of that number. Not there and not yours look alike."""
    found = queries.find(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


def papers(review: Review) -> dict[str, Paper]:
    """What was kept of it for good, by sort."""
    return {paper.sort: paper for paper in review.papers.select_related("actor__person", "review")}


def inputs_for(request: StaffRequest, review: Review, sides: Sides, kept: dict[str, Paper]) -> list[Input] | None:
    """The inputs as they were frozen; before that live, for those who prepare them, and None for everybody else."""
    if declare.PACK in kept:
        return frozen(kept[declare.PACK])
    if review.state == declare.PLANNED and sides.keeps:
        return queries.build(request.viewer, review)
    return None
