"""What waits for the owners of risks whose plan is done."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries import visible
from amanah.engines.risks.sides import standing
from amanah.engines.risks.treatment import addresses
from amanah.engines.risks.treatment.models import Reassessment
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import work
from amanah.kernel import clock

LINES = 50


def waiting_for(viewer: Viewer) -> QuerySet[Risk]:
    """The risks that the viewer owns, also as head of the unit, and is asked to judge anew."""
    who = standing(viewer)
    mine = Q(owner_id=who.person_id, owner__isnull=False) | Q(owner__isnull=True, unit_id__in=list(who.headed))
    asked = Reassessment.objects.filter(risk=OuterRef("pk"), answered_on__isnull=True)
    return visible(viewer).filter(mine).filter(Exists(asked)).exclude(state="closed")


def lines(viewer: Viewer) -> list[work.Line]:
    """One line for each such risk: three queries."""
    if viewer.person is None:
        return []
    risks = {risk.pk: risk for risk in waiting_for(viewer).select_related("unit")[:LINES]}
    if not risks:
        return []
    asked = list(Reassessment.objects.filter(risk__in=risks, answered_on__isnull=True))
    running = clocks.open_by_ref([one.ref for one in asked])
    made = []
    for one in asked:
        risk, deadline = risks[one.risk_id], clocks.most_pressing(running.get(one.ref, ()))
        made.append(
            work.Line(
                risk.number,
                addresses.of_plan(risk.number),
                risk.title,
                _("Nilai ulang risiko tersisa"),
                _("Rencana penanganan selesai · %(unit)s") % {"unit": risk.unit},
                deadline.due_on if deadline else None,
                clocks.describe(deadline, clock.today()) if deadline else None,
            )
        )
    return made
