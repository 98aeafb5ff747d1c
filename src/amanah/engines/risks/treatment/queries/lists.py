"""The measures of all risks that somebody may see, what is due first in front."""

from dataclasses import dataclass

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.actions import queries as actions
from amanah.engines.actions.models import Action
from amanah.engines.keyset import Page
from amanah.engines.risks.queries import visible
from amanah.engines.risks.treatment.queries.plans import Line, with_actions
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to: `status` is "open", "overdue", "checking", "verified" or "" for all; `unit` words of its name."""

    status: str = "open"
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """One line, with the risk it treats."""

    line: Line

    @property
    def risk(self) -> object:
        """The risk."""
        return self.line.measure.risk


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """Measures by due date, and the mark with which the list goes on.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found = Action.objects.filter(measure__risk__in=visible(viewer)).filter(_status(filters.status))
    if filters.unit:
        found = found.filter(Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit))
    related = actions.related(found).select_related("measure__risk__unit")
    page, further = keyset.page(related, "due_on", after=after, size=size, soonest=True)
    lines = with_actions(viewer, [action.measure for action in page], page)
    return Page([Row(line) for line in lines], further)


def _status(status: str) -> Q:
    if status == "open":
        return Q(closed_on__isnull=True)
    if status == "overdue":
        return Q(closed_on__isnull=True, due_on__lt=clock.today()) & ~Q(state="reported_done")
    if status == "checking":
        return Q(state="reported_done")
    return Q(state="verified") if status == "verified" else Q()
