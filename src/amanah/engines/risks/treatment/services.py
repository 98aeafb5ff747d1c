"""The verbs of treatment. Choosing an option is the register's own verb; what a measure owes is the business of actions."""

from datetime import date

from django.db import transaction

from amanah.engines.actions import services as actions
from amanah.engines.actions.declare import CLOSED
from amanah.engines.actions.events import ActionStepped
from amanah.engines.risks.events import RiskAssessed
from amanah.engines.risks.models import Assessment, Risk
from amanah.engines.risks.queries import visible
from amanah.engines.risks.sides import WRITING, sides_of
from amanah.engines.risks.treatment.models import OUTPUT, Measure, Reassessment
from amanah.engines.risks.treatment.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import visibility
from amanah.kernel import canonical, clock

CLOCK, WITHIN = "reassessment", "risks.reassess_within"
PLANNED = frozenset({"avoid", "reduce", "share"})
"""The options that take measures."""


@transaction.atomic
def plan(
    risk: Risk,
    *,
    title: str,
    output: str,
    unit: Unit,
    verifier: Person,
    viewer: Viewer,
    owner: Person | None = None,
    description: str = "",
    due_on: date | None = None,
    priority: str = "ordinary",
    budget: int | None = None,
    control: str = "",
) -> Measure:
    """Put a measure into the risk's plan and give it to somebody; reminders, evidence and verification are the action's.

    Args:
        risk: the risk; its option says that something is done about it.
        title: neutral words in clear, as for every action.
        output: what there will be when it is done.
        unit: the unit that owes it.
        verifier: who will check it; nobody who owes any of it.
        viewer: keeps the register or owns the risk.
        owner: who owes it; whoever heads the unit where nobody is named.
        description: more words in clear.
        due_on: the last day; without it the rulebook counts from today.
        priority: as actions know it.
        budget: whole rupiah, where it costs any.
        control: the control that it builds or mends ("control:<id>").

    Raises:
        Refused: "not_found", "side", "state", "option", "words", "budget" or "control".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    _hold(risk, viewer)
    if risk.option not in PLANNED:
        raise Refused("option")
    if not output.strip():
        raise Refused("words")
    if budget is not None and budget < 0:
        raise Refused("budget")
    if control and not visibility.may_see(viewer, control):
        raise Refused("control")
    action = actions.open_action(
        title=title,
        description=description,
        unit=unit,
        owner=owner,
        verifier=verifier,
        due_on=due_on,
        priority=priority,
        source=risk.ref,
        viewer=viewer,
    )
    measure = Measure.objects.create(
        risk=risk,
        action=action,
        output=output.strip()[:OUTPUT],
        budget=budget,
        control=control,
        added_by=viewer.account,
        added_on=clock.today(),
    )
    facts = {"action": action.ref, "budget": budget, "control": control, "words": canonical.digest(measure.output).hex()}
    ledger.append("treatment.planned", risk.ref, facts, actor=viewer.actor)
    return measure


def stepped(event: ActionStepped) -> None:
    """When nothing of a risk's plan is owed any more and something of it was verified, the owner is asked to judge the risk anew.

    Runs inside the transaction of the act.
    """
    if event.target not in CLOSED or event.source == event.target:
        return
    measure = Measure.objects.filter(action_id=event.action_id).select_related("risk").first()
    if measure is None or measure.risk.state == "closed":
        return
    others = Measure.objects.filter(risk=measure.risk).exclude(pk=measure.pk).values_list("action__state", flat=True)
    states = {event.target, *others}
    if states <= CLOSED and "verified" in states:
        ask(measure.risk, event.actor)


def ask(risk: Risk, actor: str) -> Reassessment:
    """Ask for a new judgement of the residual risk; one that is asked for already stays as it is."""
    waiting = Reassessment.objects.filter(risk=risk, answered_on__isnull=True).first()
    if waiting is not None:
        return waiting
    before = Reassessment.objects.filter(risk=risk).count()
    made = Reassessment.objects.create(risk=risk, ref=f"reassessment:{risk.pk}.{before + 1}", asked_on=clock.today())
    clocks.start(made.ref, CLOCK, WITHIN, made.asked_on, actor)
    ledger.append("treatment.reassessment_asked", risk.ref, {"day": made.asked_on}, actor=actor)
    return made


def assessed(event: RiskAssessed) -> None:
    """Whoever assesses what is left has answered. Runs inside the transaction of the assessment."""
    if event.stage != "residual":
        return
    waiting = Reassessment.objects.filter(risk_id=event.risk_id, answered_on__isnull=True).first()
    if waiting is None:
        return
    waiting.answered_on = clock.today()
    waiting.assessment = Assessment.objects.filter(risk_id=event.risk_id).order_by("-seq").first()
    waiting.save(update_fields=["answered_on", "assessment"])
    for deadline in Deadline.objects.filter(ref=waiting.ref, stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), event.actor)


def _hold(risk: Risk, viewer: Viewer) -> None:
    risk.refresh_from_db(from_queryset=Risk.objects.select_for_update())
    if not visible(viewer).filter(pk=risk.pk).exists():
        raise Refused("not_found")
    if sides_of(viewer, risk).isdisjoint(WRITING):
        raise Refused("side")
    if risk.state == "closed":
        raise Refused("state")
