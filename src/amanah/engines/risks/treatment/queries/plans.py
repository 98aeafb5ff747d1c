"""The plan of one risk and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amanah.engines.actions import queries as actions
from amanah.engines.actions.declare import CLOSED
from amanah.engines.actions.models import Action
from amanah.engines.risks.models import Risk, Step
from amanah.engines.risks.sides import WRITING, sides_of
from amanah.engines.risks.treatment.models import Measure
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import visibility
from amanah.foundation.threads.visibility import ThreadNode
from amanah.kernel import clock


@dataclass(frozen=True)
class Line:
    """One measure. `url` is its action's page where the viewer may open it, else empty; `control` what it builds, if they may know."""

    measure: Measure
    row: actions.Row
    url: str
    control: ThreadNode | None

    @property
    def overdue(self) -> bool:
        """Whether its day has passed while it is still with whoever owes it."""
        return is_overdue(self.row.action, clock.today())


@dataclass(frozen=True)
class Progress:
    """How far a plan is. `percent` is the mean of what its measures report, those called off left out."""

    total: int
    verified: int
    cancelled: int
    overdue: int
    percent: int
    budget: int

    @property
    def done(self) -> bool:
        """Nothing is owed any more, and something was verified."""
        return self.verified > 0 and self.verified + self.cancelled == self.total


@dataclass(frozen=True)
class Decision:
    """Which option was chosen last, why, by whom and when."""

    option: str
    reason: str
    actor: str
    day: date


def plan_of(viewer: Viewer, risk: Risk) -> list[Line]:
    """The measures of a risk that the viewer may see: whoever sees the risk sees its plan. A fixed number of queries."""
    return with_actions(viewer, Measure.objects.filter(risk=risk).order_by("pk"))


def with_actions(viewer: Viewer, measures: Iterable[Measure], known: Iterable[Action] | None = None) -> list[Line]:
    """Measures with their actions as lists show them; `known` are the actions where they were read already, as `related` reads them."""
    measures = list(measures)
    ids = [measure.action_id for measure in measures]
    theirs = known if known is not None else actions.related(Action.objects.filter(pk__in=ids))
    found: dict[UUID, actions.Row] = {row.action.pk: row for row in actions.rows(theirs)}
    openable = set(actions.visible(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    controls = visibility.described(viewer, {measure.control for measure in measures if measure.control})
    return [
        Line(
            measure,
            found[measure.action_id],
            found[measure.action_id].url if measure.action_id in openable else "",
            controls.get(measure.control),
        )
        for measure in measures
    ]


def progress(plan: Iterable[Line]) -> Progress:
    """What the lines of a plan come to."""
    lines = list(plan)
    kept = [line for line in lines if line.row.action.state != "cancelled"]
    return Progress(
        total=len(lines),
        verified=sum(line.row.action.state == "verified" for line in lines),
        cancelled=len(lines) - len(kept),
        overdue=sum(line.overdue for line in lines),
        percent=sum(line.row.action.progress for line in kept) // len(kept) if kept else 0,
        budget=sum(line.measure.budget or 0 for line in kept),
    )


def decision(risk: Risk) -> Decision | None:
    """The latest choice of an option; the viewer of the risk may read it."""
    step = Step.objects.filter(risk=risk, act="decided").select_related("actor__person").order_by("-seq").first()
    return Decision(risk.option, step.text, str(step.actor or ""), step.day) if step is not None else None


def may_treat(viewer: Viewer, risk: Risk) -> bool:
    """Whether the viewer may decide about and plan for this risk."""
    return risk.state != "closed" and not sides_of(viewer, risk).isdisjoint(WRITING)


def is_overdue(action: Action, today: date) -> bool:
    """Whether whoever owes it is late; while it is checked their time rests."""
    return action.state not in CLOSED and action.state != "reported_done" and action.due_on < today
