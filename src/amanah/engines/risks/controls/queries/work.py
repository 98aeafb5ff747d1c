"""What waits for a person among the controls, for the one list of work of the house."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines.risks.controls import addresses, declare
from amanah.engines.risks.controls.models import Plan
from amanah.engines.risks.controls.queries.lists import NEAR_DAYS, Filters, conditions
from amanah.engines.risks.controls.queries.plans import may_decide
from amanah.engines.risks.controls.queries.visible import visible
from amanah.engines.risks.roles import MANAGER, TESTER
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """Controls whose test is due, tests that the viewer began, and pressure tests that wait for a second person."""
    if viewer.account.person_id is None:
        return []
    return [*_due(viewer), *_begun(viewer), *_to_decide(viewer)]


def _due(viewer: Viewer) -> list[Line]:
    if not viewer.has(TESTER.key):
        return []
    until = clock.today() + timedelta(days=NEAR_DAYS)
    found = visible(viewer).filter(conditions(viewer, Filters(mine="test")), next_test_on__lte=until)
    found = found.exclude(plans__in=Plan.objects.filter(kind=declare.OPERATING, state=declare.OPEN))
    return [
        Line(
            control.number,
            addresses.of_control(control.number),
            control.title,
            _("Uji pengendalian"),
            str(control.unit),
            control.next_test_on,
        )
        for control in found.select_related("unit").order_by("next_test_on", "pk")[:LINES]
    ]


def _begun(viewer: Viewer) -> list[Line]:
    plans = Plan.objects.filter(planner_id=viewer.account.person_id, state=declare.OPEN, control__in=visible(viewer))
    return [
        Line(
            plan.number,
            addresses.of_control(plan.control.number),
            plan.control.title,
            _("Catat hasil uji tekan") if plan.kind == declare.PRESSURE else _("Catat hasil uji sampel"),
            declare.KINDS[plan.kind],
            plan.to_day if plan.kind == declare.PRESSURE else None,
        )
        for plan in plans.select_related("control").order_by("planned_on", "pk")[:LINES]
    ]


def _to_decide(viewer: Viewer) -> list[Line]:
    if not viewer.has_any((MANAGER.key, TESTER.key)):
        return []
    mine = Q(planner_id=viewer.account.person_id) | Q(owner_id=viewer.account.person_id)
    plans = Plan.objects.filter(state=declare.PROPOSED, control__in=visible(viewer)).exclude(mine)
    return [
        Line(
            plan.number,
            addresses.of_control(plan.control.number),
            plan.control.title,
            _("Setujui atau tolak uji tekan"),
            due_on=plan.from_day,
        )
        for plan in plans.select_related("control__unit").order_by("planned_on", "pk")[:LINES]
        if may_decide(viewer, plan)
    ]
