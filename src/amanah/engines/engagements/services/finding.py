"""Findings before the report, what the auditee says to them afterwards, and the recommendations that become actions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.engagements.criteria import within
from amanah.engines.engagements.declare import Side
from amanah.engines.engagements.models import TITLE, WORDS, Engagement, Finding, Paper, Response
from amanah.engines.engagements.queries.repeats import earlier
from amanah.engines.engagements.queries.visible import findings
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services.moving import conclude_when_answered
from amanah.engines.engagements.services.stepping import check_independent, hold, need, need_state, need_team, numbered, worded, write_step
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import canonical, clock

PREFIX = "TM"


@dataclass(frozen=True)
class Found:
    """What somebody found: condition, criterion, cause and effect, the grade, and where."""

    unit: Unit
    grade: str
    title: str
    condition: str
    criterion: str = ""
    cause: str = ""
    effect: str = ""
    criteria: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def write_finding(engagement: Engagement, found: Found, *, viewer: Viewer, paper: Paper | None = None) -> Finding:
    """Write down what was found; whether it is a repetition is looked up here.

    Raises:
        Refused: "not_found", "side", "state", "excluded", "code", "words", "finding_unit", "finding_fields", "criteria", or NotIndependent.
    """
    sides = hold(engagement, viewer)
    person = need_team(engagement, viewer, sides)
    need_state(engagement, {"fieldwork"})
    finding_id = uuid4()
    finding = Finding(
        id=finding_id,
        ref=f"finding:{finding_id}",
        engagement=engagement,
        paper=paper,
        source=engagement.source,
        author=person,
        found_on=clock.today(),
    )
    _fill(finding, found)
    numbered(finding, PREFIX)
    write_step(engagement, "found", viewer, about=finding.number, inner=True, facts=_facts(finding))
    return finding


@transaction.atomic
def change_finding(finding: Finding, found: Found, *, viewer: Viewer) -> Finding:
    """Put it right before it is reported. Refused as `write_finding`."""
    _hold_unreported(finding, viewer)
    _fill(finding, found)
    finding.save()
    write_step(finding.engagement, "found_changed", viewer, about=finding.number, inner=True, facts=_facts(finding))
    return finding


@transaction.atomic
def withdraw_finding(finding: Finding, why: str, *, viewer: Viewer) -> None:
    """Take it back before it is reported, with a reason; it stays readable for the team.

    Raises:
        Refused: "not_found", "side", "state", "excluded", "words", or NotIndependent.
    """
    _hold_unreported(finding, viewer)
    finding.withdrawn_on, finding.withdrawn_why = clock.today(), worded(why)[:WORDS]
    finding.save(update_fields=["withdrawn_on", "withdrawn_why"])
    write_step(finding.engagement, "found_withdrawn", viewer, about=finding.number, text=why, inner=True, facts=_facts(finding))


@transaction.atomic
def answer(finding: Finding, text: str, *, agrees: bool, viewer: Viewer) -> Response:
    """Whoever heads what was looked at says whether they agree, and why; once. The last answer ends the time for answers.

    Raises:
        Refused: "not_found", "side", "state", "owed", "answered" or "words".
    """
    engagement = finding.engagement
    need(hold(engagement, viewer), {Side.AUDITEE})
    _refresh(finding, viewer)
    need_state(engagement, {"reported", "responded"})
    person = viewer.person
    if person is None:
        raise Refused("side")
    if finding.withdrawn_on is not None or not finding.graded.owed:
        raise Refused("owed")
    if Response.objects.filter(finding=finding).exists():
        raise Refused("answered")
    text = worded(text)[:WORDS]
    response = Response.objects.create(finding=finding, agrees=agrees, text=text, person=person, day=clock.today())
    write_step(engagement, "answered", viewer, about=finding.number, text=text, facts={"finding": finding.number, "agrees": agrees})
    conclude_when_answered(engagement, viewer)
    return response


@transaction.atomic
def recommend(
    finding: Finding,
    title: str,
    description: str,
    *,
    verifier: Person,
    viewer: Viewer,
    owner: Person | None = None,
    due_on: date | None = None,
    priority: str = "ordinary",
    unit: Unit | None = None,
) -> Action:
    """Recommend something: it becomes an action of the unit, checked by somebody independent of it.

    Raises:
        Refused: "not_found", "side", "state", "owed", "excluded", "finding_unit", or NotIndependent for the verifier.
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    engagement = finding.engagement
    need(hold(engagement, viewer), {Side.LEAD, Side.PLANNER})
    _refresh(finding, viewer)
    need_state(engagement, {"reported", "responded"})
    if finding.withdrawn_on is not None or not finding.graded.owed:
        raise Refused("owed")
    unit = unit or finding.unit
    if not _inside(engagement, unit):
        raise Refused("finding_unit")
    check_independent(verifier, engagement)
    action = actions.open_action(
        title=title,
        description=description,
        unit=unit,
        owner=owner,
        verifier=verifier,
        due_on=due_on,
        priority=priority,
        source=finding.ref,
        viewer=viewer,
    )
    write_step(
        engagement, "recommended", viewer, about=f"{finding.number} → {action.number}", text=action.title, facts={"action": action.ref}
    )
    return action


def _fill(finding: Finding, found: Found) -> None:
    engagement = finding.engagement
    declared = engagement.declared
    try:
        grade = declared.grade(found.grade)
    except KeyError:
        raise Refused("code") from None
    if not _inside(engagement, found.unit):
        raise Refused("finding_unit")
    criteria = list(dict.fromkeys(found.criteria))
    if not all(within(one, engagement.criteria) for one in criteria):
        raise Refused("criteria")
    if grade.owed and (any(not getattr(found, name).strip() for name in declared.required) or not criteria):
        raise Refused("finding_fields")
    finding.unit, finding.grade, finding.criteria = found.unit, grade.key, criteria
    finding.title, finding.condition = worded(found.title)[:TITLE], worded(found.condition)[:WORDS]
    for name in ("criterion", "cause", "effect"):
        setattr(finding, name, getattr(found, name).strip()[:WORDS])
    finding.repeats = earlier(finding)


def _inside(engagement: Engagement, unit: Unit) -> bool:
    return any(subject.unit.contains(unit) for subject in engagement.subjects.select_related("unit"))


def _hold_unreported(finding: Finding, viewer: Viewer) -> None:
    engagement = finding.engagement
    need_team(engagement, viewer, hold(engagement, viewer))
    need_state(engagement, {"fieldwork"})
    _refresh(finding, viewer)
    if finding.withdrawn_on is not None:
        raise Refused("state")


def _refresh(finding: Finding, viewer: Viewer) -> None:
    engagement = finding.engagement
    finding.refresh_from_db(from_queryset=Finding.objects.select_for_update(of=("self",)).select_related("unit"))
    finding.engagement = engagement
    if not findings(viewer).filter(pk=finding.pk).exists():
        raise Refused("not_found")


def _facts(finding: Finding) -> dict[str, object]:
    words = [finding.title, finding.condition, finding.criterion, finding.cause, finding.effect]
    return {
        "finding": finding.number,
        "grade": finding.grade,
        "unit": str(finding.unit_id),
        "criteria": finding.criteria,
        "said": canonical.digest(words).hex(),
        "withdrawn": finding.withdrawn_on is not None,
        "repeats": finding.repeats.number if finding.repeats is not None else "",
    }
