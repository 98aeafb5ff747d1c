"""Files of a service, written by hand. Periods of 28 days begin on the Thursday `START`; 2023 has no known holidays here."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

START = datetime(2023, 1, 19, 8)  # noqa: DTZ001 - the wall clock of the place
"""Day 19 376 since 1970 = 28 · 692."""
DAY = timedelta(days=1)
HOURS_8 = DAY
"""From Thursday 08:00 to Friday 08:00: eight working hours."""
HOURS_32 = 6 * DAY
"""To the Wednesday after: Thursday, Friday, Monday, Tuesday."""


def week(number: int) -> datetime:
    """Thursday 08:00 of that week."""
    return START + 7 * number * DAY


def file(case: str, came: datetime, done: datetime | None, officer: str = "A", **more: Any) -> Iterator[dict[str, Any]]:
    """Registered at once, checked by an officer, issued by a machine an hour later; without `done`, it lies with the officer."""
    same = {"case": case, "office": "K1", "service": "K3", "kind": "baru"} | more
    yield same | {"activity": "Registrasi", "time": came, "officer": "L"}
    if done is None:
        yield same | {"activity": "Verifikasi", "time": came, "officer": officer, "stage": "ditugaskan"}
    else:
        yield same | {"activity": "Verifikasi", "time": done, "officer": officer}
        yield same | {"activity": "Terbit", "time": done + timedelta(hours=1)}
