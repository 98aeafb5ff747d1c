"""What became of the decisions of a review: read off the actions that carry them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amanah.engines.actions import addresses
from amanah.engines.actions.declare import CLOSED
from amanah.engines.actions.models import Action
from amanah.kernel import clock
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.models import Decision, Review

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Outcome:
    """One decision and its action. What a review decided is no secret of those who may know of the review."""

    decision: Decision
    action: Action

    @property
    def sort(self) -> "StrOrPromise":
        """What it is about."""
        return declare.SORTS[self.decision.sort]

    @property
    def closed(self) -> bool:
        """Whether nothing is owed any more."""
        return self.action.state in CLOSED

    @property
    def late(self) -> bool:
        """Whether it is owed and its day is over."""
        return not self.closed and self.action.due_on < clock.today()

    @property
    def owner(self) -> str:
        """Who owes it: a person, or else the unit."""
        return str(self.action.owner or self.action.unit)

    @property
    def url(self) -> str:
        """Where the action is."""
        return addresses.of_action(self.action.number)


def outcomes(reviews: Iterable[Review]) -> list[Outcome]:
    """The decisions of these reviews in order, each with its action: two queries."""
    decisions = list(Decision.objects.filter(review__in=[one.pk for one in reviews]).order_by("review", "seq"))
    found = Action.objects.filter(ref__in=[one.action for one in decisions]).select_related("owner", "unit", "verifier")
    actions = {one.ref: one for one in found}
    return [Outcome(one, actions[one.action]) for one in decisions if one.action in actions]
