"""Periods that an indicator is read for: weeks from Monday, months, quarters, half-years, years."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WEEKLY: Final = "weekly"
MONTHS: Final[Mapping[str, int]] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
FREQUENCIES: Final[Mapping[str, "StrOrPromise"]] = {
    WEEKLY: gettext_lazy("Mingguan"),
    "monthly": gettext_lazy("Bulanan"),
    "quarterly": gettext_lazy("Triwulanan"),
    "half_yearly": gettext_lazy("Semesteran"),
    "yearly": gettext_lazy("Tahunan"),
}
_WEEK = 7
_YEAR = 12
_SHAPES: Final = {
    "yearly": re.compile(r"(\d{4})"),
    "half_yearly": re.compile(r"(\d{4})[-/ ]?(?:S|SEM|SMT|SEMESTER)[-. ]?([12])"),
    "quarterly": re.compile(r"(\d{4})[-/ ]?(?:Q|TW|T|TRIWULAN)[-. ]?([1-4])"),
    "monthly": re.compile(r"(\d{4})[-/ ](\d{1,2})"),
}


@dataclass(frozen=True, order=True)
class Period:
    """From the first to the last day."""

    first: date
    last: date


def containing(day: date, frequency: str) -> Period:
    """The period of that frequency in which the day lies. Raises KeyError for no frequency."""
    if frequency == WEEKLY:
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=_WEEK - 1))
    months = MONTHS[frequency]
    begins = (day.month - 1) // months * months + 1
    ends = begins + months - 1
    return Period(date(day.year, begins, 1), date(day.year, ends, calendar.monthrange(day.year, ends)[1]))


def after(period: Period, frequency: str) -> Period:
    """The next one."""
    return containing(period.last + timedelta(days=1), frequency)


def before(period: Period, frequency: str) -> Period:
    """The one before."""
    return containing(period.first - timedelta(days=1), frequency)


def label(period: Period, frequency: str) -> str:
    """What it is called, in the language that is active."""
    if frequency == WEEKLY:
        return _("minggu %(day)s") % {"day": date_format(period.first, "j M Y")}
    if frequency == "monthly":
        return date_format(period.first, "F Y")
    if frequency == "yearly":
        return str(period.first.year)
    place = (period.first.month - 1) // MONTHS[frequency] + 1
    words = _("triwulan %(n)d %(year)d") if frequency == "quarterly" else _("semester %(n)d %(year)d")
    return words % {"n": place, "year": period.first.year}


def short(period: Period, frequency: str) -> str:
    """The same where there is little room."""
    return date_format(period.first, "M y") if frequency == "monthly" else label(period, frequency)


def code(period: Period, frequency: str) -> str:
    """How it is written in files: 2026-02-09 (a week, by its Monday), 2026-02, 2026-TW1, 2026-S1, 2026."""
    if frequency == WEEKLY:
        return period.first.isoformat()
    if frequency == "monthly":
        return f"{period.first:%Y-%m}"
    if frequency == "yearly":
        return str(period.first.year)
    place = (period.first.month - 1) // MONTHS[frequency] + 1
    return f"{period.first.year}-{'TW' if frequency == 'quarterly' else 'S'}{place}"


def read(text: str, frequency: str) -> Period | None:
    """The period that a file means: as `code` writes it, or any day in it; None for what names none."""
    said = text.strip().upper()
    try:
        return containing(date.fromisoformat(said), frequency)
    except ValueError:
        pass
    shape = _SHAPES.get(frequency)
    found = shape.fullmatch(said) if shape else None
    if found is None:
        return None
    place = int(found[2]) if shape is not None and shape.groups > 1 else 1
    months = MONTHS[frequency]
    if not 1 <= place <= _YEAR // months:
        return None
    try:
        return containing(date(int(found[1]), (place - 1) * months + 1, 1), frequency)
    except ValueError:
        return None
