"""Where a case's page is."""

from django.urls import NoReverseMatch, reverse

from amanah.engines.cases.declare import CaseKind


def through_desk(number: str) -> str:
    """The address that finds the room's page by itself; it holds in every process, also where no desk is loaded."""
    return f"/desk/cases/{number}/"


def of_room(kind: CaseKind, number: str) -> str | None:
    """The room's page of the case; None where the room brings none."""
    try:
        return reverse(kind.url_name, args=[number]) if kind.url_name else None
    except NoReverseMatch:
        return None
