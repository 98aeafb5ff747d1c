"""Counting cases by the month in which they were opened: plain sums of codes and days, so that sets of cases add and subtract.

A case counts in exactly one cohort (month, route, topic). Its cells never depend on the day on which they are counted: what is open
or running is kept by its day, and whoever reads decides what is old or late. Nothing sealed is touched.

Cells: "received", "state:<key>", "closed:<month>:<outcome>", "open:<day opened>", "reopened" (cases that were ever reopened),
"returned" (cases whose reporter wrote again), "messages" (how often reporters wrote).
Clocks: "<name>:done:<days>:<1 in time, 0 late>", "<name>:running:<due day>", "<name>:paused".
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from amanah.engines.cases import registry
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case, Entry, Step
from amanah.foundation.clocks.models import Deadline


@dataclass(frozen=True, order=True)
class Key:
    """Which cohort: the first day of its month, and codes."""

    month: date
    route: str
    topic: str


@dataclass
class Cells:
    """The counts of one cohort, or of any sum of cohorts."""

    cells: Counter[str] = field(default_factory=Counter)
    clocks: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Cells") -> None:
        """Add another's counts, which may be negative."""
        self.cells.update(other.cells)
        self.clocks.update(other.clocks)

    def tidy(self) -> "Cells":
        """The same without zeros, as it is kept."""
        return Cells(_without_zeros(self.cells), _without_zeros(self.clocks))


Cohorts = Mapping[Key, Cells]


def month_of(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def following(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def count(cases: QuerySet[Case], less: Collection[UUID] = frozenset()) -> dict[Key, Cells]:
    """The cohorts of these cases, counted now; those whose ids are in `less` are taken away instead of added. At most four queries."""
    found: dict[Key, Cells] = defaultdict(Cells)
    places: dict[str, tuple[Key, int]] = {}
    by_id: dict[UUID, tuple[Key, int]] = {}
    columns = ("pk", "ref", "opened_on", "route", "topic", "state", "closed_on", "outcome")
    for pk, ref, opened, route, topic, state, closed, outcome in cases.order_by().values_list(*columns):
        key, sign = places[ref] = by_id[pk] = Key(month_of(opened), route, topic), -1 if pk in less else 1
        cells = found[key].cells
        cells["received"] += sign
        cells[f"state:{state}"] += sign
        cells[f"closed:{month_of(closed)}:{outcome}" if closed else f"open:{opened}"] += sign
    if not found:
        return {}
    chosen = cases.order_by()
    deadlines = Deadline.objects.filter(ref__in=chosen.values("ref"))
    for ref, name, state, since, due, stopped in deadlines.values_list("ref", "name", "state", "since", "due_on", "stopped_on"):
        if ref in places:  # a case that was opened meanwhile is in the next count
            key, sign = places[ref]
            found[key].clocks[_clock(name, state, since, due, stopped)] += sign
    for case_id in _reopened(chosen) & by_id.keys():
        key, sign = by_id[case_id]
        found[key].cells["reopened"] += sign
    written = Entry.objects.filter(case__in=chosen.values("pk"), author=REPORTER).order_by().values_list("case_id")
    for case_id, number in written.annotate(n=Count("pk")):
        if case_id in by_id:
            key, sign = by_id[case_id]
            found[key].cells["returned"] += sign
            found[key].cells["messages"] += sign * number
    return dict(found)


def _reopened(cases: QuerySet[Case]) -> set[UUID]:
    closed = {(kind.key, state) for kind in registry.all_versions() for state in kind.closed_states}
    left = Step.objects.filter(case__in=cases.values("pk"), source__in={state for _kind, state in closed}).order_by()
    return {row[0] for row in left.values_list("case_id", "case__kind", "source") if row[1:] in closed}


def total(parts: Iterable[Cells]) -> Cells:
    """The sum."""
    whole = Cells()
    for part in parts:
        whole.add(part)
    return whole


def _clock(name: str, state: str, since: date, due: date, stopped: date | None) -> str:
    if stopped is not None:
        return f"{name}:done:{(stopped - since).days}:{int(stopped <= due)}"
    return f"{name}:paused" if state == Deadline.State.PAUSED else f"{name}:running:{due}"


def _without_zeros(counts: Counter[str]) -> Counter[str]:
    return Counter({name: number for name, number in counts.items() if number})
