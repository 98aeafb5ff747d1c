"""Opening a case."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from amanah.engines.cases import numbers, registry, turning
from amanah.engines.cases.declare import OPEN, CaseKind
from amanah.engines.cases.events import CaseOpened, ref_of
from amanah.engines.cases.models import Case, Step, SubjectTag
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
        facts: more for the ledger entry, digests above all; never content.

    Raises:
        Refused: "route", "topic", "unit" or "duplicate".
    """
    declared = registry.kind(kind) if isinstance(kind, str) else kind
    if route not in declared.routes:
        raise Refused("route")
    if topic and topic not in declared.topics:
        raise Refused("topic")
    if unit is not None and not declared.knows_unit:
        raise Refused("unit")
    if Case.objects.filter(pk=case_id).exists():
        raise Refused("duplicate")
    day = day or clock.today()
    ref = ref_of(case_id)
    due_on = turning.start_those_of_opening(ref, declared.clocks, OPEN, day, actor)
    case = _numbered(
        Case(
            id=case_id,
            ref=ref,
            kind=declared.key,
            kind_version=declared.version,
            opened_as=declared.key,
            route=route,
            topic=topic,
            unit=unit,
            state=declared.first.key,
            opened_on=day,
            due_on=due_on,
            changes=1,
        ),
        declared.prefix,
    )
    Step.objects.create(case=case, seq=1, move=OPEN, target=case.state, day=day, actor=actor, position=1)
    distinct = sorted(set(tags))
    SubjectTag.objects.bulk_create(SubjectTag(case=case, tag=tag) for tag in distinct)
    events.publish(CaseOpened(case_id=case.id, kind=case.kind, actor=actor, route=route))
    entry = {
        "number": case.number,
        "kind": case.kind,
        "version": case.kind_version,
        "route": route,
        "topic": topic,
        "to": case.state,
        "seq": 1,
    }
    ledger.append("case.opened", ref, {**(facts or {}), **entry, "subjects": len(distinct), "day": day}, actor=actor)
    return case


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
