"""Giving an action to somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from amanah.engines.actions import verifying
from amanah.engines.actions.declare import CLOCK, FOLLOW_UP, PRIORITIES
from amanah.engines.actions.events import ActionOpened, ref_of
from amanah.engines.actions.models import TITLE, Action, Part
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services.stepping import worded, write_step
from amanah.engines.actions.sides import head_persons
from amanah.foundation.access import conflicts
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import services as threads
from amanah.foundation.threads import visibility
from amanah.kernel import clock, events, numbers

PREFIX = "TL"
DRAWS = 8


@dataclass(frozen=True)
class PartPlan:
    """What another unit is to do: which unit, what, and who there (its head where nobody is named)."""

    unit: Unit
    task: str
    person: Person | None = None


@transaction.atomic
def open_action(
    *,
    title: str,
    unit: Unit,
    verifier: Person,
    viewer: Viewer,
    owner: Person | None = None,
    description: str = "",
    due_on: date | None = None,
    provision: str = FOLLOW_UP,
    priority: str = "ordinary",
    parts: Iterable[PartPlan] = (),
    source: str = "",
    to_head: bool = False,
) -> Action:
    """Give a duty to a unit and a person in it, and start its clock. Whether `viewer` may give duties is for the caller to know.

    Args:
        title: neutral words in clear; nothing that a sealed record holds.
        unit: the unit that owes it.
        verifier: who will check it; nobody who owes any of it.
        viewer: who gives it.
        owner: who owes it; whoever heads the unit where nobody is named.
        description: more words in clear.
        due_on: the last day; without it the rulebook's `provision` counts from today.
        provision: a period of the rulebook.
        priority: one of `declare.PRIORITIES`.
        parts: what other units owe towards it.
        source: the record it arose from, which the viewer must be able to see.
        to_head: whoever owes it may answer for somebody concerned by the source, which they do not learn of; never somebody it names.

    Raises:
        Refused: "words", "priority", "source", "due", "nobody", "excluded" (who is to get it must not know of the source), "verifier",
            "not_independent".
    """
    title, parts = worded(title)[:TITLE], tuple(parts)
    if priority not in PRIORITIES:
        raise Refused("priority")
    if source and not visibility.may_see(viewer, source):
        raise Refused("source")
    heads = head_persons([unit.pk, *(part.unit.pk for part in parts)])
    if owner is None and not head_persons([unit.pk]):
        raise Refused("nobody")
    check_people(source=source, owner=owner, verifier=verifier, parts=parts, heads=heads, to_head=to_head)
    check_interests(source, unit, owner, verifier, parts)
    action_id, today = uuid4(), clock.today()
    ref = ref_of(action_id)
    deadline = _start(ref, due_on, provision, today, viewer.actor)
    action = _numbered(
        Action(
            id=action_id,
            ref=ref,
            title=title,
            description=description.strip(),
            source=source,
            to_head=to_head,
            priority=priority,
            unit=unit,
            owner=owner,
            verifier=verifier,
            assigned_by=viewer.account,
            opened_on=today,
            due_on=deadline.due_on,
        )
    )
    Part.objects.bulk_create(Part(action=action, unit=part.unit, task=worded(part.task)[:TITLE], person=part.person) for part in parts)
    if source:
        threads.link(ref, "arose_from", source, actor=viewer.actor)
    events.publish(ActionOpened(action.id, viewer.actor, source))
    facts = {
        "number": action.number,
        "source": source,
        "to_head": to_head,
        "unit": str(unit.pk),
        "owner": str(owner.pk) if owner else "",
        "verifier": str(verifier.pk),
        "priority": priority,
        "parts": len(parts),
        "rule": deadline.provision,
    }
    write_step(action, "opened", viewer, source="", text=f"{title}\n{action.description}".strip(), due_on=action.due_on, facts=facts)
    return action


def check_people(
    *, source: str, owner: Person | None, verifier: Person, parts: Iterable[PartPlan], heads: set[UUID], to_head: bool = False
) -> None:
    """Refuse whoever must not get it, and a verifier who would check their own work or whom the part it arose from bars.

    What is addressed to heads may go to whoever answers for somebody concerned, but not to somebody whom the source names; who checks it
    is never one of either.

    Raises:
        Refused: "excluded", "verifier" or "not_independent".
    """
    doing = {owner.pk} if owner else set()
    doing |= {part.person.pk for part in parts if part.person} | heads
    if verifier.pk in doing or not any(account.may_sign_in() for account in Account.objects.filter(person=verifier)):
        raise Refused("verifier")
    if verifying.barred(verifier.pk, source):
        raise Refused("not_independent")
    # The head of a unit sees what the unit owes, so they are asked about too, whoever the owner is.
    kept_out = visibility.names if to_head else visibility.concerns
    if source and (any(kept_out(person_id, source) for person_id in sorted(doing)) or visibility.concerns(verifier.pk, source)):
        raise Refused("excluded")


def check_interests(source: str, unit: Unit, owner: Person | None, verifier: Person, parts: Iterable[PartPlan]) -> None:
    """Refuse whoever declared an interest in the record that it arises from, and a verifier who declared one in the unit that owes it.

    Raises:
        Refused: "excluded", as for every other reason why somebody cannot have it.
    """
    chosen = {owner.pk} if owner else head_persons([unit.pk])
    chosen |= {part.person.pk for part in parts if part.person}
    matter = conflicts.of_record(source) if source else None
    if matter is not None and any(conflicts.stands_in_the_way(person_id, matter) for person_id in sorted({*chosen, verifier.pk})):
        raise Refused("excluded")
    if conflicts.stands_in_the_way(verifier.pk, conflicts.Matter(unit=unit)):
        raise Refused("excluded")


def _start(ref: str, due_on: date | None, provision: str, today: date, actor: str) -> Deadline:
    if due_on is None:
        return clocks.start(ref, CLOCK, provision, today, actor)
    if due_on <= today:
        raise Refused("due")
    return clocks.start_until(ref, CLOCK, due_on, today, actor)


def _numbered(action: Action) -> Action:
    for _ in range(DRAWS):
        action.number = numbers.draw(PREFIX, action.opened_on)
        try:
            with transaction.atomic():
                action.save(force_insert=True)
        except IntegrityError:
            if not Action.objects.filter(number=action.number).exists():
                raise
        else:
            return action
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
