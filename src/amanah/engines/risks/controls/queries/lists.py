"""Lists of controls: filtered, and paged by where the last page ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls import addresses, declare
from amanah.engines.risks.controls.models import Control, Serves
from amanah.engines.risks.controls.queries.visible import carried, visible
from amanah.engines.risks.roles import TESTER
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.kernel import clock, numbers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing.

    Args:
        state: "active" or "retired".
        nature: a nature's code.
        verdict: a verdict's code, "untested", or "failing" for everything that did not hold.
        due: "overdue", or "near" for what is to be tested within a month.
        key: "yes" or "no".
        mine: "carry" (the viewer carries it out), or "test" (the viewer could test it).
        unit: words of the unit's name or its code.
        text: words of the title, or part of a number.
    """

    state: str = ""
    nature: str = ""
    verdict: str = ""
    due: str = ""
    key: str = ""
    mine: str = ""
    unit: str = ""
    text: str = ""


NEAR_DAYS = 30


@dataclass(frozen=True)
class Row:
    """One line of a list. `risks` counts the risks that it serves and the viewer may see."""

    control: Control
    risks: int

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_control(self.control.number)

    @property
    def nature(self) -> "StrOrPromise":
        """What it does, in words."""
        return declare.NATURES[self.control.nature]

    @property
    def verdict(self) -> "StrOrPromise":
        """What the latest tests say together, in words."""
        return declare.verdict_title(self.control.verdict)

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.TONES[self.control.verdict]

    @property
    def overdue(self) -> bool:
        """Whether its next test should have been made."""
        return self.control.next_test_on is not None and self.control.next_test_on < clock.today()


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's controls: newest first, or by the next test where the filter is about that.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found, further = keyset.page(
        visible(viewer).filter(conditions(viewer, filters)).select_related("unit", "owner"),
        "next_test_on" if filters.due else "opened_on",
        after=after,
        size=min(size, LARGEST),
        soonest=bool(filters.due),
    )
    return Page(rows(viewer, found), further)


def rows(viewer: Viewer, controls: Iterable[Control]) -> list[Row]:
    """Lines for these controls, in their order: one query, and what the risks cost."""
    controls = list(controls)
    counts = risk_counts(viewer, [control.pk for control in controls])
    return [Row(control, counts.get(control.pk, 0)) for control in controls]


def risk_counts(viewer: Viewer, ids: list[UUID]) -> dict[UUID, int]:
    """How many risks that the viewer may see each of the controls serves."""
    if not ids:
        return {}
    served = Serves.objects.filter(control_id__in=ids, until__isnull=True, risk__in=risks.visible(viewer).order_by().values("pk"))
    return dict(served.values_list("control_id").order_by().annotate(n=Count("risk_id", distinct=True)))


def conditions(viewer: Viewer, filters: Filters) -> Q:
    """The filters as a condition on controls."""
    condition = Q()
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.nature:
        condition &= Q(nature=filters.nature)
    if filters.key:
        condition &= Q(key=filters.key == "yes")
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    return condition & verdict_is(filters.verdict) & _due(filters.due) & _mine(viewer, filters.mine)


def verdict_is(verdict: str) -> Q:
    """The condition that the latest tests say this together, as `Control.verdict` does."""
    none_is = {one: ~Q(design=one) & ~Q(operating=one) & ~Q(pressure=one) for one in declare.FAILED}
    if verdict == "failing":
        return ~(none_is["ineffective"] & none_is["partly"])
    if verdict == "ineffective":
        return ~none_is["ineffective"]
    if verdict == "partly":
        return none_is["ineffective"] & ~none_is["partly"]
    if verdict in {"effective", "untested"}:
        return none_is["ineffective"] & none_is["partly"] & Q(operating="" if verdict == "untested" else "effective")
    return Q()


def _due(due: str) -> Q:
    today = clock.today()
    if due == "overdue":
        return Q(next_test_on__lt=today)
    if due == "near":
        return Q(next_test_on__gte=today, next_test_on__lte=today + timedelta(days=NEAR_DAYS))
    return Q()


def _mine(viewer: Viewer, mine: str) -> Q:
    if not mine:
        return Q()
    if mine == "carry":
        return carried(viewer)
    over = Q(pk__in=[])
    for unit in viewer.units_with(TESTER.key):
        over |= below(unit.path, "unit__path")
    return over & ~carried(viewer)
