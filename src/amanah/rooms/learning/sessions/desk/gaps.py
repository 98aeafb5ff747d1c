"""Who still needs what a session teaches: the gaps of `needs`, narrowed to a session."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.sessions import queries
from amanah.rooms.learning.sessions.models import Session
from amanah.rooms.learning.sessions.queries.people import MOST

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Lacking:
    """Somebody who could be put forward, with their unit and how the need stands where one is known."""

    person: Person
    unit: Unit | None = None
    state: "StrOrPromise" = ""


def lacking(viewer: Viewer, session: Session) -> list[Lacking]:
    """The people with an open need of one of its topics, where the viewer manages learning and the session is meant for them.

    Those who have a seat are left out; at most as many as one form offers, the most pressing unit by unit.
    """
    if not apps.is_installed("amanah.rooms.learning.needs"):
        return []
    known: dict[UUID, Lacking] = {}
    for unit, person_id, state in _open_needs(viewer, session):
        known.setdefault(person_id, Lacking(Person(pk=person_id), unit, state))
    free = {person.pk: person for person in queries.chosen_people(session, list(known))} if known else {}
    found = [Lacking(free[key], one.unit, one.state) for key, one in known.items() if key in free]
    return found[:MOST]


def _open_needs(viewer: Viewer, session: Session) -> "Iterator[tuple[Unit, UUID, StrOrPromise]]":
    from amanah.rooms.learning.needs import declare  # late: its tables may be left out of an installation
    from amanah.rooms.learning.needs import queries as needs

    topics = set(session.edition.parts.values_list("topic_id", flat=True))
    tops = [session.audience if unit.contains(session.audience) else unit for unit in viewer.units_with(MANAGER.key)]
    tops = [unit for unit in tops if session.audience.contains(unit)]
    if not tops:
        return
    for gap in needs.gaps(tops):
        if gap.duty.rule.need.topic_id in topics:
            yield gap.unit, gap.duty.person, [*declare.TITLES.values()][gap.duty.state]
