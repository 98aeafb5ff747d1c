"""Values that are owed, for the one list of work of the house."""

from django.utils.translation import gettext as _

from amanah.engines.risks.indicators import addresses, periods
from amanah.engines.risks.indicators.queries.lists import due
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """The indicators that the viewer reads and of which a period is over without a value: one query."""
    if viewer.account.person_id is None:
        return []
    made = []
    for indicator in due(viewer).filter(next_from__lt=clock.today()).select_related("unit").order_by("due_on", "pk")[:LINES]:
        period = periods.containing(indicator.next_from, indicator.frequency)
        if period.last < clock.today():
            said = _("Catat nilai %(period)s") % {"period": periods.label(period, indicator.frequency)}
            made.append(
                Line(
                    indicator.number, addresses.of_indicator(indicator.number), indicator.title, said, str(indicator.unit), indicator.due_on
                )
            )
    return made
