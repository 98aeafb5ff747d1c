"""A year of leadership in one view: who led by example, and of whom there is nothing to show."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import SEGMENT, Holding, below, held_on
from amanah.kernel import clock
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.data import Clause, clauses
from amanah.rooms.campaigns.queries.people import visible_acts
from amanah.rooms.campaigns.sides import standing

LEVELS = 2
"""How far below the institution itself its leaders are looked at."""


@dataclass(frozen=True)
class Leader:
    """One leader's year: acts by sort, in the order of `declare.LEADERSHIP`, and by month."""

    name: str
    post: str
    counts: tuple[int, ...]
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """All acts of the year."""
        return sum(self.counts)


@dataclass(frozen=True)
class Year:
    """A year of what the viewer may know of. `shown` says what each clause has to show for itself."""

    year: int
    leaders: tuple[Leader, ...]
    shown: tuple[tuple[Clause, int], ...]

    @property
    def without(self) -> int:
        """Of how many leaders there is nothing."""
        return sum(1 for leader in self.leaders if not leader.total)


def year_of(viewer: Viewer, year: int) -> Year:
    """The leaders of the two upper levels whose units the viewer keeps, and everybody else with an act in that year: two queries."""
    found = list(visible_acts(viewer).filter(day__year=year, voided_on__isnull=True).select_related("leader"))
    posts: dict[Any, tuple[str, str]] = {act.leader_id: (act.leader.name, act.post) for act in found}
    posts |= _leaders(viewer)
    sorts = list(declare.LEADERSHIP)
    by_sort = Counter((act.leader_id, act.sort) for act in found)
    by_month = Counter((act.leader_id, act.day.month) for act in found)
    leaders = [
        Leader(
            name,
            post,
            tuple(by_sort[leader_id, sort] for sort in sorts),
            tuple(by_month[leader_id, month] for month in range(1, 13)),
        )
        for leader_id, (name, post) in posts.items()
    ]
    leaders.sort(key=lambda leader: (-leader.total, leader.name))
    shown = Counter(key for act in found for key in act.clauses)
    return Year(year, tuple(leaders), tuple((clause, shown[key]) for key, clause in clauses().items()))


def _leaders(viewer: Viewer) -> dict[Any, tuple[str, str]]:
    kept = Q(pk__in=[])
    for path in standing(viewer).keeping:
        kept |= below(path, "post__unit__path")
    held = Holding.objects.filter(held_on(clock.today()), kept, heads=True).annotate(depth=Length("post__unit__path"))
    upper = held.filter(depth__lte=LEVELS * SEGMENT).order_by("depth", "post__title")
    return {row[0]: (row[1], row[2]) for row in upper.values_list("person_id", "person__name", "post__title")}


def years(viewer: Viewer) -> list[int]:
    """The years of which there is something, and the present one, the latest first."""
    found = {day.year for day in visible_acts(viewer).dates("day", "year")}
    return sorted(found | {clock.today().year}, reverse=True)
