"""How far a duty is met, unit by unit, for those who answer for the units."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Holding, Person, Unit, below, held_on
from amanah.kernel import clock
from amanah.rooms.interests.duties import BOUND, Duty
from amanah.rooms.interests.workflow import OFFICER

RECORDER = "interests.recorder"
NAMED = 200
"""How many names of those who have not met a duty a page shows."""


@dataclass
class Row:
    """One unit with everything below it; the top itself counts only those who work in none of its parts."""

    unit: Unit
    itself: bool = False
    people: set[UUID] = field(default_factory=set)
    done: int = 0

    @property
    def owing(self) -> int:
        """How many owe it."""
        return len(self.people)

    @property
    def left(self) -> int:
        """How many have not met it."""
        return self.owing - self.done

    @property
    def per_cent(self) -> int | None:
        """How much is met, rounded down so that only what is whole reads 100; None where nobody owes it."""
        return self.done * 100 // self.owing if self.owing else None


@dataclass(frozen=True)
class Table:
    """A duty in one unit and its parts."""

    top: Unit
    rows: tuple[Row, ...]
    total: Row
    missing: tuple[Person, ...]


def tops(viewer: Viewer) -> list[Unit]:
    """The topmost units whose coverage the viewer may see: by role, or because they head them."""
    if not viewer.account.may_sign_in():
        return []
    found = [*viewer.units_with(RECORDER), *viewer.units_with(OFFICER), *viewer.headed]
    highest: list[Unit] = []
    for unit in sorted(set(found), key=lambda one: one.path):
        if not any(top.contains(unit) for top in highest):
            highest.append(unit)
    return highest


def may_see(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer may see how far this unit is."""
    return any(top.contains(unit) for top in tops(viewer))


def table(duty: Duty, year: int, top: Unit) -> Table:
    """The duty in this unit today, part by part. People are counted once in each part in which they hold a post."""
    owed, done = duty.owed(year), duty.done(year)
    parts = list(organisation.open_units().filter(parent=top).order_by("name"))
    rows = [Row(top, itself=True), *(Row(part) for part in parts)]
    total = Row(top)
    for person_id, path in _held(top):
        if owed is not None and person_id not in owed:
            continue
        total.people.add(person_id)
        row = next((one for one in rows[1:] if path.startswith(one.unit.path)), rows[0])
        row.people.add(person_id)
    for row in (*rows, total):
        row.done = len(row.people & done)
    left = sorted(total.people - done, key=str)
    named = Person.objects.filter(pk__in=left[:NAMED]) if len(left) <= NAMED else Person.objects.none()
    return Table(top, tuple(row for row in rows if row.owing), total, tuple(named.order_by("name")))


def _held(top: Unit) -> Iterable[tuple[UUID, str]]:
    held = Holding.objects.filter(held_on(clock.today()), below(top.path, "post__unit__path"), person__employment__in=BOUND)
    return held.values_list("person_id", "post__unit__path").distinct()
