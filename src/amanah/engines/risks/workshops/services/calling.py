"""Calling a workshop, and who takes part in it."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah import rulebook
from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.models import Risk
from amanah.engines.risks.queries import visible as visible_risks
from amanah.engines.risks.workshops.events import WorkshopCalled, WorkshopEnded, ref_of
from amanah.engines.risks.workshops.models import TITLE, Item, Participant, State, Workshop
from amanah.engines.risks.workshops.queries.visible import manages
from amanah.engines.risks.workshops.refusals import Refused
from amanah.engines.risks.workshops.services.holding import CLOCK, lead, stop_clock, worded
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit, below
from amanah.kernel import canonical, clock, events, numbers

PREFIX = "LR"
DRAWS = 8
LEAST = "risks.workshop_at_least"
"""How many people it takes at least."""


@transaction.atomic
def call(
    *,
    title: str,
    unit: Unit,
    stage: str,
    of: Sequence[Risk],
    persons: Collection[Person],
    until: date,
    viewer: Viewer,
    purpose: str = "",
) -> Workshop:
    """Ask these people for their judgement of these risks. Nobody sees another's until the scores are opened; that cannot be switched off.

    Args:
        title: words in clear; nothing of a report.
        unit: whose register it is about; the viewer keeps it.
        stage: "inherent", "residual" or "target".
        of: open risks of the unit or below it, in the order in which they are judged.
        persons: who is asked; the viewer may be among them.
        until: the day until which scores are asked for.
        viewer: who calls it.
        purpose: why, in clear.

    Raises:
        Refused: "side", "words", "risks", "people", "account" or "day".
    """
    if not manages(viewer, unit):
        raise Refused("side")
    title, today = worded(title)[:TITLE], clock.today()
    if until <= today:
        raise Refused("day")
    least = int(rulebook.provision(LEAST, on=today).value)
    people = {person.pk: person for person in persons}
    if len(people) < least:
        raise Refused("people")
    _able(people.values())
    chosen = list(dict.fromkeys(risk.pk for risk in of))
    known = visible_risks(viewer).filter(below(unit.path, "unit__path"), pk__in=chosen).exclude(state="closed").count()
    if not chosen or known != len(chosen) or stage not in STAGES:
        raise Refused("risks")
    workshop_id = uuid4()
    workshop = _numbered(
        Workshop(
            id=workshop_id,
            ref=ref_of(workshop_id),
            title=title,
            purpose=purpose.strip(),
            unit=unit,
            stage=stage,
            least=least,
            called_by=viewer.account,
            called_on=today,
            until=until,
        )
    )
    Item.objects.bulk_create(Item(workshop=workshop, risk_id=risk, sort=sort) for sort, risk in enumerate(chosen))
    Participant.objects.bulk_create(Participant(workshop=workshop, person=person, asked_on=today) for person in people.values())
    clocks.start_until(workshop.ref, CLOCK, until, today, viewer.actor)
    events.publish(WorkshopCalled(workshop.pk, viewer.actor, tuple(people)))
    facts = {
        "number": workshop.number,
        "unit": str(unit.pk),
        "stage": stage,
        "risks": [f"risk:{risk}" for risk in chosen],
        "people": [str(person) for person in people],
        "least": least,
        "until": until,
        "words": canonical.digest([title, workshop.purpose]).hex(),
    }
    ledger.append("workshop.called", workshop.ref, facts, actor=viewer.actor)
    return workshop


@transaction.atomic
def invite(workshop: Workshop, person: Person, *, viewer: Viewer) -> Participant:
    """Ask one more person while scores are still asked for; whoever was excused is asked again.

    Raises:
        Refused: "not_found", "state", "side", "account" or "again".
    """
    lead(workshop, viewer, State.SCORING)
    _able([person])
    participant = workshop.participants.filter(person=person).first()
    if participant is not None and participant.absent_on is None:
        raise Refused("again")
    if participant is None:
        participant = Participant.objects.create(workshop=workshop, person=person, asked_on=clock.today())
    else:
        participant.absent_on, participant.absent_reason = None, ""
        participant.save(update_fields=["absent_on", "absent_reason"])
    events.publish(WorkshopCalled(workshop.pk, viewer.actor, (person.pk,)))
    ledger.append("workshop.invited", workshop.ref, {"person": str(person.pk)}, actor=viewer.actor)
    return participant


@transaction.atomic
def excuse(workshop: Workshop, participant: Participant, reason: str, *, viewer: Viewer) -> None:
    """Note why somebody who was asked does not take part; it stays visible. What they had scored counts.

    Raises:
        Refused: "not_found", "state", "side", "words" or "stranger".
    """
    lead(workshop, viewer, State.SCORING, State.OPENED)
    if participant.workshop_id != workshop.pk or participant.absent_on is not None:
        raise Refused("stranger")
    participant.absent_on, participant.absent_reason = clock.today(), worded(reason)[:300]
    participant.save(update_fields=["absent_on", "absent_reason"])
    facts = {"person": str(participant.person_id), "words": canonical.digest(participant.absent_reason).hex()}
    ledger.append("workshop.excused", workshop.ref, facts, actor=viewer.actor)


@transaction.atomic
def cancel(workshop: Workshop, reason: str, *, viewer: Viewer) -> None:
    """Call it off. Scores that were not opened stay closed for good.

    Raises:
        Refused: "not_found", "state", "side" or "words".
    """
    lead(workshop, viewer, State.SCORING)
    workshop.state, workshop.ended_on, workshop.ended_reason = State.CANCELLED, clock.today(), worded(reason)
    workshop.save(update_fields=["state", "ended_on", "ended_reason"])
    stop_clock(workshop, viewer.actor)
    events.publish(WorkshopEnded(workshop.pk, viewer.actor, cancelled=True))
    facts = {"words": canonical.digest(workshop.ended_reason).hex()}
    ledger.append("workshop.cancelled", workshop.ref, facts, actor=viewer.actor)


def _able(persons: Collection[Person]) -> None:
    accounts = Account.objects.filter(person__in=[person.pk for person in persons])
    able = {account.person_id for account in accounts if account.may_sign_in()}
    if any(person.pk not in able for person in persons):
        raise Refused("account")


def _numbered(workshop: Workshop) -> Workshop:
    for _ in range(DRAWS):
        workshop.number = numbers.draw(PREFIX, workshop.called_on)
        try:
            with transaction.atomic():
                workshop.save(force_insert=True)
        except IntegrityError:
            if not Workshop.objects.filter(number=workshop.number).exists():
                raise
        else:
            return workshop
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
