"""The one place that decides which reviews, and which risks in them, somebody may know of."""

from django.db.models import Q, QuerySet

from amanah.engines.risks.queries import visible as visible_risks
from amanah.engines.risks.reviews.models import Entry, Review, State
from amanah.engines.risks.roles import EVERY
from amanah.engines.risks.sides import standing
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below


def visible(viewer: Viewer) -> QuerySet[Review]:
    """The reviews of units whose register the viewer may read."""
    condition = Q(pk__in=[])
    for path in standing(viewer).paths(*(role.key for role in EVERY)):
        condition |= below(path, "unit__path")
    return Review.objects.filter(condition) if viewer.account.may_sign_in() else Review.objects.none()


def find(viewer: Viewer, number: str) -> Review | None:
    """The review of that number if the viewer may know of it; None otherwise, without telling which."""
    people = ("opened_by__person", "submitted_by__person", "signed_by__person")
    return visible(viewer).filter(number=number).select_related("unit", "previous", *people).first()


def entries(viewer: Viewer, review: Review) -> QuerySet[Entry]:
    """The risks of a review that the viewer may know of, in their order."""
    return review.entries.filter(risk__in=visible_risks(viewer)).select_related("risk__unit", "actor__person").order_by("sort")


def keeps(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer keeps the register of this unit, or heads it, and so reviews it."""
    return standing(viewer).keeps(unit)


def may_sign(viewer: Viewer, review: Review) -> bool:
    """Whether the viewer could be the second person on a review that was submitted."""
    if review.state != State.SUBMITTED or review.submitted_by is None or not keeps(viewer, review.unit):
        return False
    return not any(same_person(account, viewer.account) for account in (review.submitted_by, review.opened_by))
