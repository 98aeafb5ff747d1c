"""Working-day arithmetic over a given calendar. The calendar itself is data (see `amanah.rulebook`)."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

Unit = Literal["working_day", "calendar_day", "month"]
UNITS: Final[tuple[Unit, ...]] = ("working_day", "calendar_day", "month")
"""The units a period may have. The hour is missing on purpose: nothing in Amanah is finer than a day."""

SkippedDay: TypeAlias = tuple[date, str]
"""A day that was not counted, and why."""

WEEKEND: Final = {5: "Sabtu", 6: "Minggu"}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which a duty is still met, and how it was counted.

    `skipped` names each day that was passed over and why, in Indonesian: the holiday's name, or the name of the weekday.
    `provisional` is true when the count ran through a year whose decree is not out, or over a holiday that is an estimate.
    """

    date: date
    skipped: tuple[SkippedDay, ...]
    provisional: bool


@dataclass(frozen=True)
class Calendar:
    """Days off beside Saturdays and Sundays, for the years whose decree is known.

    `days` maps a day off to its name, `known_years` are the years it is complete for, and `estimated` those of its days
    that may still move. A five-day week is assumed.
    """

    days: Mapping[date, str]
    known_years: frozenset[int] | set[int]
    estimated: frozenset[date] = frozenset()
    _on_weekdays: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_on_weekdays", tuple(sorted(day for day in self.days if day.weekday() not in WEEKEND)))

    def reason_off(self, day: date) -> str | None:
        """Why `day` is not worked, or None if it is a working day; a holiday's name goes before the weekday's."""
        return self.days.get(day) or WEEKEND.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Whether `day` counts as a working day."""
        return self.reason_off(day) is None

    def add(self, start: date, count: int, unit: str) -> Due:
        """The day that lies `count` units after `start`; `start` itself is not counted.

        Months keep the day of the month, or take the month's last day where it is shorter. The result of calendar days and
        months is not moved when it falls on a day off: no rule known here says so. Raises ValueError for a negative count or
        an unknown unit.
        """
        if count < 0:
            raise ValueError("a period cannot be negative")
        if unit == "working_day":
            return self._add_working_days(start, count)
        if unit == "calendar_day":
            return Due(start + count * _DAY, (), provisional=False)
        if unit == "month":
            return Due(_add_months(start, count), (), provisional=False)
        raise ValueError(f"unknown unit {unit!r}")

    def back(self, end: date, count: int) -> date:
        """The latest working day from which at least `count` working days are left until `end`: when to remind of a duty."""
        if count < 0:
            raise ValueError("a period cannot be negative")
        day = end
        left = count
        while left or not self.is_working_day(day):
            if self.is_working_day(day):
                left -= 1
            day -= _DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`.

        Seen from `start`, this is how many working days are left until a duty due on `end`, or by how many it is late.
        """
        if end < start:
            return -self.between(end, start)
        weekdays = _weekdays_up_to(end) - _weekdays_up_to(start)
        return weekdays - (bisect_right(self._on_weekdays, end) - bisect_right(self._on_weekdays, start))

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether the days after `start` up to `end` touch a year without a decree or a holiday that is an estimate."""
        first = start + _DAY
        years = range(first.year, end.year + 1)
        return any(year not in self.known_years for year in years) or any(first <= day <= end for day in self.estimated)

    def _add_working_days(self, start: date, count: int) -> Due:
        skipped: list[SkippedDay] = []
        day = start
        left = count
        while left:
            day += _DAY
            reason = self.reason_off(day)
            if reason is None:
                left -= 1
            else:
                skipped.append((day, reason))
        return Due(day, tuple(skipped), self.is_provisional(start, day))


def _weekdays_up_to(day: date) -> int:
    """Mondays to Fridays from the first day of the proleptic calendar (a Monday) up to and including `day`."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _add_months(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
