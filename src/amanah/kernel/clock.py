"""The only place that asks what time it is, so that tests and the demonstration can say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = "Asia/Jakarta"
"""The zone of the seat of government (WIB). A unit in WITA or WIT passes its own, because its day begins earlier."""

_stated: ContextVar[datetime | None] = ContextVar("stated_time", default=None)


def now() -> datetime:
    """The present moment as an aware datetime in UTC."""
    return _stated.get() or datetime.now(UTC)


def today(zone: str = ZONE) -> date:
    """The present date as a calendar on the wall in `zone` shows it."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block, it is `moment` (an aware datetime) in this context alone."""
    if moment.tzinfo is None:
        raise ValueError("the moment needs a time zone")
    token = _stated.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stated.reset(token)
