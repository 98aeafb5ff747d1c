"""A year of giving in numbers by kind: what may be shown to anybody, because no person and no recipient is in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.queries import visible

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Figures:
    """One kind of benefit in one year. `approved` counts what was reported later as well; amounts are whole rupiah."""

    title: "StrOrPromise"
    asked: int = 0
    approved: int = 0
    rejected: int = 0
    late: int = 0
    reported: int = 0
    deviating: int = 0
    approved_value: int = 0
    given_value: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of a table."""
        counted = (self.asked, self.approved, self.rejected, self.late, self.reported, self.deviating)
        return (*counted, self.approved_value, self.given_value)


def of_year(viewer: Viewer, year: int) -> list[Figures]:
    """Every kind, also those of which there was nothing: one query."""
    agreed = Q(state__in=[declare.APPROVED, declare.REPORTED])
    rows = visible.requests(viewer).filter(asked_on__year=year).order_by().values("kind")
    told = rows.annotate(
        asked=Count("pk"),
        approved=Count("pk", filter=agreed),
        rejected=Count("pk", filter=Q(state=declare.REJECTED)),
        late=Count("pk", filter=Q(late=True)),
        reported=Count("pk", filter=Q(state=declare.REPORTED)),
        deviating=Count("pk", filter=Q(state=declare.REPORTED) & ~Q(deviation="")),
        approved_value=Sum("value", filter=agreed, default=0),
        given_value=Sum("given_value", default=0),
    )
    names = ("asked", "approved", "rejected", "late", "reported", "deviating", "approved_value", "given_value")
    found = {kind: counts for kind, *counts in told.values_list("kind", *names)}
    return [Figures(title, *found.get(kind, ())) for kind, title in declare.KINDS.items()]


def total(rows: list[Figures], title: "StrOrPromise") -> Figures:
    """All kinds together."""
    return Figures(title, *(sum(values) for values in zip(*(row.counts for row in rows), strict=True)))


def years(viewer: Viewer) -> list[int]:
    """The years in which something was asked for, the latest first."""
    return [day.year for day in visible.requests(viewer).order_by().dates("asked_on", "year", order="DESC")]
