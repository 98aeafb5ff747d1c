"""Handing a version out to those who have to read it, and their word that they did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from amanah.engines.documents import declare
from amanah.engines.documents.events import Acknowledged
from amanah.engines.documents.models import Distribution, Document, Reading, Version
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.holding import hold, need_keeper, person_of, write_step
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Holding, Person, Unit, below, held_on
from amanah.kernel import clock, events


@dataclass(frozen=True)
class Aim:
    """To whom: a unit with all below it, there perhaps only holders of posts of this title; or one person."""

    unit: Unit | None = None
    post: str = ""
    person: Person | None = None


@transaction.atomic
def distribute(document: Document, aims: Iterable[Aim], due_on: date, *, viewer: Viewer) -> int:
    """Hand the version in force out; answers how many people have to read it who had not to before.

    Whoever joins an aimed unit later is added by the beat, with as many days.

    Raises:
        Refused: "not_found", "closed", "unit", "state" (nothing in force), "due", "target" or "readers".
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    version = document.current
    if version is None:
        raise Refused("state")
    today = clock.today()
    if due_on <= today:
        raise Refused("due")
    made = 0
    for aim in aims:
        if (aim.unit is None) == (aim.person is None):
            raise Refused("target")
        people = recipients(aim)
        if not people:
            raise Refused("readers")
        row = Distribution.objects.create(
            id=uuid4(),
            version=version,
            unit=aim.unit,
            post=aim.post.strip() if aim.unit else "",
            person=aim.person,
            due_on=due_on,
            day=today,
            by=viewer.account,
            looked_on=today,
        )
        clocks.start_until(row.ref, declare.READING_CLOCK, due_on, today, viewer.actor)
        added = _add(row, people, due_on)
        made += added
        facts = {"distribution": str(row.pk), "people": added, "due": due_on}
        write_step(document, "distributed", viewer, version=version, facts=facts)
    return made


def again(document: Document, due_on: date, *, viewer: Viewer) -> int:
    """Hand the version in force out to whom the version before it was handed out. Raises as `distribute`, "target" where to nobody."""
    version = document.current
    older = Version.objects.filter(document=document, seq__lt=version.seq, distributions__isnull=False) if version else None
    last = older.order_by("-seq").first() if older is not None else None
    if last is None:
        raise Refused("target")
    aims = {(one.unit_id, one.post, one.person_id): Aim(one.unit, one.post, one.person) for one in last.distributions.all()}
    with transaction.atomic():
        return distribute(document, [aim for aim in aims.values() if recipients(aim)], due_on, viewer=viewer)


@transaction.atomic
def acknowledge(document: Document, *, viewer: Viewer) -> Reading:
    """Say that one has read the version in force. Saying it again changes nothing.

    Raises:
        Refused: "not_found", "closed", "nobody" or "not_reading".
    """
    hold(document, viewer)
    person = person_of(viewer)
    found = Reading.objects.filter(version=document.current_id, person=person).first()
    if found is None:
        raise Refused("not_reading")
    if found.read_on is None:
        found.read_on = clock.today()
        found.save(update_fields=["read_on"])
        events.publish(Acknowledged(document.pk, found.version_id, person.pk, viewer.actor))
        facts = {"version": found.version_id, "reading": found.pk, "content": found.version.sha256, "day": found.read_on}
        ledger.append("document.acknowledged", document.ref, facts, actor=viewer.actor)
        _stop_if_read(found.distribution, viewer.actor)
    return found


def recipients(aim: Aim) -> set[UUID]:
    """The people whom an aim means today."""
    if aim.person is not None:
        return {aim.person.pk}
    if aim.unit is None:
        return set()
    held = Holding.objects.filter(held_on(clock.today())).filter(below(aim.unit.path, "post__unit__path"))
    if aim.post.strip():
        held = held.filter(post__title__iexact=aim.post.strip())
    return set(held.values_list("person_id", flat=True))


def catch_up(moment: datetime) -> int:  # noqa: ARG001 - the beat says when; the clock knows too
    """Hand versions in force to people who joined an aimed unit since; once a day. Answers how many were added."""
    today = clock.today()
    live = Distribution.objects.filter(unit__isnull=False, looked_on__lt=today, version__state=declare.IN_FORCE)
    made = 0
    for row in live.filter(version__document__withdrawn_on__isnull=True).select_related("unit"):
        with transaction.atomic():
            new = recipients(Aim(row.unit, row.post)) - set(Reading.objects.filter(version=row.version_id).values_list("person", flat=True))
            made += _add(row, new, today + (row.due_on - row.day))
            row.looked_on = today
            row.save(update_fields=["looked_on"])
    return made


def _add(row: Distribution, people: set[UUID], due_on: date) -> int:
    there = set(Reading.objects.filter(version=row.version_id, person__in=people).values_list("person", flat=True))
    new = sorted(people - there)
    Reading.objects.bulk_create(
        (Reading(version_id=row.version_id, distribution=row, person_id=person, due_on=due_on) for person in new), batch_size=500
    )
    return len(new)


def _stop_if_read(row: Distribution, actor: str) -> None:
    if not row.readings.filter(read_on__isnull=True).exists():
        for running in Deadline.objects.filter(ref=row.ref, name=declare.READING_CLOCK, stopped_on__isnull=True):
            clocks.stop(running, clock.today(), actor)
