"""Days as people and systems in Indonesia write them."""

import re
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from amanah.kernel import clock

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s,-]+(\d{4})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_WEEKDAY = re.compile(r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s+", re.IGNORECASE)
_TIME = re.compile(r"[\sT,]*(?:pukul\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:wib|wita|wit|am|pm)?", re.IGNORECASE)
_FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of the numbers by which spreadsheets count days."""


def read(text: str) -> date | None:
    """The day that `text` names, or None for what names none.

    Known are 2026-11-30 (a moment with its zone counts by the day in Jakarta), 30/11/2026, 30-11-2026 or 30.11.2026, "Senin,
    30 November 2026" with any month's name or its short form, and a spreadsheet's number.
    The day always comes before the month; a year has four digits. A time of day behind it is dropped.
    """
    said = _WEEKDAY.sub("", " ".join(text.split()), count=1)
    if "T" in said or said.endswith("Z"):
        zoned = _moment(said)
        if zoned is not None:
            return zoned
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_IN_WORDS, (3, 2, 1))):
        found = pattern.match(said)
        if found is not None and (not (rest := said[found.end() :]) or _TIME.fullmatch(rest)):
            year, month, day = (found.group(place) for place in order)
            return _made(int(year), int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0), int(day))
    return _FIRST_SERIAL + timedelta(days=int(float(said))) if _SERIAL.fullmatch(said) else None


def _moment(said: str) -> date | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found.astimezone(ZoneInfo(clock.ZONE)).date() if found.tzinfo is not None else found.date()


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
