"""Actions as lists show them, with a fixed number of queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amanah.engines.actions import addresses
from amanah.engines.actions.declare import PRIORITIES, State
from amanah.engines.actions.models import Action, Part
from amanah.engines.actions.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.queries import Urgency
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    """One line of a list. `parts` and `parts_done` count what other units owe; `pressing` is the clock that presses most."""

    action: Action
    parts: int
    parts_done: int
    pressing: Deadline | None

    @property
    def urgency(self) -> Urgency | None:
        """How that clock stands today; None once the action is closed."""
        return clocks.describe(self.pressing, clock.today()) if self.pressing else None

    @property
    def due_on(self) -> date:
        """The day that presses most."""
        return self.pressing.due_on if self.pressing else self.action.due_on

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_action(self.action.number)

    @property
    def state(self) -> State:
        """How it stands."""
        return self.action.stands

    @property
    def priority(self) -> "StrOrPromise":
        """Its priority in words."""
        return PRIORITIES[self.action.priority]


def related(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The same actions with what a line names, in the same query."""
    return actions.select_related("unit", "owner", "verifier", "assigned_by__person")


def rows(actions: Iterable[Action]) -> list[Row]:
    """Lines for these actions, in their order: two queries."""
    actions = list(actions)
    running = clocks.open_by_ref([action.ref for action in actions if action.closed_on is None])
    parts = _parts([action.pk for action in actions])
    return [Row(action, *parts.get(action.pk, (0, 0)), clocks.most_pressing(running.get(action.ref, ()))) for action in actions]


def arising_from(viewer: Viewer, source: str) -> list[Row]:
    """The actions that arose from a record, those the viewer may see, oldest first."""
    return rows(related(visible(viewer).filter(source=source)).order_by("opened_on", "pk"))


def _parts(ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    if not ids:
        return {}
    counted = Part.objects.filter(action_id__in=ids).values("action_id").order_by()
    counted = counted.annotate(n=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)))
    return {row["action_id"]: (row["n"], row["done"]) for row in counted}
