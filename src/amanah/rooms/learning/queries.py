"""Reading learning. A person sees what is their own; managers see the people of their units, and heads only what `needs` tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, Unit, below, held_on
from amanah.kernel import clock
from amanah.rooms.learning import standings
from amanah.rooms.learning.models import Outsider, Record, Standing, Topic
from amanah.rooms.learning.roles import MANAGER


@dataclass(frozen=True)
class Held:
    """What the records of somebody say of a topic: the latest day, and the last day on which any of them counts (None: without end)."""

    done_on: date
    until: date | None

    def counts(self, day: date) -> bool:
        """Whether one of them counts on that day."""
        return self.until is None or self.until >= day


def topics() -> QuerySet[Topic]:
    """The topics in use, by title."""
    return Topic.objects.filter(active=True)


def topic(key: str) -> Topic | None:
    """The topic of that key."""
    return Topic.objects.filter(key=key).first()


def records_of(who: Person | Outsider) -> QuerySet[Record]:
    """Every record of somebody, voided ones too, the latest first. For their own eyes, or after `may_manage`."""
    whose = {"person": who} if isinstance(who, Person) else {"outsider": who}
    return Record.objects.filter(**whose).select_related("topic").order_by("-done_on", "-number")


def standing(person: Person) -> dict[int, Held]:
    """Topic id → what their records that stand say of it; one query."""
    kept = Standing.objects.filter(person=person).first()
    return {topic_id: _held(flat) for topic_id, flat in standings.by_topic(kept.held).items()} if kept is not None else {}


def hours_in(year: int, people: "QuerySet[Person] | list[UUID] | None" = None) -> Mapping[UUID, Decimal]:
    """Person → lesson hours (JP) credited in a year; whoever has none is left out. One query."""
    found = Record.objects.filter(voided_on__isnull=True, person__isnull=False, done_on__year=year)
    if people is not None:
        found = found.filter(person__in=people)
    return {row["person"]: row["hours"] for row in found.order_by().values("person").annotate(hours=Sum("hours"))}


def manages(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer manages learning in a unit."""
    return viewer.has(MANAGER.key, unit)


def managed(viewer: Viewer, column: str = "path") -> Q | None:
    """The condition "a unit whose learning the viewer manages" on a column of paths; None where there is none."""
    paths = [unit.path for unit in viewer.units_with(MANAGER.key)] if viewer.account.may_sign_in() else []
    condition = Q()
    for path in paths:
        condition |= below(path, column)
    return condition if paths else None


def manages_person(viewer: Viewer, person: Person) -> bool:
    """Whether the person holds, or held last, a post in a unit whose learning the viewer manages. Nobody manages their own."""
    if person.pk == viewer.account.person_id:
        return False
    units = managed(viewer, "post__unit__path")
    if units is None:
        return False
    held = Holding.objects.filter(person=person)
    present = held.filter(held_on(clock.today()))
    if present.exists():
        return present.filter(units).exists()
    last = held.order_by("-until", "-pk").first()
    return last is not None and held.filter(units, pk=last.pk).exists()


def may_manage(viewer: Viewer, record: Record) -> bool:
    """Whether the viewer manages the record: the learning of its person, or of the unit that invited its outsider."""
    if record.person is not None:
        return manages_person(viewer, record.person)
    return record.outsider is not None and manages(viewer, record.outsider.invited_by)


def visible(viewer: Viewer) -> QuerySet[Record]:
    """The records that the viewer may see: their own, and those of whom they manage."""
    if not viewer.account.may_sign_in():
        return Record.objects.none()
    own = Q(person_id=viewer.account.person_id, person__isnull=False)
    posts = managed(viewer, "post__unit__path")
    if posts is not None:
        present = Holding.objects.filter(held_on(clock.today())).filter(posts)
        invited = managed(viewer)
        own |= Q(person_id__in=present.values("person_id"))
        own |= Q(outsider__invited_by__in=Unit.objects.filter(invited if invited is not None else Q(pk__in=[])))
    return Record.objects.filter(own)


def _held(flat: list[int]) -> Held:
    pairs = standings.pairs_of(flat)
    until = max(end for _day, end in pairs)
    return Held(date.fromordinal(pairs[0][0]), None if until == standings.FOREVER else date.fromordinal(until))
