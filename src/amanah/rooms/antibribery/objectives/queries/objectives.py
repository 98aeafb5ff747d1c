"""Lists of objectives, how each stands, and what a page of one shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah import rulebook
from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import addresses, declare, standing
from amanah.rooms.antibribery.objectives.models import Objective, Progress, Step
from amanah.rooms.antibribery.objectives.queries.visible import objectives
from amanah.rooms.antibribery.objectives.standing import Entry, Standing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing. `state` is a key of `declare.STATES`, or "unevaluated"."""

    state: str = ""
    scope: str = ""
    owner: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One objective with its entries and how it stands today."""

    objective: Objective
    entries: tuple[Entry, ...]
    standing: Standing

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_objective(self.objective.number)

    @property
    def word(self) -> "StrOrPromise":
        """The state in words."""
        return declare.STATES[self.standing.state]

    @property
    def tone(self) -> str:
        """Its tone."""
        return declare.TONES[self.standing.state]

    @property
    def why(self) -> "StrOrPromise":
        """Why it is behind; "" otherwise."""
        return declare.WHY_BEHIND.get(self.standing.why, "")

    @property
    def over(self) -> bool:
        """Whether its end has come, so that somebody has to judge it."""
        return self.standing.state in {declare.REACHED, declare.MISSED, declare.DROPPED}

    @property
    def waits(self) -> bool:
        """Whether that has not been done."""
        return self.over and not self.objective.outcome

    @property
    def evaluate_by(self) -> date:
        """Until when it should be."""
        ended = self.objective.dropped_on or self.objective.due_on
        return rulebook.due(declare.EVALUATED_WITHIN, ended).date

    @property
    def write_by(self) -> date:
        """Until when the next entry is due."""
        begun = self.objective.begins_on
        heard = max([begun, *(one.day for one in self.entries)])
        return rulebook.due(declare.PROGRESS_WITHIN, heard).date


def rows(found: Iterable[Objective], day: date | None = None) -> list[Row]:
    """Each with its entries and how it stands on a day (today by default): one query."""
    objectives, day = list(found), day or clock.today()
    entries: dict[UUID, list[Entry]] = {one.pk: [] for one in objectives}
    if objectives:
        asked = Progress.objects.filter(objective__in=objectives).order_by("day", "seq")
        for pk, at, seq, value in asked.values_list("objective_id", "day", "seq", "value"):
            entries[pk].append(Entry(at, seq, value))
    return [row(one, entries[one.pk], day) for one in objectives]


def row(one: Objective, entries: Iterable[Entry], day: date) -> Row:
    """One with its entries. What was evaluated stands as it was frozen."""
    entries = tuple(entries)
    stands = standing.stands(one.terms, entries, day)
    if one.outcome and one.evaluated_on is not None and one.evaluated_on <= day:
        stands = Standing(one.outcome, latest=stands.latest)
    return Row(one, entries, stands)


def of_scope(scope: Scope, most: int = 200) -> list[Row]:
    """The objectives of a scope, those that are running first, each group by the day on which it is due: two queries."""
    found = rows(scope.objectives.select_related("owner").order_by("due_on", "pk")[:most])
    return sorted(found, key=lambda one: (one.over, one.objective.due_on if not one.over else date.max - (one.objective.due_on - date.min)))


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """Those that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    narrowed = objectives(viewer).filter(_conditions(filters))
    if filters.state:
        narrowed = narrowed.filter(pk__in=_standing(narrowed, filters.state))
    found, further = keyset.page(narrowed.select_related("scope", "owner"), "begins_on", after=after, size=min(size, LARGEST))
    return Page(rows(found), further)


def timeline(ref: str, most: int = 200) -> list[Step]:
    """What was done, the latest first."""
    return list(Step.objects.filter(ref=ref).select_related("actor__person").order_by("-seq")[:most])


def _standing(narrowed: QuerySet[Objective], state: str) -> list[UUID]:
    """How each stands is a function of a day, which no column can hold: it is worked out here, for what the other filters leave."""
    if state == "unevaluated":
        return [one.objective.pk for one in rows(narrowed.filter(outcome="")) if one.waits]
    return [one.objective.pk for one in rows(narrowed) if one.standing.state == state]


def _conditions(filters: Filters) -> Q:
    condition = Q()
    if filters.scope:
        condition &= Q(scope__title__icontains=filters.scope) | Q(scope__number=numbers.tidy(filters.scope))
    if filters.owner:
        condition &= Q(owner__name__icontains=filters.owner)
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    return condition
