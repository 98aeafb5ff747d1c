"""Planning over several years: drafting, what is covered when, and a second person's approval."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.engines.engagements import declare, kinds
from amanah.engines.engagements.models import TITLE, WORDS, Item, Programme
from amanah.engines.engagements.queries.visible import programmes
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services.stepping import known, numbered, worded
from amanah.engines.engagements.sides import may_plan
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import canonical, clock

PREFIX = "PA"
LONGEST = 10


@dataclass(frozen=True)
class Slot:
    """What is to be covered in one quarter."""

    year: int
    quarter: int
    unit: Unit
    title: str
    criteria: Sequence[str] = field(default_factory=tuple)
    risk: str = "medium"
    why: str = ""


@transaction.atomic
def draft_programme(  # noqa: PLR0917 - a programme has that many sides
    kind: str, title: str, unit: Unit, from_year: int, to_year: int, basis: str, *, viewer: Viewer, scope: str = ""
) -> Programme:
    """Begin a programme.

    Raises:
        Refused: "kind", "unit", "side" (no person), "years" or "words".
    """
    person = _planner(kind, unit, viewer)
    if not from_year <= to_year < from_year + LONGEST:
        raise Refused("years")
    programme_id = uuid4()
    programme = Programme(
        id=programme_id,
        ref=f"programme:{programme_id}",
        kind=kind,
        title=worded(title)[:TITLE],
        unit=unit,
        scope=scope,
        basis=worded(basis)[:WORDS],
        from_year=from_year,
        to_year=to_year,
        drafted_by=person,
        drafted_on=clock.today(),
    )
    numbered(programme, PREFIX)
    _tell(programme, "drafted", viewer, {"kind": kind, "unit": str(unit.pk), "scope": scope, "years": [from_year, to_year]}, title, basis)
    return programme


@transaction.atomic
def plan_item(programme: Programme, slot: Slot, *, viewer: Viewer) -> Item:
    """Say what is covered in a quarter. An approved programme is still planned on: the ledger keeps what was added afterwards.

    Raises:
        Refused: "not_found", "state", "year", "code", "words" or "unit" (outside the programme's).
    """
    _hold(programme, viewer)
    if programme.state == "ended":
        raise Refused("state")
    if not programme.from_year <= slot.year <= programme.to_year or slot.quarter not in declare.QUARTERS:
        raise Refused("year")
    if not programme.unit.contains(slot.unit):
        raise Refused("unit")
    item = Item.objects.create(
        programme=programme,
        year=slot.year,
        quarter=slot.quarter,
        unit=slot.unit,
        title=worded(slot.title)[:TITLE],
        criteria=list(dict.fromkeys(slot.criteria)),
        risk=known(slot.risk, declare.RISKS),
        why=slot.why.strip()[:WORDS],
    )
    facts = {"item": item.pk, "when": [item.year, item.quarter], "unit": str(slot.unit.pk), "risk": item.risk, "criteria": item.criteria}
    _tell(programme, "planned", viewer, facts, item.title, item.why)
    return item


@transaction.atomic
def drop_item(item: Item, why: str, *, viewer: Viewer) -> None:
    """Take it out of the programme, with a reason; it stays readable.

    Raises:
        Refused: "not_found", "state" (dropped already, or an engagement came of it) or "words".
    """
    _hold(item.programme, viewer)
    item.refresh_from_db(from_queryset=Item.objects.select_for_update(of=("self",)).select_related("programme"))
    if item.dropped_on is not None or item.engagements.exclude(state="cancelled").exists():
        raise Refused("state")
    item.dropped_on, item.dropped_why = clock.today(), worded(why)[:WORDS]
    item.save(update_fields=["dropped_on", "dropped_why"])
    _tell(item.programme, "dropped", viewer, {"item": item.pk}, item.dropped_why)


@transaction.atomic
def approve_programme(programme: Programme, *, viewer: Viewer) -> None:
    """Approve it: somebody who plans such engagements and did not draft this one.

    Raises:
        Refused: "not_found", "state", "side" or "same_person".
    """
    _hold(programme, viewer)
    if programme.state != "draft" or not programme.items.filter(dropped_on__isnull=True).exists():
        raise Refused("state")
    if viewer.person is None:
        raise Refused("side")
    if viewer.person.pk == programme.drafted_by_id:
        raise Refused("same_person")
    programme.state, programme.approved_by, programme.approved_on = "approved", viewer.person, clock.today()
    programme.save()
    _tell(programme, "approved", viewer, {"items": programme.items.filter(dropped_on__isnull=True).count()})


@transaction.atomic
def end_programme(programme: Programme, why: str, *, viewer: Viewer) -> None:
    """Plan no more with it, for example because another one takes its place.

    Raises:
        Refused: "not_found", "state" or "words".
    """
    _hold(programme, viewer)
    if programme.state != "approved":
        raise Refused("state")
    why = worded(why)
    programme.state = "ended"
    programme.save()
    _tell(programme, "ended", viewer, {}, why)


def _planner(kind: str, unit: Unit, viewer: Viewer) -> Person:
    try:
        declared = kinds.kind(kind)
    except KeyError:
        raise Refused("kind") from None
    if not may_plan(viewer, declared, unit):
        raise Refused("unit")
    if viewer.person is None:
        raise Refused("side")
    return viewer.person


def _hold(programme: Programme, viewer: Viewer) -> None:
    programme.refresh_from_db(from_queryset=Programme.objects.select_for_update(of=("self",)).select_related("unit"))
    if not programmes(viewer).filter(pk=programme.pk).exists():
        raise Refused("not_found")
    if not may_plan(viewer, kinds.kind(programme.kind), programme.unit):
        raise Refused("unit")


def _tell(programme: Programme, act: str, viewer: Viewer, facts: dict[str, Any], *words: str) -> None:
    entry = {**facts, "state": programme.state, "words": canonical.digest(list(words)).hex()}
    ledger.append(f"programme.{act}", programme.ref, entry, actor=viewer.actor)
