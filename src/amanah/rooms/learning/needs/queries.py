"""Reading needs and gaps. Everybody sees their own; whoever heads a unit sees met or missing of its people; managers see all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah import rulebook
from amanah.engines.actions.sides import head_persons
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Employment, Holding, Person, Unit, below, held_on
from amanah.kernel import clock
from amanah.rooms.learning import provisions
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.needs import declare, ground
from amanah.rooms.learning.needs.ground import Duty, Ground
from amanah.rooms.learning.needs.models import Exemption, Need
from amanah.rooms.learning.roles import MANAGER

__all__ = ["head_persons"]


@dataclass(frozen=True)
class Scope:
    """The units whose gaps somebody sees: the topmost ones, each standing for what is below; `fully` where they manage all of them."""

    tops: tuple[Unit, ...]
    fully: bool

    def covers(self, unit: Unit) -> bool:
        """Whether a unit lies within."""
        return any(top.contains(unit) for top in self.tops)


@dataclass(frozen=True)
class Gap:
    """One need of one person with its name and unit, as lists show it."""

    duty: Duty
    name: str
    unit: Unit


def scope(viewer: Viewer) -> Scope:
    """What the viewer sees of others' learning: what they manage, and the units that they head."""
    if not viewer.account.may_sign_in():
        return Scope((), fully=False)
    managed = viewer.units_with(MANAGER.key)
    tops: list[Unit] = []
    for unit in sorted({unit.pk: unit for unit in (*managed, *viewer.headed)}.values(), key=lambda unit: unit.path):
        if not tops or not tops[-1].contains(unit):
            tops.append(unit)
    fully = bool(tops) and all(any(one.contains(top) for one in managed) for top in tops)
    return Scope(tuple(tops), fully)


def units_of(tops: Iterable[Unit]) -> Q:
    """The condition "one of these units or below"."""
    found = Q(pk__in=[])
    for unit in tops:
        found |= below(unit.path)
    return found


def over(tops: Sequence[Unit], day: date | None = None) -> Ground:
    """The people of these units and below; those of the whole institution where one of them is its root."""
    day = day or clock.today()
    return ground.lay(day) if any(unit.is_root for unit in tops) else ground.lay(day, units=units_of(tops))


def of_person(person: Person, day: date | None = None) -> list[Duty]:
    """Every need of one person, the most pressing first. For their own eyes, or after a look at `scope`."""
    found = ground.lay(day or clock.today(), people=[person.pk]).duties()
    return sorted(found, key=lambda duty: (duty.state == declare.EXEMPT, duty.due or date.max, duty.rule.need.pk))


def gaps(tops: Sequence[Unit], *, states: Iterable[int] = declare.OPEN, need: int | None = None, unit: Unit | None = None) -> list[Gap]:
    """The needs of people that stand so, by unit and name."""
    wanted = set(states)
    laid = over([unit] if unit is not None else tops)
    found = [duty for duty in laid.duties() if duty.state in wanted and (need is None or duty.rule.need.pk == need)]
    people = {duty.person for duty in found}
    named = Person.objects.all() if len(people) > 500 else Person.objects.filter(pk__in=people)  # noqa: PLR2004 - as many as one query names
    names = dict(named.values_list("pk", "name"))
    rows = [Gap(duty, names[duty.person], laid.units[duty.unit]) for duty in found]
    return sorted(rows, key=lambda row: (row.unit.path, row.name, row.duty.rule.need.pk))


def reach(draft: Need, tops: Sequence[Unit]) -> Ground:
    """Whom a need that nobody has saved yet would reach in these units, and how they would stand to it."""
    if any(unit.is_root for unit in tops):
        return ground.lay(clock.today(), needs=[draft])
    return ground.lay(clock.today(), units=units_of(tops), needs=[draft])


def find(pk: int) -> Need | None:
    """A need by its key; the matrix is no secret in the house."""
    return Need.objects.filter(pk=pk).select_related("topic", "unit", "decided_by__person").first()


def may_keep(viewer: Viewer, need: Need) -> bool:
    """Whether the viewer may end the need: who manages learning in its unit, or over the whole institution."""
    return may_set(viewer, need.unit)


def may_set(viewer: Viewer, unit: Unit | None) -> bool:
    """Whether the viewer may set needs for a unit; None is the whole institution."""
    if unit is not None:
        return learning.manages(viewer, unit)
    return any(one.is_root for one in viewer.units_with(MANAGER.key))


def person(viewer: Viewer, person_id: UUID) -> tuple[Person, bool] | None:
    """Somebody whose learning the viewer sees, and whether they manage it rather than head the unit; None otherwise."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        return None
    if learning.manages_person(viewer, found):
        return found, True
    seen = scope(viewer)
    held = Unit.objects.filter(posts__holdings__in=Holding.objects.filter(held_on(clock.today()), person=found))
    if found.pk != viewer.account.person_id and seen.tops and held.filter(units_of(seen.tops)).exists():
        return found, False
    return None


def exemptions_of(somebody: Person) -> QuerySet[Exemption]:
    """Every exemption of somebody, the newest first."""
    return Exemption.objects.filter(person=somebody).select_related("need__topic", "decided_by__person").order_by("-since", "-pk")


def hours_wanted(day: date) -> rulebook.Provision:
    """How many lesson hours (JP) a year a civil servant should have."""
    return rulebook.provision(provisions.HOURS_A_YEAR, on=day)


def hours_reached(tops: Sequence[Unit], day: date, laid: Ground | None = None) -> tuple[int, int]:
    """How many civil servants of these units have reached the hours of this year, and how many there are.

    One query where `laid` has their people already, else two.
    """
    whom = laid.servants if laid is not None and laid.rules else _servants(tops, day)
    wanted = int(hours_wanted(day).value)
    # Put together here: joined by the database, each person's records were looked up anew for every row.
    had = learning.hours_in(day.year)
    return sum(1 for person in whom if had.get(person, 0) >= wanted), len(whom)


def _servants(tops: Sequence[Unit], day: date) -> frozenset[UUID]:
    holdings = Holding.objects.filter(held_on(day), person__employment=Employment.PNS)
    if not any(unit.is_root for unit in tops):
        holdings = holdings.filter(post__unit__in=Unit.objects.filter(units_of(tops)))
    return frozenset(holdings.order_by().values_list("person_id", flat=True))
