"""One scope for its pages: its statement, its function, what it stands in, and what was done about it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah import rulebook
from amanah.kernel import clock
from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import Appointment, Climate, Item, Member, Scope, Statement
from amanah.rooms.antibribery.queries.visible import membership

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """One thing that was done about a scope, as its history shows it."""

    title: "StrOrPromise"
    day: date
    actor: str
    text: str


@dataclass(frozen=True)
class Carried:
    """An appointment of the function with its members, who leads first."""

    appointment: Appointment
    members: tuple[Member, ...]


def statement(scope: Scope) -> Statement | None:
    """The statement in force."""
    return scope.statements.first()


def statements(scope: Scope) -> list[Statement]:
    """Every statement, the one in force first: one query."""
    return list(scope.statements.select_related("author__person"))


def function(scope: Scope) -> Carried | None:
    """Who carries the function today: one query."""
    members = membership(clock.today()).filter(appointment__scope=scope).select_related("appointment", "person")
    found: dict[int, list[Member]] = {}
    for member in members.order_by("-appointment__since", "-appointment__pk", "-leads", "pk"):
        found.setdefault(member.appointment_id, []).append(member)
    return next((Carried(some[0].appointment, tuple(some)) for some in found.values()), None)


def climate(scope: Scope) -> Climate | None:
    """The decision about climate change that stands."""
    return scope.climate_decisions.select_related("actor__person").first()


def review_due(scope: Scope, stated: Statement | None) -> date:
    """When the scope is looked at again, by the rulebook."""
    since = stated.since if stated is not None else scope.opened_on
    return rulebook.due(declare.REVIEW_WITHIN, since).date


def entries(scope: Scope) -> dict[str, list[Item]]:
    """What the scope stands in now, by sort: one query."""
    found: dict[str, list[Item]] = {sort: [] for sort in declare.SORTS}
    for item in scope.items.filter(until__isnull=True):
        found[item.sort].append(item)
    return found


def timeline(scope: Scope, most: int = 200) -> list[Entry]:
    """What was done, newest first."""
    steps = scope.steps.select_related("actor__person").order_by("-seq")[:most]
    return [Entry(declare.ACTS[step.act], step.day, str(step.actor), step.text) for step in steps]
