"""Long lists page by page, each continued from where the last ended: a page costs the same wherever it stands in however long a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
Line_co = TypeVar("Line_co", covariant=True)


@dataclass(frozen=True)
class Page(Generic[Line_co]):
    """Some rows in order; `after` continues the list, "" at its end."""

    rows: Sequence[Line_co]
    after: str


def page(rows: QuerySet[Row], column: str, *, after: str, size: int, soonest: bool = False) -> tuple[list[Row], str]:
    """Up to `size` rows by a column of days and, within a day, by key; and the mark with which the list goes on, "" at its end.

    Args:
        rows: what there is, unordered.
        column: a column of days, never empty in these rows.
        after: the mark that an earlier page gave; "" begins the list.
        size: rows on a page.
        soonest: the earliest day first; else the latest.

    Raises:
        ValueError: when `after` is not such a mark.
    """
    if after:
        day, last = _place(after)
        beyond = {f"{column}__gte": day} if soonest else {f"{column}__lte": day}
        told = {"pk__lte": last} if soonest else {"pk__gte": last}
        rows = rows.filter(**beyond).exclude(**{column: day}, **told)
    order = (column, "pk") if soonest else (f"-{column}", "-pk")
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    found = found[:size]
    return found, f"{getattr(found[-1], column).isoformat()}.{found[-1].pk.hex}" if more else ""


def _place(after: str) -> tuple[date, UUID]:
    day, _, last = after.partition(".")
    return date.fromisoformat(day), UUID(hex=last)
