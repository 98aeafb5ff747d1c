"""What cohorts say: plain sums over them, and how long things took."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from amanah.engines.cases.cohorts.counting import Cells, Cohorts, total


def within(cohorts: Cohorts, first: date, last: date) -> Cohorts:
    """The cohorts of the months from `first` to `last` (first days of months)."""
    return {key: cells for key, cells in cohorts.items() if first <= key.month <= last}


def whole(cohorts: Cohorts) -> Cells:
    """Their sum."""
    return total(cohorts.values())


def received(cohorts: Cohorts, month: date) -> int:
    """How many were opened in the month."""
    return sum(cells.cells["received"] for key, cells in cohorts.items() if key.month == month)


def by_topic(cohorts: Cohorts) -> Counter[str]:
    """How many were opened, by topic."""
    found: Counter[str] = Counter()
    for key, cells in cohorts.items():
        found[key.topic] += cells.cells["received"]
    return found


def by_route(cohorts: Cohorts) -> Counter[str]:
    """How many were opened, by route."""
    found: Counter[str] = Counter()
    for key, cells in cohorts.items():
        found[key.route] += cells.cells["received"]
    return found


def by_state(cells: Cells) -> Counter[str]:
    """Where they stand."""
    return _named(cells, "state")


def closed_by_month(cohorts: Cohorts) -> dict[date, Counter[str]]:
    """Month → outcome → how many of all cohorts were closed then; reopened ones count once they closed again."""
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for name, number in _cells(cohorts).items():
        if name.startswith("closed:"):
            _word, month, outcome = name.split(":", 2)
            found[date.fromisoformat(month)][outcome] += number
    return found


def closed(cohorts: Cohorts, first: date, last: date) -> Counter[str]:
    """Outcome → how many were closed in the months from `first` to `last`."""
    return sum((counts for month, counts in closed_by_month(cohorts).items() if first <= month <= last), Counter[str]())


def open_now(cohorts: Cohorts) -> int:
    """How many are not closed."""
    return sum(open_days(cohorts).values())


def open_days(cohorts: Cohorts) -> Counter[date]:
    """How many are not closed, by the day on which they were opened."""
    return Counter({date.fromisoformat(day): number for day, number in _named(Cells(_cells(cohorts)), "open").items()})


@dataclass
class Timing:
    """How one clock ran: the calendar days that those stopped had taken, and how many were in time, late, or still run."""

    days: Counter[int] = field(default_factory=Counter)
    kept: int = 0
    late: int = 0
    overdue: int = 0
    running: int = 0

    @property
    def missed(self) -> int:
        """Stopped late, or still owed after its day."""
        return self.late + self.overdue

    @property
    def done(self) -> int:
        """How many have stopped."""
        return self.kept + self.late

    def quantile(self, share: float) -> int | None:
        """The number of days that at least this share of those stopped did not exceed; None where none has."""
        wanted, seen = share * self.done, 0
        for days, number in sorted(self.days.items()):
            seen += number
            if number > 0 and seen >= wanted:
                return days
        return None


def timing(cells: Cells, name: str, today: date) -> Timing:
    """How the clock of this name ran, as of `today`."""
    found = Timing()
    for code, number in cells.clocks.items():
        clock, state, *more = code.split(":")
        if clock != name:
            continue
        if state == "done":
            found.days[int(more[0])] += number
            if more[1] == "1":
                found.kept += number
            else:
                found.late += number
        elif state == "running" and date.fromisoformat(more[0]) < today:
            found.overdue += number
        else:
            found.running += number
    return found


def _cells(cohorts: Cohorts) -> Counter[str]:
    """Their sum without the clocks, which are the larger part."""
    found: Counter[str] = Counter()
    for cells in cohorts.values():
        found.update(cells.cells)
    return found


def _named(cells: Cells, word: str) -> Counter[str]:
    start = f"{word}:"
    return Counter({name.removeprefix(start): number for name, number in cells.cells.items() if name.startswith(start) and number})
