"""Messages that are to be read: one's own, and how far a unit has read them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models import Circular, Reading
from amanah.rooms.campaigns.queries.visible import worked_on
from amanah.rooms.campaigns.sides import standing


def visible_circulars(viewer: Viewer) -> QuerySet[Circular]:
    """Those of campaigns that the viewer works on, and those that were sent to the viewer or to people of a unit that they head."""
    who = standing(viewer)
    if who.person_id is None:
        return Circular.objects.none()
    theirs = Reading.objects.filter(Q(person_id=who.person_id) | Q(unit__path__in=who.heading), circular=OuterRef("pk"))
    return Circular.objects.filter(Q(campaign__in=worked_on(viewer)) | (~Q(state="draft") & Exists(theirs)))


def mine(viewer: Viewer) -> QuerySet[Reading]:
    """What the viewer is asked to read and has not confirmed, soonest first."""
    person_id = standing(viewer).person_id
    if person_id is None:
        return Reading.objects.none()
    waiting = Reading.objects.filter(person_id=person_id, read_on__isnull=True, circular__state=declare.SENT)
    return waiting.select_related("circular").order_by("circular__due_on", "pk")


@dataclass(frozen=True)
class Share:
    """How many of a unit confirmed a message; `unit` is None for small units together."""

    unit: Unit | None
    readers: int
    read: int

    @property
    def per_cent(self) -> int:
        """Of a hundred, rounded down: what is not all is never shown as all."""
        return 100 * self.read // self.readers if self.readers else 0


def shares(circular: Circular, *, small: int = 0) -> list[Share]:
    """By the unit in which people were when it was sent, the least read first; units below `small` readers stand together, at the end."""
    found = circular.readings.values("unit_id").annotate(many=Count("pk"), done=Count("pk", filter=Q(read_on__isnull=False)))
    rows = [(row["unit_id"], row["many"], row["done"]) for row in found]
    units = Unit.objects.in_bulk([unit_id for unit_id, _many, _done in rows if unit_id])
    named = [Share(units[unit_id], many, done) for unit_id, many, done in rows if unit_id and many >= small]
    named.sort(key=lambda share: (share.per_cent, -share.readers, share.unit.name if share.unit else ""))
    rest = [(many, done) for unit_id, many, done in rows if not unit_id or many < small]
    if rest:
        named.append(Share(None, sum(many for many, _done in rest), sum(done for _many, done in rest)))
    return named


def total(circular: Circular) -> Share:
    """Everybody together."""
    return totals([circular])[circular.pk]


def totals(circulars: Collection[Circular]) -> dict[UUID, Share]:
    """The same for many messages, by their keys: one query."""
    found = Reading.objects.filter(circular__in=circulars).values("circular_id")
    counted = found.annotate(many=Count("pk"), done=Count("pk", filter=Q(read_on__isnull=False))).order_by()
    sums = {row["circular_id"]: Share(None, row["many"], row["done"]) for row in counted}
    return {circular.pk: sums.get(circular.pk, Share(None, 0, 0)) for circular in circulars}


def may_see_names(viewer: Viewer, unit: Unit | None) -> bool:
    """Whether the viewer may know who of a unit has read: the head of that very unit, and who manages campaigns over it."""
    who = standing(viewer)
    return unit is not None and (who.manages(unit) or unit.path in who.heading)


def names(viewer: Viewer, circular: Circular, unit: Unit) -> list[Reading] | None:
    """Who of a unit is to read it and when they did, those who have not in front; None for whoever may not know names."""
    if not may_see_names(viewer, unit):
        return None
    found = circular.readings.filter(unit=unit).select_related("person")
    return list(found.order_by(F("read_on").asc(nulls_first=True), "person__name"))
