"""Giving something in the institution's name: asked for before, decided by those whom the rules name, and reported with its proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Coalesce

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import declare, rules
from amanah.rooms.antibribery.approvals.models import TITLE, WORDS, Request, Signature
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.rules import Facts
from amanah.rooms.antibribery.approvals.services.stepping import acting, hold, known, numbered, worded, write_step
from amanah.rooms.antibribery.queries.visible import standing

PREFIX = "IZ"


@dataclass(frozen=True)
class Wish:
    """What is to be given: by which unit, what, to whom, why, when, worth how much for how many heads, and who takes part."""

    unit: Unit
    kind: str
    title: str
    purpose: str
    recipient: str
    recipient_kind: str
    value: int
    event_on: date
    people: int = 1
    pending: str = declare.NO_DECISION
    pending_words: str = ""
    cash: bool = False
    programme: str = ""
    takes_part: Sequence[Person] = field(default_factory=tuple)
    others: str = ""
    diligence: str = ""

    def facts(self, earlier: int = 0) -> Facts:
        """What the rules ask of it."""
        return Facts(self.kind, self.recipient_kind, self.pending, self.value, self.people, self.cash, earlier)


@dataclass(frozen=True)
class Given:
    """What was given in the end: its worth in rupiah, the day, in words, its proof, and why it differs from what was approved."""

    value: int
    day: date
    words: str
    evidence: str
    deviation: str = ""


@transaction.atomic
def ask(wish: Wish, *, viewer: Viewer) -> Request:
    """Ask to give something. What is asked for after its day is recorded as such for good.

    Raises:
        Refused: "unknown_person", "unit", "scope", "code", "words", "value" or "pending".
    """
    acting(viewer)
    scope = visible.scope_of(wish.unit)
    if scope is None:
        raise Refused("scope")
    mine = {unit.pk for unit in visible.own_units(viewer)}
    if wish.unit.pk not in mine and not visible.keeps(viewer, scope, wish.unit):
        raise Refused("unit")
    if wish.value <= 0 or wish.people < 1:
        raise Refused("value")
    if known(wish.pending, declare.PENDING) != declare.NO_DECISION:
        worded(wish.pending_words, "pending")
    key, today = rules.fold(worded(wish.recipient))[:TITLE], clock.today()
    judged = rules.judge(wish.facts(earlier(key, wish.event_on)), today)
    one_id = uuid4()
    one = Request(
        id=one_id,
        ref=f"{declare.APPROVAL}:{one_id}",
        scope=scope,
        unit=wish.unit,
        kind=known(wish.kind, declare.KINDS),
        title=worded(wish.title)[:TITLE],
        purpose=worded(wish.purpose)[:WORDS],
        programme=wish.programme.strip()[:TITLE],
        recipient=wish.recipient.strip()[:TITLE],
        recipient_key=key,
        recipient_kind=known(wish.recipient_kind, declare.RECIPIENTS),
        pending=wish.pending,
        pending_words=wish.pending_words.strip()[:WORDS],
        value=wish.value,
        people=wish.people,
        cash=wish.cash,
        event_on=wish.event_on,
        others=wish.others.strip()[:TITLE],
        diligence=wish.diligence.strip()[:TITLE],
        late=wish.event_on < today,
        level=judged.level,
        signs=[str(side) for side in judged.signs],
        bars=list(judged.bars),
        awaits=str(judged.signs[0]),
        asked_by=viewer.account,
        asked_on=today,
    )
    numbered(one, PREFIX)
    one.takes_part.set(wish.takes_part)
    write_step(one, "asked", viewer.account, text=f"{one.title}\n{one.purpose}", facts=_facts(one))
    return one


def earlier(recipient_key: str, event_on: date) -> int:
    """What the same recipient was promised or given within the rulebook's period of that day, in rupiah, before or after it."""
    near = Request.objects.filter(recipient_key=recipient_key, state__in=declare.COUNTED)
    near = near.filter(event_on__gte=event_on - _WIDE, event_on__lte=event_on + _WIDE)
    found = near.values_list("event_on", Coalesce("given_value", "value"))
    return sum(worth for day, worth in found if rulebook.due(declare.SUMMED_OVER, min(day, event_on)).date >= max(day, event_on))


@transaction.atomic
def sign(one: Request, reason: str, *, approve: bool, viewer: Viewer, conditions: str = "") -> None:
    """Give or refuse the signature that it awaits; the last one decides, and a refusal decides at once.

    A decision after the day of giving marks it as late for good.

    Raises:
        Refused: "not_found", "unknown_person", "state", "side", "second", "interest", "barred" or "words".
    """
    person = hold(one, viewer, visible.requests)
    if one.state not in declare.OPEN:
        raise Refused("state")
    if one.awaits not in visible.signing(viewer, one):
        raise Refused("side")
    if person.pk in visible.barred(one):
        raise Refused("second")
    if visible.touched(person.pk, one.ref, one.unit, [one.recipient]):
        raise Refused("interest")
    if approve and one.bars:
        raise Refused("barred")
    reason, side, source, today = worded(reason)[:WORDS], one.awaits, one.state, clock.today()
    seq = one.signatures.count() + 1
    conditions = conditions.strip()[:WORDS] if approve else ""
    Signature.objects.create(
        request=one, seq=seq, side=side, person=person, approves=approve, reason=reason, conditions=conditions, day=today
    )
    if conditions:
        one.conditions = f"{one.conditions}\n{conditions}".strip()[:WORDS]
    if not approve:
        one.state, one.awaits, one.decided_on = declare.REJECTED, "", today
    elif seq < len(one.signs):
        one.state, one.awaits = declare.SEEN, one.signs[seq]
    else:
        one.state, one.awaits, one.decided_on = declare.APPROVED, "", today
        one.late = one.late or today > one.event_on
        one.report_due = rulebook.due(declare.REPORT_WITHIN, max(one.event_on, today)).date
    act = {declare.REJECTED: "rejected", declare.SEEN: "signed", declare.APPROVED: "approved"}[one.state]
    text = "\n".join(part for part in (reason, conditions) if part)
    write_step(one, act, viewer.account, source=source, text=text, facts={**_facts(one), "side": side, "person": str(person.pk)})


@transaction.atomic
def withdraw(one: Request, reason: str, *, viewer: Viewer) -> None:
    """It will not be given after all; whoever asked says so, before anything was reported.

    Raises:
        Refused: "not_found", "unknown_person", "state", "side" or "words".
    """
    hold(one, viewer, visible.requests)
    if one.state not in {*declare.OPEN, declare.APPROVED}:
        raise Refused("state")
    if one.asked_by_id != viewer.account.pk:
        raise Refused("side")
    source, one.state, one.awaits, one.report_due = one.state, declare.WITHDRAWN, "", None
    write_step(one, "withdrawn", viewer.account, source=source, text=worded(reason), facts=_facts(one))


@transaction.atomic
def report(one: Request, given: Given, *, viewer: Viewer) -> None:
    """Say what was given in the end, with its proof; whoever asked, whoever heads the unit, or the function.

    What turns out to have been given before it was decided on is marked as late for good.

    Raises:
        Refused: "not_found", "unknown_person", "state", "side", "future", "value", "words", "evidence" or "deviation".
    """
    hold(one, viewer, visible.requests)
    if one.state != declare.APPROVED:
        raise Refused("state")
    if not may_report(viewer, one):
        raise Refused("side")
    today = clock.today()
    if given.day > today:
        raise Refused("future")
    if given.value <= 0:
        raise Refused("value")
    if given.value != one.value:
        worded(given.deviation, "deviation")
    one.given_value, one.given_on, one.given_words = given.value, given.day, worded(given.words)[:WORDS]
    one.evidence, one.deviation = worded(given.evidence, "evidence")[:TITLE], given.deviation.strip()[:WORDS]
    source, one.state, one.reported_on = one.state, declare.REPORTED, today
    one.late = one.late or (one.decided_on is not None and given.day < one.decided_on)
    text = "\n".join(part for part in (one.given_words, one.evidence, one.deviation) if part)
    write_step(one, "reported", viewer.account, source=source, text=text, facts={**_facts(one), "given": one.given_value})


def may_report(viewer: Viewer, one: Request) -> bool:
    """Whether the viewer may say what was given."""
    return one.asked_by_id == viewer.account.pk or visible.keeps(viewer, one.scope, one.unit) or standing(viewer).leads(one.unit)


_WIDE = timedelta(days=1100)
"""Wider than any period of the rulebook that is likely, so that the database need not read a recipient's whole past."""


def _facts(one: Request) -> dict[str, Any]:
    return {
        "number": one.number,
        "scope": one.scope.ref,
        "unit": str(one.unit_id),
        "kind": one.kind,
        "recipient_kind": one.recipient_kind,
        "pending": one.pending,
        "value": one.value,
        "people": one.people,
        "event_on": one.event_on,
        "late": one.late,
        "level": one.level,
        "bars": list(one.bars),
        "awaits": one.awaits,
    }
