"""What everybody on the staff owes once a year: statements, pledges, reports of assets. Each part of the room hands in its own duty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Employment, Holding, held_on
from amanah.kernel import clock
from amanah.rooms.interests import queries

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

BOUND = (Employment.PNS, Employment.PPPK, Employment.NON_PERMANENT)
"""Who belongs to the staff and therefore owes; outsourced workers and outsiders answer to others."""


@dataclass(frozen=True)
class Card:
    """A duty as the person who owes it sees it. `url` leads to where it is met, where that is here."""

    state: Text
    tone: str
    text: Text = ""
    url: str = ""
    act: Text = ""


@dataclass(frozen=True)
class Duty:
    """One yearly duty.

    Args:
        provision: the rulebook's period, counted from 31 December of the year before the one in which it falls due.
        done: who met it for that year.
        owed: who owes it in that year, by id; None for the whole staff.
        card: how it stands for this person in that year; None where they do not owe it.
        open: whether it can be met at all yet (a pledge needs a text).
    """

    key: str
    title: Text
    provision: str
    done: Callable[[int], set[UUID]]
    card: Callable[[Viewer, int], Card | None]
    owed: Callable[[int], set[UUID] | None] = lambda _year: None
    open: Callable[[int], bool] = lambda _year: True

    def due(self, year: int) -> rulebook.DueDate:
        """The last day on which it is met in time."""
        return rulebook.due(self.provision, date(year - 1, 12, 31))


_duties: dict[str, Duty] = {}


def register(duty: Duty) -> Duty:
    """Make a duty known; the same key again replaces it."""
    _duties[duty.key] = duty
    return duty


def every() -> Iterator[Duty]:
    """All duties, in the order in which they were handed in."""
    return iter(list(_duties.values()))


def find(key: str) -> Duty | None:
    """The duty of that key."""
    return _duties.get(key)


def staff(on: date | None = None) -> set[UUID]:
    """Everybody who belongs to the staff and holds a post today."""
    held = Holding.objects.filter(held_on(on or clock.today()), person__employment__in=BOUND)
    return set(held.values_list("person_id", flat=True))


def missing(duty: Duty, year: int) -> set[UUID]:
    """Who on the staff owes it and has not met it."""
    owed = duty.owed(year)
    return (staff() if owed is None else owed & staff()) - duty.done(year)


def _card(viewer: Viewer, year: int) -> Card | None:
    stated = queries.statement(viewer, year)
    if stated is not None:
        return Card(_("Sudah dinyatakan"), "success")
    return Card(_("Belum dinyatakan"), "warning")


STATEMENT = register(Duty("statement", _("Pernyataan kepentingan"), queries.YEARLY, lambda year: set(queries.stated(year)), _card))
