"""What a scope sets out to reach: set, followed, revised while there is time, dropped with a reason, and judged by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare, standing
from amanah.rooms.antibribery.objectives.models import PLACE, TITLE, UNIT, Objective, Progress
from amanah.rooms.antibribery.objectives.queries.visible import Sides, objectives, sides_of_objective
from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.objectives.services.stepping import active, clauses, kept, known, numbered, seen_risk, worded, write_step
from amanah.rooms.antibribery.objectives.standing import Entry

PREFIX = "SS"
OVER = frozenset({declare.REACHED, declare.MISSED, declare.DROPPED})


@dataclass(frozen=True)
class Aim:
    """What is to be reached: measured in what, from where to where, by whom, with what, by when, and how it is judged."""

    title: str
    unit_word: str
    direction: str
    baseline: Decimal
    target: Decimal
    owner: Person
    resources: str
    judged_how: str
    begins_on: date
    due_on: date
    criteria: Sequence[str] = field(default_factory=tuple)
    risk: Risk | None = None
    sentence: str = ""


@transaction.atomic
def set_objective(scope: Scope, aim: Aim, *, viewer: Viewer) -> Objective:
    """Set an objective for a scope that the viewer keeps.

    Raises:
        Refused: "scope", "state", "code", "words", "days", "target", "serves", "criteria" or "risk".
    """
    kept(scope, viewer)
    if aim.due_on <= aim.begins_on or aim.due_on <= clock.today():
        raise Refused("days")
    _consistent(aim.direction, aim.baseline, aim.target)
    if not (aim.criteria or aim.risk or aim.sentence.strip()):
        raise Refused("serves")
    objective_id = uuid4()
    objective = Objective(
        id=objective_id,
        ref=f"objective:{objective_id}",
        scope=scope,
        title=worded(aim.title)[:TITLE],
        criteria=clauses(aim.criteria),
        risk=seen_risk(aim.risk, viewer),
        sentence=aim.sentence.strip(),
        unit_word=worded(aim.unit_word)[:UNIT],
        direction=known(aim.direction, declare.DIRECTIONS),
        baseline=aim.baseline,
        target=aim.target,
        owner=aim.owner,
        resources=worded(aim.resources),
        judged_how=worded(aim.judged_how),
        begins_on=aim.begins_on,
        due_on=aim.due_on,
        set_by=viewer.account,
        set_on=clock.today(),
    )
    numbered(objective, PREFIX)
    facts = {
        "number": objective.number,
        "scope": scope.ref,
        "owner": str(aim.owner.pk),
        "criteria": objective.criteria,
        **_terms(objective),
    }
    write_step(objective.ref, "set", viewer, text=objective.title, facts={**facts, **_terms(objective)})
    return objective


@transaction.atomic
def write_progress(objective: Objective, day: date, value: Decimal, note: str, *, viewer: Viewer, evidence: str = "") -> Progress:
    """Say where it stood on a day, and what is behind the number. An entry is put right by another one for the same day.

    Raises:
        Refused: "not_found", "side", "state", "words", or "future" for a day that has not come or lies before it began.
    """
    sides = _hold(objective, viewer)
    if not (sides.owns or sides.keeps):
        raise Refused("side")
    if not objective.begins_on <= day <= clock.today():
        raise Refused("future")
    seq = (objective.progress.aggregate(last=Max("seq"))["last"] or 0) + 1
    made = Progress.objects.create(
        objective=objective,
        seq=seq,
        day=day,
        value=value,
        note=worded(note),
        evidence=evidence.strip()[:PLACE],
        written_on=clock.today(),
        actor=viewer.account,
    )
    facts = {"entry": seq, "as_of": day, "value": _plain(value)}
    write_step(objective.ref, "progress", viewer, text=f"{_plain(value)} {objective.unit_word}\n{made.note}", facts=facts)
    return made


@transaction.atomic
def revise(objective: Objective, target: Decimal, due_on: date, reason: str, *, viewer: Viewer) -> None:
    """Another target or another day, with the reason; what it was stays readable. Not once the day has passed.

    Raises:
        Refused: "not_found", "side", "state", "words", "past_due", "days", "target" or "unchanged".
    """
    if not _hold(objective, viewer).keeps:
        raise Refused("side")
    if clock.today() > objective.due_on:
        raise Refused("past_due")
    if due_on <= clock.today() or due_on <= objective.begins_on:
        raise Refused("days")
    if (target, due_on) == (objective.target, objective.due_on):
        raise Refused("unchanged")
    _consistent(objective.direction, objective.baseline, target)
    said = f"{_plain(objective.target)} → {_plain(target)} {objective.unit_word}; {objective.due_on} → {due_on}\n{worded(reason)}"
    objective.target, objective.due_on = target, due_on
    objective.save()
    write_step(objective.ref, "revised", viewer, text=said, facts=_terms(objective))


@transaction.atomic
def hand_over(objective: Objective, owner: Person, reason: str, *, viewer: Viewer) -> None:
    """Let somebody else answer for it.

    Raises:
        Refused: "not_found", "side", "state", "words" or "unchanged".
    """
    if not _hold(objective, viewer).keeps:
        raise Refused("side")
    if owner.pk == objective.owner_id:
        raise Refused("unchanged")
    objective.owner = owner
    objective.save()
    write_step(objective.ref, "handed", viewer, text=f"{owner.name}\n{worded(reason)}", facts={"owner": str(owner.pk)})


@transaction.atomic
def drop(objective: Objective, reason: str, *, viewer: Viewer) -> None:
    """Give it up, with the reason, while it could still be reached: a missed one is never called dropped.

    Raises:
        Refused: "not_found", "side", "state", "words" or "past_due".
    """
    if not _hold(objective, viewer).keeps:
        raise Refused("side")
    if clock.today() > objective.due_on:
        raise Refused("past_due")
    objective.dropped_on, objective.dropped_why = clock.today(), worded(reason)
    objective.save()
    write_step(objective.ref, "dropped", viewer, text=objective.dropped_why, facts={"dropped_on": objective.dropped_on})


@transaction.atomic
def evaluate(objective: Objective, words: str, *, viewer: Viewer) -> str:
    """Judge at its end what came of it, and freeze how it stands; neither who answers for it nor who wrote its progress. Answers the state.

    Raises:
        Refused: "not_found", "side", "own", "state", "early" or "words".
    """
    sides = _hold(objective, viewer, dropped=True)
    if not sides.judges:
        raise Refused("side")
    person = viewer.person
    if person is None:
        raise Refused("unknown_person")
    if person.pk in writers(objective):
        raise Refused("own")
    entries = [Entry(*one) for one in objective.progress.values_list("day", "seq", "value")]
    state = standing.stands(objective.terms, entries, clock.today()).state
    if state not in OVER:
        raise Refused("early")
    objective.outcome, objective.evaluation = state, worded(words)
    objective.evaluated_by, objective.evaluated_on = person, clock.today()
    objective.save()
    write_step(objective.ref, "evaluated", viewer, text=objective.evaluation, facts={"outcome": state})
    return state


@transaction.atomic
def give(
    objective: Objective, title: str, *, verifier: Person, viewer: Viewer, owner: Person | None = None, due_on: date | None = None
) -> Action:
    """Let a step towards it become an action; who answers for the objective never verifies it.

    Raises:
        Refused: "not_found", "side" or "state".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    sides = _hold(objective, viewer)
    if not (sides.owns or sides.keeps):
        raise Refused("side")
    unit = objective.scope.unit
    action = actions.open_action(title=title, unit=unit, owner=owner, verifier=verifier, due_on=due_on, source=objective.ref, viewer=viewer)
    write_step(objective.ref, "given", viewer, text=f"{action.number} {action.title}", facts={"action": action.ref})
    return action


def writers(objective: Objective) -> set[object]:
    """Who does not judge it: who answers for it, and who wrote where it stood."""
    wrote = objective.progress.values_list("actor__person_id", flat=True)
    return {objective.owner_id, *wrote}


def _consistent(direction: str, baseline: Decimal, target: Decimal) -> None:
    if not standing.meets(target, baseline, direction):
        raise Refused("target")


def _hold(objective: Objective, viewer: Viewer, *, dropped: bool = False) -> Sides:
    rows = Objective.objects.select_for_update(of=("self",)).select_related("scope__unit", "owner")
    objective.refresh_from_db(from_queryset=rows)
    if not objectives(viewer).filter(pk=objective.pk).exists():
        raise Refused("not_found")
    active(objective.scope)
    if objective.outcome or (objective.dropped_on is not None and not dropped):
        raise Refused("state")
    return sides_of_objective(viewer, objective)


def _terms(objective: Objective) -> dict[str, object]:
    return {
        "baseline": _plain(objective.baseline),
        "target": _plain(objective.target),
        "direction": objective.direction,
        "begins_on": objective.begins_on,
        "due_on": objective.due_on,
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
