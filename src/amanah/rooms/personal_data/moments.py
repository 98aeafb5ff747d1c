"""The moment, to the minute, at which hours of the statute run out."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from amanah import rulebook
from amanah.kernel import clock

BREACH_NOTICE = "personal_data.breach_notice_within"


def due_at(since: datetime, provision: str = BREACH_NOTICE) -> datetime:
    """`since` (aware) and 24 hours for each day of the provision in force that day; holidays add nothing. In the house's zone."""
    local = since.astimezone(ZoneInfo(clock.ZONE))
    return local + timedelta(hours=24 * rulebook.provision(provision, on=local.date()).length)


def hours_left(since: datetime, provision: str = BREACH_NOTICE) -> int:
    """Whole hours until then, rounded down; negative when the time is over."""
    return (due_at(since, provision) - clock.now()) // timedelta(hours=1)


def local(moment: datetime) -> datetime:
    """The moment as a clock on the wall here shows it."""
    return moment.astimezone(ZoneInfo(clock.ZONE))
