"""Crediting what somebody learned: one at a time as it happens, or many that are brought from elsewhere."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from amanah import rulebook
from amanah.foundation import rows
from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events, numbers
from amanah.rooms.learning import standings
from amanah.rooms.learning.events import Learned, ref_of
from amanah.rooms.learning.models import Outsider, Record, Sort, Topic
from amanah.rooms.learning.refusals import Refused

PREFIX = "PB"
DRAWS = 8
MOST_HOURS = 999
SORTS = frozenset(Sort.values)
PORTION = 1000
"""So many records are kept, and vouched for in the ledger, together."""


@dataclass(frozen=True)
class Draft:
    """One record about to be made. `hours` None takes the topic's."""

    who: Person | Outsider
    topic: Topic
    title: str
    done_on: date
    hours: Decimal | None
    sort: str
    provider: str = ""
    score: int | None = None
    origin: str = ""
    imported_key: str | None = None
    title_en: str = ""


@transaction.atomic
def credit(
    *,
    who: Person | Outsider,
    topic: Topic,
    title: str,
    done_on: date,
    hours: Decimal | None,
    sort: str,
    actor: Account | None = None,
    provider: str = "",
    score: int | None = None,
    origin: str = "",
    title_en: str = "",
) -> Record:
    """Record that somebody learned `topic` on that day; whoever calls has seen that they may. Publishes `Learned`.

    `hours` are lesson hours (JP); None takes the topic's. For one origin, person and topic there is one record: asked again, that one
    is answered and nothing is written.

    Raises:
        Refused: "future", "hours", "sort" or "words".
    """
    draft = Draft(who, topic, title, done_on, hours, sort, provider, score, origin, title_en=title_en)
    if origin and (found := _standing(draft)) is not None:
        return found
    record = _made(draft)
    try:
        with transaction.atomic():
            _number(record)
    except IntegrityError:
        if not origin or (found := _standing(draft)) is None:
            raise
        return found
    if record.person_id is not None:
        standings.refresh([record.person_id])
    by = f"account:{actor.pk}" if actor is not None else "system"
    events.publish(Learned(record.pk, record.person_id, record.outsider_id, topic.pk, done_on, origin, by))
    ledger.append("record.credited", record.ref, facts_of(record), actor=by)
    return record


@transaction.atomic
def credit_many(drafts: Iterable[Draft], *, actor: str) -> int:
    """Credit many records that somebody brings from elsewhere; how many. Nobody is told of each.

    They are kept in portions, each with one entry in the ledger that vouches for all its records (`facts_of_portion`).
    Raises Refused as `credit`, and IntegrityError where one of them is there already.
    """
    people, every = set[UUID](), iter(drafts)
    told: list[tuple[str, str, dict[str, Any]]] = []
    ends: dict[tuple[int | None, date], date | None] = {}
    while some := list(islice(every, PORTION)):
        portion = uuid.uuid4()
        made = [_made(draft, ends) for draft in some]
        for record, number in zip(made, _free_numbers(len(made)), strict=True):
            record.number, record.portion = number, portion
        rows.insert(Record, made)
        told.append(("record_portion.credited", f"record_portion:{portion}", facts_of_portion(made)))
        people |= {record.person_id for record in made if record.person_id is not None}
    standings.refresh(people)
    ledger.append_many(told, actor=actor)  # last: its lock is held until the transaction ends
    return sum(facts["records"] for _kind, _ref, facts in told)


def facts_of_portion(records: Iterable[Record]) -> dict[str, Any]:
    """What the ledger is told of a portion: how many records, and one digest over the facts of each, in the order of their references."""
    told = sorted((record.ref, canonical.digest(facts_of(record)).hex()) for record in records)
    return {"records": len(told), "digest": canonical.digest([list(one) for one in told]).hex()}


def facts_of(record: Record) -> dict[str, Any]:
    """What the ledger is told of a record: whom, what, when and how much; its words as a digest."""
    who = f"person:{record.person_id}" if record.person_id is not None else f"outsider:{record.outsider_id}"
    words = [record.title, record.provider, record.origin, *([record.title_en] if record.title_en else [])]
    return {
        "who": who,
        "topic": record.topic_id,
        "done_on": record.done_on,
        "hours": f"{record.hours:.1f}",
        "sort": record.sort,
        "words": canonical.digest(words).hex(),
    }


def expiry(topic: Topic, done_on: date) -> date | None:
    """The last day on which a record of this topic counts; None where it does not expire."""
    return rulebook.calendar().add(done_on, topic.valid_months, "month").date if topic.valid_months else None


def _made(draft: Draft, ends: dict[tuple[int | None, date], date | None] | None = None) -> Record:
    """The record, not yet kept; `ends` remembers last days that were worked out before."""
    end = (draft.topic.valid_months, draft.done_on)
    known = ends if ends is not None else {}
    if end not in known:
        known[end] = expiry(draft.topic, draft.done_on)
    hours = draft.topic.hours if draft.hours is None else draft.hours
    if draft.done_on > clock.today():
        raise Refused("future")
    if not 0 <= hours <= MOST_HOURS:
        raise Refused("hours")
    if draft.sort not in SORTS:
        raise Refused("sort")
    if not draft.title.strip():
        raise Refused("words")
    key = uuid.uuid4()
    return Record(
        id=key,
        ref=ref_of(key),
        person=draft.who if isinstance(draft.who, Person) else None,
        outsider=draft.who if isinstance(draft.who, Outsider) else None,
        topic=draft.topic,
        title=draft.title.strip(),
        title_en=draft.title_en.strip(),
        done_on=draft.done_on,
        hours=hours,
        sort=draft.sort,
        provider=draft.provider.strip(),
        score=draft.score,
        origin=draft.origin,
        expires_on=known[end],
        imported_key=draft.imported_key,
    )


def _standing(draft: Draft) -> Record | None:
    whose = {"person": draft.who} if isinstance(draft.who, Person) else {"outsider": draft.who}
    return Record.objects.filter(origin=draft.origin, topic=draft.topic, voided_on__isnull=True, **whose).first()


def _number(record: Record) -> None:
    """Save a new record under a number that nobody has."""
    for _ in range(DRAWS):
        record.number = numbers.draw(PREFIX, clock.today())
        try:
            with transaction.atomic():
                record.save(force_insert=True)
        except IntegrityError:
            if not Record.objects.filter(number=record.number).exists():
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")


def _free_numbers(count: int) -> list[str]:
    today, found = clock.today(), set[str]()
    for _ in range(DRAWS):
        found |= {numbers.draw(PREFIX, today) for _n in range(count - len(found))}
        if len(found) == count:
            found -= set(Record.objects.filter(number__in=found).values_list("number", flat=True))
        if len(found) == count:
            return list(found)
    raise RuntimeError(f"no {count} free numbers after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
