"""Opening a case."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from amanah.engines.cases import numbers, registry, turning
from amanah.engines.cases.declare import OPEN, CaseKind
from amanah.engines.cases.events import CaseOpened, ref_of
from amanah.engines.cases.models import Case, CaseDay, Step, SubjectTag
from amanah.engines.cases.refusals import Refused
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, events

DRAWS = 8
"""How often a number is drawn before giving up; with a million cases in a year, one draw in a thousand is taken already."""


@transaction.atomic
def open_case(
    kind: CaseKind | str,
    *,
    case_id: UUID,
    route: str,
    topic: str = "",
    tags: Iterable[bytes] = (),
    actor: str,
    day: date | None = None,
    unit: Unit | None = None,
    days: Mapping[str, date] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """Open a case under the newest version of its kind and start the clocks that opening starts.

    Args:
        kind: the kind, or its key.
        case_id: a random id from the caller, who may have sealed content under it before this transaction began.
        route: which of the kind's routes receives it.
        topic: one of the kind's topics, or "" while nobody has said.
        tags: keyed tags of the people and units it is about.
        actor: "reporter", "system" or "account:<id>".
        day: the day it was received; today if not given.
        unit: where it belongs, for kinds that know it in clear.
        days: those of the kind's days that are known already, for clocks that count from them.
        facts: more for the ledger entry, digests above all; never content.

    Raises:
        Refused: "route", "topic", "unit", "day" or "duplicate".
    """
    declared = registry.kind(kind) if isinstance(kind, str) else kind
    draft = Draft(case_id, route, topic, frozenset(tags), day or clock.today(), unit, facts or {}, days or {})
    case = unsaved(declared, draft)
    if Case.objects.filter(pk=case_id).exists():
        raise Refused("duplicate")
    case.due_on = turning.start_those_of_opening(case.ref, declared.clocks, OPEN, draft.day, actor, days=draft.days)
    case = _numbered(case, declared.prefix)
    first_step(case, actor).save(force_insert=True)
    CaseDay.objects.bulk_create(CaseDay(case=case, key=key, day=on) for key, on in draft.days.items())
    SubjectTag.objects.bulk_create(tags_of(case, draft))
    events.publish(CaseOpened(case_id=case.id, kind=case.kind, actor=actor, route=route))
    ledger.append("case.opened", case.ref, opening_facts(case, draft), actor=actor)
    return case


@dataclass(frozen=True)
class Draft:
    """One case about to be opened; the names are those of `open_case`."""

    case_id: UUID
    route: str
    topic: str
    tags: frozenset[bytes]
    day: date
    unit: Unit | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)


def unsaved(declared: CaseKind, draft: Draft) -> Case:
    """The row of a case about to be opened, still without number and due day. Raises Refused."""
    if draft.route not in declared.routes:
        raise Refused("route")
    if draft.topic and draft.topic not in declared.topics:
        raise Refused("topic")
    if not draft.days.keys() <= declared.days.keys() or max(draft.days.values(), default=draft.day) > draft.day:
        raise Refused("day")
    if draft.unit is not None and not declared.knows_unit:
        raise Refused("unit")
    return Case(
        id=draft.case_id,
        ref=ref_of(draft.case_id),
        kind=declared.key,
        kind_version=declared.version,
        opened_as=declared.key,
        route=draft.route,
        topic=draft.topic,
        unit=draft.unit,
        state=declared.first.key,
        opened_on=draft.day,
        changes=1,
    )


def first_step(case: Case, actor: str) -> Step:
    """The step by which a case begins."""
    return Step(case=case, seq=1, move=OPEN, target=case.declared.first.key, day=case.opened_on, actor=actor, position=1)


def tags_of(case: Case, draft: Draft) -> Iterator[SubjectTag]:
    """The tags to be kept with a case."""
    return (SubjectTag(case=case, tag=tag) for tag in sorted(draft.tags))


def opening_facts(case: Case, draft: Draft) -> dict[str, Any]:
    """What the ledger is told of a case that was opened."""
    entry = {
        "number": case.number,
        "kind": case.kind,
        "version": case.kind_version,
        "route": case.route,
        "topic": case.topic,
        "to": case.declared.first.key,
        "seq": 1,
    }
    return {
        **draft.facts,
        **({"days": dict(draft.days)} if draft.days else {}),
        **entry,
        "subjects": len(draft.tags),
        "day": case.opened_on,
    }


def _numbered(case: Case, prefix: str) -> Case:
    for _ in range(DRAWS):
        case.number = numbers.draw(prefix, case.opened_on)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            if not Case.objects.filter(number=case.number).exists():
                raise  # not the number: the same id was opened a moment ago
        else:
            return case
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")
