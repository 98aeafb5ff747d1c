"""The UPG's periodic recap: counts over codes and days of the matters this person may see. Nothing is opened."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count as DbCount
from django.db.models import QuerySet, Sum

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock
from amanah.rooms.gratification.codes import ACTIVITIES, FORMS, OCCASIONS, OUTCOMES, SORTS, TOPICS
from amanah.rooms.gratification.models import Activity, Coding
from amanah.rooms.gratification.workflow import CLOCKS, GRATIFICATION

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    Words = object

KEPT, MISSED, RUNNING = "kept", "missed", "running"
MEASURED = ("to_upg", "forward", "to_kpk", "complete", "hand_over")


@dataclass(frozen=True)
class Count:
    """One line of a table."""

    title: Words
    number: int


@dataclass(frozen=True)
class Pace:
    """How one clock was kept by the matters of the period."""

    title: Words
    kept: int
    missed: int
    running: int


@dataclass(frozen=True)
class Held:
    """How often the UPG held something of one kind, and how many came."""

    title: Words
    number: int
    participants: int


@dataclass(frozen=True)
class Grid:
    """Units by occasions; `cells[row][column]` are counts, and so are the sums of rows."""

    units: list[str]
    occasions: list[str]
    cells: list[list[int]]

    @property
    def rows(self) -> Iterator[tuple[str, list[int], int]]:
        """(unit, counts, sum)."""
        return ((unit, counts, sum(counts)) for unit, counts in zip(self.units, self.cells, strict=True))


@dataclass(frozen=True)
class Recap:
    """Everything the recap says of a period."""

    first: date
    last: date
    received: int
    late: int
    found_by_audit: int
    topics: list[Count]
    months: list[Count]
    sorts: list[Count]
    forms: list[Count]
    outcomes: list[Count]
    states: list[Count]
    paces: list[Pace]
    grid: Grid
    held: list[Held]


def matters(viewer: Viewer, first: date, last: date) -> QuerySet[Case]:
    """The matters received in a period that this person may see."""
    return cases.visible(viewer).filter(kind=GRATIFICATION.key, opened_on__gte=first, opened_on__lte=last)


def recap(viewer: Viewer, first: date, last: date) -> Recap:
    """The recap of the matters received, and of what was held, from `first` to `last`. Five queries."""
    rows = list(matters(viewer, first, last).values_list("pk", "ref", "topic", "state", "outcome", "opened_on"))
    clocks = _clocks(matters(viewer, first, last))
    coding = list(
        Coding.objects.filter(case__in=matters(viewer, first, last)).values_list("occasion", "form", "sort", "unit__name", "found_by_audit")
    )
    by_month = Counter(row[5].replace(day=1) for row in rows)
    return Recap(
        first=first,
        last=last,
        received=len(rows),
        late=clocks["to_kpk", MISSED],
        found_by_audit=sum(1 for row in coding if row[4]),
        topics=_counts(TOPICS, Counter(row[2] for row in rows)),
        months=[Count(f"{month:%Y-%m}", by_month[month]) for month in months_of(first, last)],
        sorts=_counts(SORTS, Counter(row[2] for row in coding)),
        forms=_counts(FORMS, Counter(row[1] for row in coding)),
        outcomes=_counts(OUTCOMES, Counter(row[4] for row in rows if row[4])),
        states=_counts({state.key: state.title for state in GRATIFICATION.states}, Counter(row[3] for row in rows)),
        paces=[
            Pace(one.title, clocks[one.key, KEPT], clocks[one.key, MISSED], clocks[one.key, RUNNING])
            for one in CLOCKS
            if one.key in MEASURED
        ],
        grid=grid([(row[3] or "", row[0]) for row in coding]),
        held=held(first, last),
    )


def held(first: date, last: date) -> list[Held]:
    """What the UPG held in a period, by kind. It names nobody, so that it is the same for whoever may read recaps."""
    rows = Activity.objects.filter(day__gte=first, day__lte=last, withdrawn_on__isnull=True).order_by().values("kind")
    found = {row["kind"]: row for row in rows.annotate(number=DbCount("pk"), participants=Sum("participants"))}
    return [Held(title, found[code]["number"], found[code]["participants"]) for code, title in ACTIVITIES.items() if code in found]


def grid(pairs: Sequence[tuple[str, str]]) -> Grid:
    """Units by occasions, the fullest rows first; an empty unit name stands for an unknown one."""
    counted = Counter(pairs)
    units = sorted({unit for unit, _ in pairs}, key=lambda unit: (-sum(n for (u, _), n in counted.items() if u == unit), unit))
    used = [code for code in OCCASIONS if any(code == occasion for _, occasion in pairs)]
    return Grid(
        [unit or "–" for unit in units], [str(OCCASIONS[code]) for code in used], [[counted[u, code] for code in used] for u in units]
    )


def months_of(first: date, last: date) -> list[date]:
    """The months that a period touches."""
    found = [first.replace(day=1)]
    while (following := (found[-1] + timedelta(days=32)).replace(day=1)) <= last:
        found.append(following)
    return found


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _clocks(found: QuerySet[Case]) -> Counter[tuple[str, str]]:
    today = clock.today()
    counted: Counter[tuple[str, str]] = Counter()
    refs = Case.objects.filter(pk__in=found.values("pk")).values("ref")
    for name, due, stopped in Deadline.objects.filter(ref__in=refs).values_list("name", "due_on", "stopped_on"):
        if stopped is not None:
            counted[name, KEPT if stopped <= due else MISSED] += 1
        else:
            counted[name, MISSED if due < today else RUNNING] += 1
    return counted


def _counts(titles: Mapping[str, Words], numbers: Counter[str]) -> list[Count]:
    return [Count(title, numbers[code]) for code, title in titles.items() if numbers[code]]
