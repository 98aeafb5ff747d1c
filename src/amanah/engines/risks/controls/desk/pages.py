"""One control, one page; one test, one page; one plan, one page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines.proofs.desk.panel import panel
from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls import declare, queries
from amanah.engines.risks.controls.desk.forms import left_out
from amanah.engines.risks.controls.models import Control, Plan, Test
from amanah.engines.risks.controls.proving import purpose_of, purpose_of_test
from amanah.engines.risks.models import Risk
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock, numbers


def control_or_404(request: StaffRequest, number: str) -> Control:
    """The control of that number. Not there and not yours look alike."""
    control = queries.find(request.viewer, numbers.tidy(number))
    if control is None:
        raise Http404
    return control


def plan_or_404(request: StaffRequest, control: Control, number: str) -> Plan:
    """A plan of it that the viewer may see."""
    plan = get_object_or_404(
        queries.visible_plans(request.viewer, control).select_related("planner", "decider", "owner"), number=numbers.tidy(number)
    )
    plan.control = control
    return plan


def risk_asked(request: StaffRequest) -> Risk | None:
    """The risk that the address names; 404 for one that the viewer does not see."""
    number = request.GET.get("risk", "")
    if not number:
        return None
    risk = risks.find(request.viewer, numbers.tidy(number))
    if risk is None:
        raise Http404
    return risk


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one control."""
    control = control_or_404(request, number)
    viewer = request.viewer
    tests = list(control.tests.select_related("tester").defer("results"))
    for test in tests:
        test.control = control
    rule = declare.RETEST if control.verdict in declare.FAILED else declare.TEST_KEY if control.key else declare.TEST_OTHER
    language, provision = get_language() or "id", rulebook.provision(rule, on=clock.today())
    context = {
        "control": control,
        "verdict": declare.verdict_title(control.verdict),
        "tone": declare.TONES[control.verdict],
        "verdicts": [
            {
                "kind": title,
                "verdict": declare.verdict_title(getattr(control, kind)),
                "tone": declare.TONES[getattr(control, kind)],
                "day": getattr(control, f"{kind}_on"),
            }
            for kind, title in declare.KINDS.items()
        ],
        "words": [(declare.NATURES[control.nature]), declare.SORTS[control.sort], declare.WAYS[control.way]],
        "frequency": declare.FREQUENCIES[control.frequency],
        "served": queries.served(viewer, control),
        "tests": [_told(test) for test in tests],
        "timeline": queries.timeline(viewer, control),
        "offers": queries.offers(viewer, control),
        "panel": panel(viewer, purpose_of(control), request.path),
        "overdue": control.next_test_on is not None and control.next_test_on < clock.today(),
        "rule": (provision.title.get(language), provision.in_words(language), provision.cite(language)),
        "may_restore": control.state == "retired" and queries.may_keep(viewer, control.unit),
    }
    return render(request, "risks_controls/control.html", context)


@signed_in
@require_safe
def test(request: StaffRequest, number: str, test_number: str) -> HttpResponse:
    """One test with every item that was looked at, and those that were not."""
    control = control_or_404(request, number)
    made = get_object_or_404(control.tests.select_related("tester", "owner", "plan", "actor__person"), number=numbers.tidy(test_number))
    made.control = control
    plan = made.plan
    items = plan.items if plan is not None else []
    context = {
        "control": control,
        "test": made,
        **_told(made),
        "method": declare.METHODS[made.method],
        "plan": plan,
        "rows": [
            (position, items[position - 1], declare.OUTCOMES[outcome], note, outcome == declare.EXCEPTION)
            for position, outcome, note in made.results
            if position <= len(items)
        ],
        "left_out": left_out(plan) if plan is not None and plan.items else [],
        "panel": panel(request.viewer, purpose_of_test(made), request.path),
        "back": reverse("controls:control", args=[control.number]),
    }
    return render(request, "risks_controls/test.html", context)


def _told(made: Test) -> dict[str, Any]:
    return {
        "test": made,
        "kind": declare.KINDS[made.kind],
        "verdict": declare.VERDICTS[made.verdict],
        "tone": declare.TONES[made.verdict],
        "url": reverse("controls:test", args=[made.control.number, made.number]),
    }
