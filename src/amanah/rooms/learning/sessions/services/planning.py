"""Planning a session, moving it, opening it, and calling it off."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import canonical, clock, events
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.sessions import numbering
from amanah.rooms.learning.sessions.events import SessionCancelled, SessionMoved, ref_of
from amanah.rooms.learning.sessions.models import PLACED, Edition, Offer, Session, Sort, State, Trainer
from amanah.rooms.learning.sessions.models.offers import TITLE
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.holding import manage, worded
from amanah.rooms.learning.sessions.services.placing import promote

_SHOWN_IN_CALENDARS = ("begins", "ends", "place", "link")


@dataclass(frozen=True)
class Plan:
    """When, where and for whom. `begins` and `ends` are aware; trainers are persons of the house or names."""

    begins: datetime
    ends: datetime
    audience: Unit
    place: str = ""
    link: str = ""
    capacity: int | None = None
    cost: int = 0
    note: str = ""
    trainers: Sequence[Person | str] = ()


@transaction.atomic
def plan_session(offer: Offer, plan: Plan, unit: Unit, *, viewer: Viewer) -> Session:
    """Hold the newest edition of an offer once, in the name of `unit`, whose learning the viewer manages.

    Raises:
        Refused: "side", "retired", "times" or "place".
    """
    if not learning.manages(viewer, unit):
        raise Refused("side")
    if offer.retired_on is not None:
        raise Refused("retired")
    edition = offer.editions.order_by("-seq")[0]
    plan = _checked(plan, edition)
    key = uuid4()
    session = Session(
        id=key,
        ref=ref_of(key),
        edition=edition,
        unit=unit,
        key=secrets.token_hex(32),
        planned_by=viewer.account,
        planned_on=clock.today(),
        **_columns(plan, unit),
    )
    numbering.save(session, numbering.SESSION, session.planned_on)
    _teach(session, plan.trainers)
    facts = {"number": session.number, "offer": offer.ref, "edition": session.edition.seq, "unit": str(unit.pk), **_facts(session)}
    ledger.append("session.planned", session.ref, facts, actor=viewer.actor)
    return session


@transaction.atomic
def change(session: Session, plan: Plan, *, viewer: Viewer) -> None:
    """Plan it otherwise. Calendars follow where time or place changed, and free places go to whoever waits.

    Raises:
        Refused: "not_found", "state", "side", "times", "place", or "room" where more people have a place than would fit.
    """
    manage(session, viewer, State.PLANNED, State.OPEN)
    plan = _checked(plan, session.edition)
    if plan.capacity is not None and session.seats.filter(state__in=PLACED).count() > plan.capacity:
        raise Refused("room")
    columns = _columns(plan, session.unit)
    moved = any(getattr(session, name) != columns[name] for name in _SHOWN_IN_CALENDARS)
    for name, value in columns.items():
        setattr(session, name, value)
    session.sequence += moved
    session.save(update_fields=[*columns, "sequence"])
    session.trainers.all().delete()
    _teach(session, plan.trainers)
    if moved:
        events.publish(SessionMoved(session.pk, viewer.actor))
    promote(session, viewer.actor)
    ledger.append("session.changed", session.ref, {"sequence": session.sequence, **_facts(session)}, actor=viewer.actor)


@transaction.atomic
def open_session(session: Session, *, viewer: Viewer) -> None:
    """Let people be put into it. Raises Refused "not_found", "state" or "side"."""
    manage(session, viewer, State.PLANNED)
    session.state = State.OPEN
    session.save(update_fields=["state"])
    ledger.append("session.opened", session.ref, {}, actor=viewer.actor)


@transaction.atomic
def cancel(session: Session, reason: str, *, viewer: Viewer) -> None:
    """Call it off; whoever had it in a calendar is told so.

    Raises:
        Refused: "not_found", "state", "side" or "words".
    """
    manage(session, viewer, State.PLANNED, State.OPEN)
    session.state, session.cancelled_on, session.cancelled_reason = State.CANCELLED, clock.today(), worded(reason)
    session.sequence += 1
    session.save(update_fields=["state", "cancelled_on", "cancelled_reason", "sequence"])
    events.publish(SessionCancelled(session.pk, viewer.actor))
    ledger.append("session.cancelled", session.ref, {"words": canonical.digest([session.cancelled_reason]).hex()}, actor=viewer.actor)


def _checked(plan: Plan, edition: Edition) -> Plan:
    """The plan as it can be held; a self-paced course is held wherever people are."""
    if plan.ends <= plan.begins:
        raise Refused("times")
    if plan.place.strip() or plan.link.strip():
        return plan
    if edition.sort != Sort.COURSE:
        raise Refused("place")
    return replace(plan, place=gettext("Di mana saja, menurut waktu Anda"))


def _columns(plan: Plan, unit: Unit) -> dict[str, Any]:
    return {
        "begins": plan.begins,
        "ends": plan.ends,
        "day": plan.begins.astimezone(ZoneInfo(unit.zone)).date(),
        "audience": plan.audience,
        "place": plan.place.strip()[:TITLE],
        "link": plan.link.strip(),
        "capacity": plan.capacity,
        "cost": plan.cost,
        "note": plan.note.strip(),
    }


def _teach(session: Session, trainers: Sequence[Person | str]) -> None:
    for trainer in dict.fromkeys(trainers):
        if isinstance(trainer, Person):
            Trainer.objects.create(session=session, person=trainer)
        elif trainer.strip():
            Trainer.objects.create(session=session, name=trainer.strip()[:TITLE])


def _facts(session: Session) -> dict[str, Any]:
    """What the ledger is told of a plan; days only, as of everything."""
    return {
        "day": session.day,
        "last_day": session.last_day,
        "audience": str(session.audience_id),
        "capacity": session.capacity or 0,
        "cost": session.cost,
        "trainers": [f"person:{one.person_id}" if one.person_id else "outside" for one in session.trainers.all()],
        "words": canonical.digest([session.place, session.link, session.note]).hex(),
    }
