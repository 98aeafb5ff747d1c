"""What waits for a person among the risks, for the one list of work of the house."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines.risks import addresses
from amanah.engines.risks.declare import ANSWER, CLOCK
from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries.visible import visible
from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 100
AHEAD = timedelta(days=14)  # not a rule: when a list begins to show it
"""How long before its day a review stands in the list of work."""


def lines(viewer: Viewer) -> list[Line]:
    """The risks that the viewer owns or reviews, or whose unit they head: flags to answer, and reviews that fall due. Two queries."""
    who = standing(viewer)
    if who.person_id is None:
        return []
    mine = Q(owner_id=who.person_id) | Q(reviewer_id=who.person_id)
    if who.headed:
        mine |= Q(owner__isnull=True, unit_id__in=list(who.headed))
    waiting = Q(flagged=True) | Q(review_on__lte=clock.today() + AHEAD)
    found = visible(viewer).filter(mine & waiting, state="active").select_related("unit", "owner").order_by("-flagged", "review_on", "pk")
    risks = list(found[:LINES])
    running = clocks.open_by_ref([risk.ref for risk in risks])
    return [_line(risk, {one.name: one for one in running.get(risk.ref, ())}) for risk in risks]


def _line(risk: Risk, running: dict[str, Deadline]) -> Line:
    deadline = running.get(ANSWER) if risk.flagged else running.get(CLOCK)
    return Line(
        risk.number,
        addresses.of_risk(risk.number),
        risk.title,
        _("Jawab tandanya") if risk.flagged else _("Tinjau kembali risikonya"),
        f"{_('Risiko')} · {risk.owner or risk.unit}",
        deadline.due_on if deadline else risk.review_on,
        clocks.describe(deadline, clock.today()) if deadline else None,
    )
