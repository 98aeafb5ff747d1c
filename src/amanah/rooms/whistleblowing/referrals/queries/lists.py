"""Lists of referrals and of matters received: filtered, and paged by number of page."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from amanah.engines.cases.queries import visible
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals.models import Received, ReceivedTag, Referral
from amanah.rooms.whistleblowing.workflow import HANDLERS, WHISTLEBLOWING

PAGE = 50
MOST = 10_000
"""The most rows one export holds."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing. `status` is "open", "done" or "late"."""

    body: str = ""
    status: str = ""
    topic: str = ""
    number: str = ""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, newest first; `after` is where the next page begins, "" at the end."""

    rows: list[Row]
    after: str


def visible_referrals(viewer: Viewer) -> QuerySet[Referral]:
    """The referrals of reports that the viewer may see."""
    return Referral.objects.filter(case__in=visible(viewer).filter(kind=WHISTLEBLOWING.key))


def visible_received(viewer: Viewer) -> QuerySet[Received]:
    """The matters received that the viewer may know of: handlers' own, never those that concern them.

    Neither those about the viewer or whom they answer for, nor those in which they declared an interest.

    Once a matter is tied to a report, exactly those see it who see the report.
    """
    tied = Q(case__in=visible(viewer).filter(kind=WHISTLEBLOWING.key))
    free = Q(case__isnull=True) if viewer.has_any(HANDLERS) else Q(pk__in=[])
    about = ReceivedTag.objects.filter(tag__in=sorted(viewer.exclusion_tags | viewer.aside.tags)).values("received_id")
    return Received.objects.filter(tied | free).exclude(pk__in=about)


def find_referral(viewer: Viewer, referral_id: UUID) -> Referral | None:
    """The referral if the viewer may know of it."""
    return visible_referrals(viewer).select_related("case", "recipient", "letter", "minutes").filter(pk=referral_id).first()


def find_received(viewer: Viewer, received_id: UUID) -> Received | None:
    """The matter if the viewer may know of it."""
    return visible_received(viewer).select_related("case", "letter", "registered_by__person").filter(pk=received_id).first()


def referral_listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page[Referral]:
    """The viewer's referrals. Raises ValueError when `after` is not what an earlier page gave."""
    rows = visible_referrals(viewer).select_related("case", "recipient", "letter", "prepared_by__person")
    if filters.body:
        rows = rows.filter(recipient__body=filters.body)
    if filters.status:
        rows = rows.filter(state__in=["prepared", "sent"] if filters.status == "open" else ["answered", "cancelled"])
    if filters.number:
        rows = rows.filter(Q(their_number__icontains=filters.number) | Q(case__number__icontains=filters.number))
    found: Page[Referral] = _page(rows.order_by("-prepared_on", "-pk"), after, size)
    return found


def received_listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page[Received]:
    """The matters received that the viewer may know of. Raises ValueError when `after` is not what an earlier page gave."""
    rows = visible_received(viewer).select_related("case", "letter", "registered_by__person")
    if filters.body:
        rows = rows.filter(body=filters.body)
    if filters.topic:
        rows = rows.filter(topic=filters.topic)
    if filters.status == "late":
        rows = rows.filter(answered_on__isnull=True, due_on__lt=clock.today())
    elif filters.status:
        rows = rows.filter(answered_on__isnull=filters.status == "open")
    if filters.number:
        rows = rows.filter(number__icontains=filters.number)
    found: Page[Received] = _page(rows.order_by("-received_on", "-pk"), after, size)
    return found


def _page(rows: Any, after: str, size: int) -> Any:
    start = int(after or 0)
    if not 0 <= start <= MOST:
        raise ValueError(after)
    found = list(rows[start : start + size + 1])
    return Page(found[:size], str(start + size) if len(found) > size else "")
