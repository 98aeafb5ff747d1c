"""When the next review of a scope is due, by the rulebook."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, QuerySet

from amanah import rulebook
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.reviews import declare

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Due:
    """The next review of a kind; `rule` is the provision that counted it. `ahead` is whether one is planned already."""

    kind: str
    due_on: date
    rule: str
    ahead: bool
    held: int
    last: date | None

    @property
    def title(self) -> "StrOrPromise":
        """What kind it is, in words."""
        return declare.KINDS[self.kind]


def kinds_of(scope: Scope) -> tuple[str, ...]:
    """The kinds of review that a scope needs."""
    return (declare.TOP, declare.GOVERNING) if scope.governing else (declare.WHOLE,)


def counted(scopes: QuerySet[Scope]) -> QuerySet[Scope]:
    """The scopes with what `dues` reads of their reviews, in the same query."""
    more: dict[str, Count | Max] = {}
    for kind in declare.KINDS:
        mine = Q(reviews__kind=kind)
        more[f"{kind}_last"] = Max("reviews__held_on", filter=mine)
        more[f"{kind}_held"] = Count("reviews", filter=mine & Q(reviews__held_on__isnull=False))
        more[f"{kind}_ahead"] = Count("reviews", filter=mine & Q(reviews__state__in=declare.AHEAD))
    return scopes.annotate(**more)


def dues(scope: Scope) -> list[Due]:
    """What is due next for a scope that `counted` brought."""
    found = []
    for kind in kinds_of(scope):
        held, last, ahead = (getattr(scope, f"{kind}_{name}") for name in ("held", "last", "ahead"))
        found.append(due(scope, kind, held, last, ahead=bool(ahead)))
    return found


def due(scope: Scope, kind: str, held: int, last: date | None, *, ahead: bool) -> Due:
    """When the next of this kind is due: after the last of those that were held, or after the scope was opened."""
    # Half-yearly in its first year: until two were held.
    of_management = declare.FIRST_YEAR if held < 2 else declare.EVERY  # noqa: PLR2004 - two halves make the year
    rule = declare.GOVERNING_EVERY if kind == declare.GOVERNING else of_management
    return Due(kind, rulebook.due(rule, last or scope.opened_on).date, rule, ahead, held, last)
