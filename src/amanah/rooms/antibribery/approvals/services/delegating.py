"""Delegated decisions with more than low risk: who may decide what, whether anything stands between, and taking it back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from amanah import rulebook
from amanah.foundation.access import conflicts
from amanah.foundation.access.conflicts import Matcher
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.models import TITLE, WORDS, Delegation
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.services.stepping import acting, hold, numbered, worded, write_step
from amanah.rooms.antibribery.models import Scope

PREFIX = "PW"


@dataclass(frozen=True)
class Mandate:
    """What is delegated: which decision of which unit, up to what worth, by whom to whom, by which instrument, from when until when."""

    unit: Unit
    decision: str
    delegator: Person
    delegate: Person
    instrument: str
    since: date
    until: date
    checked: str
    ceiling: int | None = None
    words: str = ""


@transaction.atomic
def delegate(mandate: Mandate, *, viewer: Viewer) -> Delegation:
    """Write down that somebody decides in another's place; nothing that the delegate declared may stand between.

    Raises:
        Refused: "unknown_person", "scope", "side", "self", "days", "ceiling", "delegator", "post", "interest" or "words".
    """
    acting(viewer)
    scope = visible.scope_of(mandate.unit)
    if scope is None:
        raise Refused("scope")
    if not visible.keeps(viewer, scope, mandate.unit):
        raise Refused("side")
    if mandate.delegate.pk == mandate.delegator.pk:
        raise Refused("self")
    if mandate.until < mandate.since:
        raise Refused("days")
    if mandate.ceiling is not None and mandate.ceiling <= 0:
        raise Refused("ceiling")
    if not _may_delegate(mandate.delegator, scope, mandate.unit):
        raise Refused("delegator")
    if not _holds_a_post(mandate.delegate):
        raise Refused("post")
    one_id, today = uuid4(), clock.today()
    ref = f"{declare.DELEGATION}:{one_id}"
    if visible.touched(mandate.delegate.pk, ref, mandate.unit):
        raise Refused("interest")
    one = Delegation(
        id=one_id,
        ref=ref,
        scope=scope,
        unit=mandate.unit,
        decision=worded(mandate.decision)[:TITLE],
        words=mandate.words.strip()[:WORDS],
        ceiling=mandate.ceiling,
        delegator=mandate.delegator,
        delegate=mandate.delegate,
        instrument=worded(mandate.instrument)[:TITLE],
        checked=worded(mandate.checked)[:WORDS],
        since=mandate.since,
        until=mandate.until,
        confirmed_on=today,
        confirm_due=rulebook.due(declare.CONFIRM_WITHIN, max(today, mandate.since)).date,
        opened_on=today,
    )
    numbered(one, PREFIX)
    write_step(one, "delegated", viewer.account, text=f"{one.decision}\n{one.checked}", facts=_facts(one))
    return one


@transaction.atomic
def confirm(one: Delegation, words: str, *, viewer: Viewer) -> None:
    """The delegate says that nothing stands between them and the decision, for another period.

    Raises:
        Refused: "not_found", "unknown_person", "side", "state", "interest" or "words".
    """
    _own(one, viewer)
    if visible.touched(one.delegate_id, one.ref, one.unit):
        raise Refused("interest")
    _said(one, clear=True, instead_id=None)
    write_step(one, "confirmed", viewer.account, source=one.state, text=worded(words), facts=_facts(one))


@transaction.atomic
def declare_conflict(one: Delegation, words: str, *, viewer: Viewer, instead: Person | None = None) -> None:
    """The delegate says that something stands between; the decision goes to `instead`, or back to whoever delegated it.

    Raises:
        Refused: "not_found", "unknown_person", "side", "state", "instead", "post" or "words".
    """
    _own(one, viewer)
    other_id = instead.pk if instead is not None else one.delegator_id
    if other_id == one.delegate_id or visible.touched(other_id, one.ref, one.unit):
        raise Refused("instead")
    if instead is not None and not _holds_a_post(instead):
        raise Refused("post")
    _said(one, clear=False, instead_id=other_id)
    write_step(one, "conflicted", viewer.account, source=one.state, text=worded(words), facts=_facts(one))


@transaction.atomic
def recall(one: Delegation, reason: str, *, viewer: Viewer) -> None:
    """Take the decision back; whoever delegated it, whoever heads the unit, or the function.

    Raises:
        Refused: "not_found", "unknown_person", "side", "state" or "words".
    """
    person = hold(one, viewer, visible.delegations)
    if one.state != declare.ACTIVE:
        raise Refused("state")
    if person.pk != one.delegator_id and not visible.keeps(viewer, one.scope, one.unit):
        raise Refused("side")
    source, one.state, one.recalled_on = one.state, declare.RECALLED, clock.today()
    write_step(one, "recalled", viewer.account, source=source, text=worded(reason), facts=_facts(one))


def doubt() -> int:
    """Ask anew of every delegate who meanwhile declared an interest that touches their decision; how many that were.

    Their last word counts no longer, and nothing says why: whoever reads the page learns of no declaration.
    """
    today, asked = clock.today(), 0
    fresh = Q(state=declare.ACTIVE, clear=True, until__gte=today, confirm_due__gte=today)
    declared: dict[UUID, Matcher | None] = {}
    for one in Delegation.objects.filter(fresh).select_related("unit").order_by("pk"):
        if one.delegate_id not in declared:
            declared[one.delegate_id] = conflicts.matcher(one.delegate_id)
        touches = declared[one.delegate_id]
        if touches is not None and touches(visible.matter_of(one.ref, one.unit)):
            with transaction.atomic():
                rows = Delegation.objects.filter(fresh).select_for_update(of=("self",)).select_related("scope__unit", "unit")
                held = rows.filter(pk=one.pk).first()
                if held is not None:
                    held.confirm_due = today - timedelta(days=1)
                    write_step(held, "asked_anew", None, source=held.state, facts=_facts(held))
                    asked += 1
    return asked


def _own(one: Delegation, viewer: Viewer) -> None:
    """Raises Refused unless the viewer is the delegate and it is still in force."""
    person = hold(one, viewer, visible.delegations)
    if person.pk != one.delegate_id:
        raise Refused("side")
    if one.state != declare.ACTIVE or one.until < clock.today():
        raise Refused("state")


def _said(one: Delegation, *, clear: bool, instead_id: UUID | None) -> None:
    today = clock.today()
    one.clear, one.instead_id = clear, instead_id
    one.confirmed_on, one.confirm_due = today, rulebook.due(declare.CONFIRM_WITHIN, max(today, one.since)).date


def _may_delegate(person: Person, scope: Scope, unit: Unit) -> bool:
    """Top management, or whoever heads the unit or one above it today."""
    if scope.top_person_id == person.pk:
        return True
    headed = Holding.objects.filter(held_on(clock.today()), heads=True, person=person).select_related("post__unit")
    return any(holding.post.unit.contains(unit) for holding in headed)


def _holds_a_post(person: Person) -> bool:
    return Holding.objects.filter(held_on(clock.today()), person=person).exists()


def _facts(one: Delegation) -> dict[str, Any]:
    return {
        "number": one.number,
        "scope": one.scope.ref,
        "unit": str(one.unit_id),
        "delegator": str(one.delegator_id),
        "delegate": str(one.delegate_id),
        "ceiling": one.ceiling,
        "since": one.since,
        "until": one.until,
        "clear": one.clear,
        "instead": str(one.instead_id) if one.instead_id else "",
        "confirm_due": one.confirm_due,
    }
