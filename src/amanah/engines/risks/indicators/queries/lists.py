"""Lists of indicators: filtered, and paged by where the last page ended."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.engines.risks import queries as risks
from amanah.engines.risks.indicators import addresses, declare, periods
from amanah.engines.risks.indicators.models import Indicator, Watches
from amanah.engines.risks.indicators.queries.readings import latest
from amanah.engines.risks.indicators.queries.visible import owed, reachable, visible
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""
SPARK = 12
"""Periods in the small picture of a line."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        state: "active" or "retired".
        level: a level's code, or "unread".
        due: "missing" for a value that is owed.
        feed: a source's code.
        mine: "read" for those that the viewer reads.
        unit: words of the unit's name or its code.
        text: words of the title, or part of a number.
    """

    state: str = ""
    level: str = ""
    due: str = ""
    feed: str = ""
    mine: str = ""
    unit: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a list. `risks` counts the risks that it warns of and the viewer may see; `values` are the last ones, oldest first."""

    indicator: Indicator
    risks: int
    values: tuple[Decimal, ...]

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_indicator(self.indicator.number)

    @property
    def level(self) -> "StrOrPromise":
        """Its level in words."""
        return declare.level_title(self.indicator.level)

    @property
    def tone(self) -> str:
        """Its tone."""
        return declare.TONES[self.indicator.level]

    @property
    def period(self) -> str:
        """The period of its latest value; "" without one."""
        if self.indicator.read_to is None:
            return ""
        return periods.label(periods.containing(self.indicator.read_to, self.indicator.frequency), self.indicator.frequency)

    @property
    def missing(self) -> bool:
        """Whether a value is owed and late."""
        return self.indicator.due_on is not None and self.indicator.due_on < clock.today()


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's indicators: newest first, or by what is owed first where the filter is about that.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found, further = keyset.page(
        visible(viewer).filter(_conditions(viewer, filters)).select_related("unit", "owner"),
        "due_on" if filters.due else "opened_on",
        after=after,
        size=min(size, LARGEST),
        soonest=bool(filters.due),
    )
    return Page(rows(viewer, found), further)


def rows(viewer: Viewer, indicators: list[Indicator]) -> list[Row]:
    """Lines for these indicators, in their order: two queries, and what the risks cost."""
    ids = [indicator.pk for indicator in indicators]
    if not ids:
        return []
    watches = Watches.objects.filter(indicator_id__in=ids, until__isnull=True, risk__in=risks.visible(viewer).order_by().values("pk"))
    counts = dict(watches.values_list("indicator_id").order_by().annotate(n=Count("pk")))
    read = latest(ids)
    made = []
    for indicator in indicators:
        last = {reading.first: reading.value for reading in read.get(indicator.pk, ())}
        made.append(Row(indicator, counts.get(indicator.pk, 0), tuple(last.values())[-SPARK:]))
    return made


def of_risk(viewer: Viewer, risk: Risk) -> list[Row]:
    """The indicators that warn of a risk which the viewer may see."""
    watching = Watches.objects.filter(risk=risk, until__isnull=True).values("indicator_id")
    return rows(viewer, list(reachable(viewer).filter(pk__in=watching, state="active").select_related("unit", "owner").order_by("number")))


def due(viewer: Viewer) -> "QuerySet[Indicator]":
    """The active indicators that the viewer reads and whose last period is over without a value."""
    return visible(viewer).filter(owed(viewer), state="active")


def _conditions(viewer: Viewer, filters: Filters) -> Q:
    condition = Q()
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.level:
        condition &= Q(level="" if filters.level == "unread" else filters.level)
    if filters.due:
        condition &= Q(due_on__lt=clock.today())
    if filters.feed:
        condition &= Q(feed=filters.feed)
    if filters.mine:
        condition &= owed(viewer)
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    return condition
