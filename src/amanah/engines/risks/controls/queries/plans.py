"""Plans of tests: an attempt to get round a control is kept from whoever carries it out until it was made."""

from django.db.models import Q, QuerySet

from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.models import Control, Plan
from amanah.engines.risks.controls.queries.visible import may_keep, sides_of
from amanah.engines.risks.roles import TESTER
from amanah.foundation.access.viewer import Viewer


def visible(viewer: Viewer, control: Control) -> QuerySet[Plan]:
    """The plans of a control that the viewer may see.

    A pressure test that was not made yet is for testers and keepers only, never for who carries the control out now or did so when it
    was planned.
    """
    plans = Plan.objects.filter(control=control)
    sides = sides_of(viewer, control)
    done = ~Q(kind=declare.PRESSURE) | Q(state=declare.DONE)
    if sides.carries or not (sides.tests or sides.keeps):
        return plans.filter(done)
    return plans.filter(done | Q(owner__isnull=True) | ~Q(owner_id=viewer.account.person_id))


def may_decide(viewer: Viewer, plan: Plan) -> bool:
    """Whether the viewer can be the second person: a keeper or tester of the unit who neither planned it nor carries the control out."""
    person_id = viewer.account.person_id
    if person_id is None or person_id in {plan.planner_id, plan.owner_id}:
        return False
    sides = sides_of(viewer, plan.control)
    return not sides.carries and (may_keep(viewer, plan.control.unit) or viewer.has(TESTER.key, plan.control.unit))
