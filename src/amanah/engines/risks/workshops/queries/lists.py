"""The list of workshops."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.engines.risks.workshops import addresses
from amanah.engines.risks.workshops.models import Item, Outcome, Participant, Workshop
from amanah.engines.risks.workshops.queries.visible import reachable, visible
from amanah.foundation.access.viewer import Viewer

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing. `mine` keeps those to which the viewer was asked."""

    state: str = ""
    mine: bool = False


@dataclass(frozen=True)
class Row:
    """One line: how many risks the viewer sees in it, how many of them are done, and how many people were asked."""

    workshop: Workshop
    risks: int
    done: int
    asked: int

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_workshop(self.workshop.number)


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's workshops, newest first, and the mark with which the list goes on: three queries beyond what the viewer costs.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    condition = Q(state=filters.state) if filters.state else Q()
    if filters.mine:
        condition &= Q(participants__person_id=viewer.account.person_id, participants__person__isnull=False)
    found, further = keyset.page(
        visible(viewer).filter(condition).select_related("unit", "called_by__person"), "called_on", after=after, size=size
    )
    return Page(_rows(viewer, found), further)


def _rows(viewer: Viewer, workshops: list[Workshop]) -> list[Row]:
    keys = [workshop.pk for workshop in workshops]
    risks: dict[UUID, list[str]] = {}
    for workshop_id, outcome in reachable(viewer).filter(workshop__in=keys).values_list("workshop_id", "outcome"):
        risks.setdefault(workshop_id, []).append(outcome)
    asked: dict[UUID, int] = {}
    for workshop_id in Participant.objects.filter(workshop__in=keys).values_list("workshop_id", flat=True):
        asked[workshop_id] = asked.get(workshop_id, 0) + 1
    return [
        Row(
            workshop,
            len(risks.get(workshop.pk, [])),
            sum(outcome != Outcome.OPEN for outcome in risks.get(workshop.pk, [])),
            asked.get(workshop.pk, 0),
        )
        for workshop in workshops
    ]


def of_risk(viewer: Viewer, risk_id: UUID) -> list[Item]:
    """The workshops in which this risk was or is judged, newest first, as far as the viewer may know of them."""
    found = reachable(viewer).filter(risk_id=risk_id, workshop__in=visible(viewer).values("pk"))
    return list(found.select_related("workshop", "assessment").order_by("-workshop__called_on", "-pk"))
