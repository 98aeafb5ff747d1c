"""One control for its page: what it serves, what was done about it, and what the viewer may do."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.engines.risks import addresses
from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.models import Control, Plan, Serves, Step, Test
from amanah.engines.risks.controls.queries.plans import may_decide
from amanah.engines.risks.controls.queries.plans import visible as plans
from amanah.engines.risks.controls.queries.visible import sides_of
from amanah.engines.risks.models import Flag
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Served:
    """A place on a risk's bow-tie where the control stands; `flagged` while a failed test of it is not taken back."""

    serves: Serves
    flagged: bool

    @property
    def url(self) -> str:
        """Where the risk's page is."""
        return addresses.of_risk(self.serves.risk.number)

    @property
    def place(self) -> str:
        """The cause or consequence in its own words; "" for the risk as a whole."""
        part = self.serves.cause or self.serves.consequence
        return part.text if part is not None else ""


@dataclass(frozen=True)
class Entry:
    """One thing that was done about a control, as its timeline shows it."""

    title: "StrOrPromise"
    day: date
    actor: str
    text: str
    test: Test | None
    risk: str
    tone: str


@dataclass(frozen=True)
class Offers:
    """What the viewer may do now, and with which plans."""

    keep: bool
    test: bool
    carries: bool
    clear: bool
    running: list[Plan]
    mine: list[Plan]
    to_decide: list[Plan]

    def kind_is_free(self, kind: str) -> bool:
        """Whether no test of that kind is under way, as far as the viewer may know."""
        return all(plan.kind != kind for plan in self.running)

    @property
    def sample(self) -> bool:
        """Whether a sample may be drawn."""
        return self.test and self.kind_is_free(declare.OPERATING)

    @property
    def pressure(self) -> bool:
        """Whether a pressure test may be proposed."""
        return self.test and self.kind_is_free(declare.PRESSURE)


def served(viewer: Viewer, control: Control) -> list[Served]:
    """Where it stands, on the risks that the viewer may see: two queries."""
    found = Serves.objects.filter(control=control, until__isnull=True, risk__in=risks.visible(viewer).order_by().values("pk"))
    flagged = set(open_flags(control).values_list("risk_id", flat=True))
    ordered = found.select_related("risk__unit", "cause", "consequence").order_by("risk__number", "pk")
    return [Served(one, one.risk_id in flagged) for one in ordered]


def open_flags(control: Control) -> "QuerySet[Flag]":
    """The flags on risks that tests of this control raised and nobody took back."""
    return Flag.objects.filter(origin=control.ref, sort="control_failed", cleared_on__isnull=True)


def timeline(viewer: Viewer, control: Control) -> list[Entry]:
    """What was done about it, the latest first; a risk is named only to who may see it."""
    steps = list(Step.objects.filter(control=control).select_related("actor__person", "test", "risk").order_by("-seq"))
    shown = set(
        risks.visible(viewer).filter(pk__in={step.risk_id for step in steps if step.risk_id}).values_list("pk", flat=True).order_by()
    )
    return [_entry(step, step.risk_id in shown) for step in steps if step.risk_id is None or step.risk_id in shown]


def offers(viewer: Viewer, control: Control) -> Offers:
    """What the viewer may do with the control now; the verbs ask again."""
    sides = sides_of(viewer, control)
    active = control.state == "active"
    running = list(
        plans(viewer, control).filter(state__in=declare.RUNNING).defer("items").select_related("planner", "decider").order_by("planned_on")
    )
    for plan in running:
        plan.control = control
    person_id = viewer.account.person_id
    failed = any(verdict in declare.FAILED for verdict in (control.design, control.operating, control.pressure))
    return Offers(
        keep=sides.keeps and active,
        test=sides.tests and active,
        carries=sides.carries,
        clear=not failed and open_flags(control).filter(risk__in=risks.visible(viewer).order_by().values("pk")).exists(),
        running=running,
        mine=[plan for plan in running if plan.planner_id == person_id],
        to_decide=[plan for plan in running if plan.state == declare.PROPOSED and may_decide(viewer, plan)],
    )


def _entry(step: Step, names_risk: bool) -> Entry:  # noqa: FBT001 - the only caller is above
    test = step.test
    title = f"{declare.KINDS[test.kind]}: {declare.VERDICTS[test.verdict]}" if test is not None else declare.ACTS[step.act]
    tone = declare.TONES[test.verdict] if test is not None else "neutral"
    risk = f"{step.risk.number} {step.risk.title}" if names_risk and step.risk is not None else ""
    return Entry(title, step.day, str(step.actor), step.text if step.act != "entered" else "", test, risk, tone)
