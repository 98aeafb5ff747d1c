"""The one place that decides which reviews somebody may know of, and what they are to one."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.reviews.models import Invitee, Review


def visible(viewer: Viewer) -> QuerySet[Review]:
    """Those of the scopes that the viewer may know of, those they chair, and those they are invited to."""
    if not viewer.account.may_sign_in():
        return Review.objects.none()
    condition = Q(scope__in=rooms.visible(viewer).values("pk"))
    person_id = viewer.account.person_id
    if person_id is not None:
        condition |= Q(chair_id=person_id) | Q(pk__in=Invitee.objects.filter(person_id=person_id).values("review_id"))
    return Review.objects.filter(condition)


def find(viewer: Viewer, number: str) -> Review | None:
    """The review of that number if the viewer may know of it; None otherwise, without telling which."""
    found = visible(viewer).filter(number=number)
    return found.select_related("scope__unit", "chair", "planner__person", "basis", "approver__person").first()


@dataclass(frozen=True)
class Sides:
    """What somebody is to a review: keeps its scope, chairs it, audits there."""

    keeps: bool
    chairs: bool
    audits: bool

    @property
    def walks(self) -> bool:
        """Whether the pages that the pack is made of are theirs to read as well."""
        return self.keeps or self.audits


def sides_of(viewer: Viewer, review: Review) -> Sides:
    """What the viewer is to this review. Asks nothing about visibility."""
    person_id = viewer.account.person_id if viewer.account.may_sign_in() else None
    to_scope = rooms.sides_of(viewer, review.scope)
    keeps = to_scope.keeps and review.scope.state == scopes.ACTIVE
    return Sides(keeps, person_id is not None and review.chair_id == person_id, to_scope.audits)
