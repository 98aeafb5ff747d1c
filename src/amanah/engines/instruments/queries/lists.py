"""Lists of sheets: filtered, and paged by where the last page ended."""

from dataclasses import dataclass

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.instruments import addresses
from amanah.engines.instruments.models import Result, Sheet
from amanah.engines.instruments.queries.results import results
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        instrument: an instrument's id.
        state: a state's key.
        unit: words of the unit's name or its code.
        year: the year in which the period ends.
        number: part of a number.
    """

    instrument: str = ""
    state: str = ""
    unit: str = ""
    year: int | None = None
    number: str = ""


@dataclass(frozen=True)
class Row:
    """One line: the sheet, and what each column that says something earns."""

    sheet: Sheet
    results: dict[str, Result]

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_sheet(self.sheet.number)


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's sheets, newest first: two queries beyond what the viewer costs, at any size of page or table.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    chosen = visible(viewer).filter(_conditions(filters or Filters())).select_related("unit", "edition").defer("edition__content")
    found, further = keyset.page(chosen, "opened_on", after=after, size=min(size, LARGEST))
    earned = results(found)
    return Page([Row(sheet, earned.get(sheet.pk, {})) for sheet in found], further)


def instruments_in_use(viewer: Viewer) -> list[tuple[str, int]]:
    """The instruments of the sheets that the viewer may see, with the latest year of each; for a choice."""
    rows = visible(viewer).order_by("instrument", "-period_to").values_list("instrument", "period_to")
    latest: dict[str, int] = {}
    for instrument, day in rows.distinct():
        latest.setdefault(instrument, day.year)
    return list(latest.items())


def _conditions(filters: Filters) -> Q:
    condition = Q()
    if filters.instrument:
        condition &= Q(instrument=filters.instrument)
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    if filters.year:
        condition &= Q(period_to__year=filters.year)
    if filters.number:
        condition &= Q(number__contains=numbers.tidy(filters.number))
    return condition
