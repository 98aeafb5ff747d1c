"""Opening an engagement and changing its plan while it is planned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.engines.engagements import kinds
from amanah.engines.engagements.declare import Side
from amanah.engines.engagements.models import TITLE, WORDS, Engagement, Item, Subject, Waiver
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services.stepping import check_independent, hold, need, need_state, numbered, worded, write_step
from amanah.engines.engagements.sides import may_plan
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.foundation.threads import services as threads
from amanah.foundation.threads import visibility
from amanah.kernel import clock

PREFIX = "PT"


@dataclass(frozen=True)
class Draft:
    """What an engagement is to look at.

    Args:
        title: in clear.
        subjects: the units that are looked at; all of them below the engagement's unit.
        criteria: references of what is audited against, as the kind knows them.
        objective: what it is to find out.
        covers: what it covers: places, processes, period.
        leaves_out: what it does not look at, and why.
        period_from, period_to: the period that is looked at.
        starts_on, ends_on: when the work is done.
    """

    title: str
    subjects: Sequence[Unit]
    criteria: Sequence[str]
    objective: str
    covers: str
    period_from: date
    period_to: date
    starts_on: date
    ends_on: date
    leaves_out: str = ""
    scope: str = field(default="")


@transaction.atomic
def open_engagement(kind: str, unit: Unit, draft: Draft, *, viewer: Viewer, item: Item | None = None, source: str = "") -> Engagement:
    """Plan an engagement.

    Args:
        kind: a declared kind.
        unit: whose area it is; the planner's role is asked over it.
        draft: what it looks at.
        viewer: a planner, who heads nothing that is looked at.
        item: the part of a programme that it carries out.
        source: the case it arose from, which the viewer must be able to see.

    Raises:
        Refused: "kind", "unit", "side", "source", "words", "subjects", "criteria" or "days".
    """
    try:
        declared = kinds.kind(kind)
    except KeyError:
        raise Refused("kind") from None
    if not may_plan(viewer, declared, unit):
        raise Refused("unit")
    if viewer.person is None:
        raise Refused("side")
    if source and not (visibility.kind_of(source) == "case" and visibility.may_see(viewer, source)):
        raise Refused("source")
    engagement_id = uuid4()
    engagement = Engagement(
        id=engagement_id,
        ref=f"engagement:{engagement_id}",
        kind=kind,
        unit=unit,
        source=source,
        item=item,
        programme=item.programme if item is not None else None,
        opened_by=viewer.account,
        opened_on=clock.today(),
    )
    _fill(engagement, draft)
    numbered(engagement, PREFIX)
    _set_subjects(engagement, draft)
    if source:
        threads.link(engagement.ref, "arose_from", source, actor=viewer.actor)
    facts = {"number": engagement.number, "source": source, "item": item.pk if item is not None else None}
    write_step(engagement, "opened", viewer, source="", text=engagement.objective, facts=facts | _facts(engagement, draft))
    return engagement


@transaction.atomic
def revise(engagement: Engagement, draft: Draft, why: str, *, viewer: Viewer) -> None:
    """Change the plan before it is prepared. Waivers lapse, because they were given for the old plan; the team must fit the new one.

    Raises:
        Refused: "not_found", "side", "state", "words", "subjects", "criteria", "days", "excluded", or NotIndependent.
    """
    sides = hold(engagement, viewer)
    need(sides, {Side.PLANNER})
    need_state(engagement, {"planned"})
    _fill(engagement, draft)
    engagement.save()
    _set_subjects(engagement, draft)
    Waiver.objects.filter(engagement=engagement, verdict__in=["asked", "granted"]).update(verdict="lapsed")
    for member in engagement.team.filter(until__isnull=True).select_related("person"):
        check_independent(member.person, engagement)
    write_step(engagement, "revised", viewer, text=worded(why), inner=True, facts=_facts(engagement, draft))


def _fill(engagement: Engagement, draft: Draft) -> None:
    if draft.period_to < draft.period_from or draft.ends_on < draft.starts_on:
        raise Refused("days")
    engagement.title = worded(draft.title)[:TITLE]
    engagement.objective, engagement.covers = worded(draft.objective)[:WORDS], worded(draft.covers)[:WORDS]
    engagement.leaves_out, engagement.scope = draft.leaves_out.strip()[:WORDS], draft.scope
    engagement.period_from, engagement.period_to = draft.period_from, draft.period_to
    engagement.starts_on, engagement.ends_on = draft.starts_on, draft.ends_on
    criteria = list(dict.fromkeys(draft.criteria))
    if not criteria or len(engagement.declared.criteria(criteria)) != len(criteria):
        raise Refused("criteria")
    engagement.criteria = criteria


def _set_subjects(engagement: Engagement, draft: Draft) -> None:
    units = {unit.pk: unit for unit in draft.subjects}
    if not units:
        raise Refused("subjects")
    if not all(engagement.unit.contains(unit) for unit in units.values()):
        raise Refused("unit")
    engagement.subjects.exclude(unit__in=units).delete()
    there = set(engagement.subjects.values_list("unit_id", flat=True))
    Subject.objects.bulk_create(Subject(engagement=engagement, unit=unit) for key, unit in units.items() if key not in there)


def _facts(engagement: Engagement, draft: Draft) -> dict[str, Any]:
    return {
        "kind": engagement.kind,
        "unit": str(engagement.unit_id),
        "scope": engagement.scope,
        "subjects": sorted(str(unit.pk) for unit in draft.subjects),
        "criteria": list(engagement.criteria),
        "period": [engagement.period_from, engagement.period_to],
        "planned": [engagement.starts_on, engagement.ends_on],
    }
