"""Lists of scopes: filtered, and paged by where the last page ended."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers
from amanah.rooms.antibribery import addresses, declare
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import visible

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        state: "active" or "closed".
        edition: "2016" or "2025"; a scope on its way over fits both.
        text: words of the title or of the unit's name, or part of a number.
    """

    state: str = ""
    edition: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    scope: Scope

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_scope(self.scope.number)

    @property
    def editions(self) -> "StrOrPromise":
        """What it is run by, in words."""
        return declare.EDITIONS[self.scope.editions]

    @property
    def closed(self) -> bool:
        """Whether it applies no longer."""
        return self.scope.state == declare.CLOSED


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's scopes, newest first.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found, further = keyset.page(
        visible(viewer).filter(_conditions(filters)).select_related("unit", "parent", "top_person"),
        "opened_on",
        after=after,
        size=min(size, LARGEST),
    )
    return Page([Row(one) for one in found], further)


def _conditions(filters: Filters) -> Q:
    condition = Q()
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.edition:
        condition &= Q(editions__in=[filters.edition, declare.BOTH])
    if filters.text:
        words = Q(title__icontains=filters.text) | Q(unit__name__icontains=filters.text)
        condition &= words | Q(number__contains=numbers.tidy(filters.text))
    return condition
