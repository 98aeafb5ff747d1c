"""How complaints were handled, counted over what the viewer may see: by class, by unit, by month, and what share was answered in time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock
from amanah.rooms.complaints.models import Marks, RatingTally
from amanah.rooms.complaints.questions import ANSWERS, QUESTIONS, SKIP
from amanah.rooms.complaints.ways import WAYS
from amanah.rooms.complaints.workflow import CLASSES, COMPLAINT

ANSWERED = frozenset({"answered", "resolved"})


@dataclass(frozen=True)
class Line:
    """One row: how many came, how many were answered, of those how many in time, and how many are still open past their day."""

    title: str
    received: int
    done: int
    in_time: int
    late: int

    @property
    def share(self) -> int | None:
        """Answered of received, in whole percent: what the integrity zone's worksheet asks for."""
        return round(100 * self.done / self.received) if self.received else None

    @property
    def kept(self) -> int | None:
        """Answered in time of answered, in whole percent."""
        return round(100 * self.in_time / self.done) if self.done else None


@dataclass(frozen=True)
class Figures:
    """Everything of one period; complaints set aside or withdrawn count as received and as done."""

    since: date
    until: date
    total: Line
    classes: list[Line]
    units: list[Line]
    months: list[Line]
    ways: list[tuple[str, int]]
    outcomes: list[tuple[str, int]]
    ratings: list[tuple[str, list[tuple[str, int]]]]


def figures(viewer: Viewer, since: date, until: date) -> Figures:
    """The complaints received from `since` to `until`, as they stand now. Six queries."""
    rows = list(_received(viewer, since, until).select_related("unit"))
    kept = _kept(rows)
    ways = dict(Marks.objects.filter(case__in=[row.pk for row in rows]).values_list("way").annotate(Count("pk")))
    ended = Counter(row.outcome for row in rows if row.outcome)
    return Figures(
        since,
        until,
        _line("", rows, kept),
        [_line(str(title), [row for row in rows if row.category == code], kept) for code, title in CLASSES.items()],
        [_line(name, some, kept) for name, some in _by_unit(rows)],
        [_line(month, [row for row in rows if f"{row.opened_on:%Y-%m}" == month], kept) for month in _months(rows)],
        [(str(title), ways[code]) for code, title in WAYS if ways.get(code)],
        [(str(title), ended[code]) for code, title in COMPLAINT.outcomes.items() if ended[code]],
        _ratings(since, until),
    )


def _received(viewer: Viewer, since: date, until: date) -> QuerySet[Case]:
    return visible(viewer).filter(kind=COMPLAINT.key, opened_on__range=(since, until)).order_by("opened_on", "number")


def _kept(rows: Iterable[Case]) -> dict[str, bool]:
    """Reference → whether the clock of its class was kept the last time it stopped; nothing for one that never ran."""
    clocks = Deadline.objects.filter(ref__in=[row.ref for row in rows], name="resolve", stopped_on__isnull=False).order_by("pk")
    return {ref: stopped is not None and stopped <= due for ref, stopped, due in clocks.values_list("ref", "stopped_on", "due_on")}


def _line(title: str, rows: list[Case], kept: dict[str, bool]) -> Line:
    today = clock.today()
    done = [row for row in rows if row.state in ANSWERED or row.closed_on is not None]
    in_time = sum(kept.get(row.ref, True) for row in done)
    late = sum(1 for row in rows if row not in done and row.due_on and row.due_on < today)
    return Line(title, len(rows), len(done), in_time, late)


def _by_unit(rows: list[Case]) -> list[tuple[str, list[Case]]]:
    units: dict[str, list[Case]] = {}
    for row in rows:
        if row.unit is not None:
            units.setdefault(row.unit.name, []).append(row)
    return sorted(units.items(), key=lambda item: (-len(item[1]), item[0]))


def _months(rows: list[Case]) -> list[str]:
    return sorted({f"{row.opened_on:%Y-%m}" for row in rows})


def _ratings(since: date, until: date) -> list[tuple[str, list[tuple[str, int]]]]:
    counted: Counter[tuple[str, str]] = Counter()
    for row in RatingTally.objects.filter(quarter__lte=until, quarter__gte=date(since.year, 3 * ((since.month - 1) // 3) + 1, 1)):
        counted[row.question, row.answer] += row.count
    shown = [
        (str(title), [(str(words), counted[key, code]) for code, words in ANSWERS.items() if code != SKIP])
        for key, title in QUESTIONS.items()
    ]
    return [(title, answers) for title, answers in shown if any(count for _words, count in answers)]
