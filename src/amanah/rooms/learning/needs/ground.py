"""Everything that coverage is computed from, read at once: at most nine queries, however many people and needs."""

import json
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Min, Q, QuerySet

from amanah.engines.risks.exposures import queries as exposures
from amanah.foundation.access.models import Grant, stands_on
from amanah.foundation.organisation.models import Employment, Holding, Unit, held_on
from amanah.rooms.learning import standings
from amanah.rooms.learning.models import Standing
from amanah.rooms.learning.needs import declare
from amanah.rooms.learning.needs.audience import Audience, Held
from amanah.rooms.learning.needs.judging import Rule, rules
from amanah.rooms.learning.needs.models import Exemption, Need

CAME = tuple[int, int, UUID]
"""Which needs reach somebody by one post (as bits), since when they hold it, and its unit."""


class Reached(NamedTuple):
    """Somebody whom a need reaches: by which posts, what they have (what `Standing` keeps, as it is on disk), exempt from what (bits)."""

    came: list[CAME]
    held: str
    exempt: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One need of one person."""

    person: UUID
    unit: UUID
    rule: Rule
    state: int
    flat: Sequence[int]
    came: int

    @property
    def due(self) -> date | None:
        """Until when it has to be done, or done again."""
        return self.rule.due(self.flat, self.came)


@dataclass
class Ground:
    """People of some units on a day whom a need reaches; `servants` are the civil servants among all of them, reached or not."""

    day: date
    rules: list[Rule]
    units: dict[UUID, Unit]
    people: dict[UUID, Reached]
    servants: frozenset[UUID] = frozenset()
    _places: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def counts(self) -> dict[UUID, list[int]]:
        """Unit → for each need five numbers in the order of `declare.STATES`; a person counts once for a need."""
        from amanah.rooms.learning.needs import counting  # late: arrays are for whoever counts, not for every process

        return counting.counts(self)

    def duties(self) -> Iterator[Duty]:
        """Everybody's needs one by one."""
        for person, one in self.people.items():
            held = standings.by_topic(json.loads(one.held))
            for place, since, unit in self._merged(one.came):
                rule = self.rules[place]
                flat = held.get(rule.topic, ())
                state = declare.EXEMPT if one.exempt >> place & 1 else rule.state(flat, since)
                yield Duty(person, unit, rule, state, flat, since)

    def places(self, bits: int) -> tuple[int, ...]:
        """The places of the bits that are set."""
        if bits not in self._places:
            self._places[bits] = tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
        return self._places[bits]

    def _merged(self, came: Sequence[CAME]) -> list[tuple[int, int, UUID]]:
        """Each need once: since the earliest of the posts by which it reaches them, in that post's unit."""
        found: dict[int, tuple[int, UUID]] = {}
        for bits, since, unit in sorted(came, key=lambda one: one[1]):
            for place in self.places(bits):
                found.setdefault(place, (since, unit))
        return [(place, since, unit) for place, (since, unit) in sorted(found.items())]


def needs_on(day: date) -> QuerySet[Need]:
    """The needs that hold on that day, in the order of the matrix."""
    holding = Need.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return holding.select_related("topic", "unit").order_by("topic__title", "pk")


def lay(day: date, *, units: Q | None = None, people: Sequence[UUID] | None = None, needs: Sequence[Need] | None = None) -> Ground:
    """Read what is needed of the people in some units (a condition on units), or of these people.

    `needs` are asked in place of those of the day, for a need that nobody has saved yet.
    """
    asked = list(needs_on(day)) if needs is None else list(needs)
    if not asked:
        return Ground(day, [], {}, {})
    holdings = Holding.objects.filter(held_on(day))
    wide = units is None and people is None
    tree = Unit.objects.in_bulk() if units is None else {unit.pk: unit for unit in Unit.objects.filter(units)}
    if people is not None:
        holdings = holdings.filter(person__in=people)
    elif units is not None:
        holdings = holdings.filter(post__unit__in=Unit.objects.filter(units))
    whom = holdings.order_by().values("person_id")
    keys, days = _Keys(), _Days()
    audience = Audience(
        asked,
        {pk: unit.path for pk, unit in tree.items()},
        _roles(day, {need.role for need in asked if need.role}),
        _firsts(None if wide else whom, [need.since for need in asked if need.joiners], days),
    )
    came: dict[Any, list[CAME]] = {}
    servants = set()
    for person, unit_key, words, heads, employment, since, bribery_class in _holdings(holdings, day):
        unit = keys[unit_key]
        if employment == Employment.PNS:
            servants.add(keys[person])
        if bits := audience.reached(person, Held(unit, words, bool(heads), employment, bribery_class or "")):
            came.setdefault(person, []).append((bits, days[since], unit))
    standing = Standing.objects.all() if wide else Standing.objects.filter(person__in=whom)
    held, exempt = dict(_raw(standing.values_list("person_id", "held"))), _exempt(asked, day)
    found = {keys[person]: Reached(posts, held.get(person, "[]"), exempt.get(person, 0)) for person, posts in came.items()}
    return Ground(day, rules(asked, day), tree, found, frozenset(servants))


def _holdings(holdings: QuerySet[Holding], day: date) -> list[Any]:
    told = ("person_id", "post__unit_id", "post__search", "heads", "person__employment", "since", "bribery_class")
    return _raw(holdings.annotate(bribery_class=exposures.class_of_post(day, "post_id")).order_by().values_list(*told))


class _Keys(dict[Any, UUID]):
    """What the driver gives for a key → the key, made once: SQLite gives words, PostgreSQL the key itself."""

    def __missing__(self, said: Any) -> UUID:
        made = self[said] = said if isinstance(said, UUID) else UUID(said)
        return made


class _Days(dict[Any, int]):
    """What the driver gives for a day → its ordinal."""

    def __missing__(self, said: Any) -> int:
        made = self[said] = (said if isinstance(said, date) else date.fromisoformat(said)).toordinal()
        return made


def _raw(asked: QuerySet[Any, Any]) -> list[Any]:
    """The rows as the driver gives them: for ten thousand people, making objects of their columns cost as much as all the rest."""
    try:
        statement, values = asked.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _roles(day: date, wanted: set[str]) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = {}
    if wanted:
        grants = Grant.objects.filter(stands_on(day), role__in=wanted, account__person__isnull=False)
        for person, role in _raw(grants.values_list("account__person_id", "role")):
            found.setdefault(person, set()).add(role)
    return found


def _firsts(whom: Any, since: Sequence[date], days: _Days) -> dict[Hashable, int]:
    """Who came on the earliest of these days or later, and when; `whom` are the people as a query, None asks for all."""
    if not since:
        return {}
    holdings = Holding.objects.all() if whom is None else Holding.objects.filter(person__in=whom)
    firsts = holdings.order_by().values("person_id").annotate(first=Min("since")).filter(first__gte=min(since))
    return {person: days[first] for person, first in _raw(firsts.values_list("person_id", "first"))}


def _exempt(needs: Sequence[Need], day: date) -> dict[Hashable, int]:
    places = {need.pk: place for place, need in enumerate(needs) if need.pk is not None}
    standing = Exemption.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, need__in=list(places))
    found: dict[Hashable, int] = {}
    for person, need in _raw(standing.values_list("person_id", "need_id")):
        found[person] = found.get(person, 0) | 1 << places[need]
    return found
