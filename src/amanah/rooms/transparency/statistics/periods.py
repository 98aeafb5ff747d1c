"""Quarters and years."""

from datetime import date, timedelta

QUARTER, YEAR = "quarter", "year"
MONTHS = {QUARTER: 3, YEAR: 12}


def start(day: date, grain: str) -> date:
    """The first day of the period that the day lies in."""
    length = MONTHS[grain]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def end(first: date, grain: str) -> date:
    """The last day of the period that begins on `first`."""
    months = first.year * 12 + first.month - 1 + MONTHS[grain]
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
