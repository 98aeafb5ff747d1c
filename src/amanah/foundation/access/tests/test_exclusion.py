"""Exclusion against a reference that says the rule in the plainest way, over random institutions and histories."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.access import exclusion
from amanah.foundation.organisation import services, text
from amanah.foundation.organisation.models import Holding, Person, Post, Unit, UnitVersion

START = date(2026, 1, 1)


@dataclass
class World:
    """parents[i] lists every parent that unit i ever had; holdings are (person, unit, heads, since)."""

    parents: list[list[int | None]]
    people: int
    holdings: list[tuple[int, int, bool, int]] = field(default_factory=list)


@st.composite
def worlds(draw):
    size = draw(st.integers(2, 9))
    parents: list[list[int | None]] = [[None]]
    # A later parent has a smaller number too, so that no history contains a circle.
    parents += [draw(st.lists(st.integers(0, index - 1), min_size=1, max_size=2)) for index in range(1, size)]
    people = draw(st.integers(1, 5))
    holding = st.tuples(st.integers(0, people - 1), st.integers(0, size - 1), st.booleans(), st.integers(0, 20))
    return World(parents, people, draw(st.lists(holding, max_size=10)))


def lines_of_descent(world):
    """Every path on which each unit ever stood, built from the moves in the order in which they happened."""
    current = [histories[0] for histories in world.parents]

    def path(unit):
        return [unit] if current[unit] is None else [*path(current[unit]), unit]

    stood = [{tuple(path(unit))} for unit in range(len(current))]
    for unit, histories in enumerate(world.parents):
        for parent in histories[1:]:
            current[unit] = parent
            for other in range(len(current)):
                stood[other].add(tuple(path(other)))
    return stood


def excluded(world, viewer, persons, units, day):
    """The rule of access.exclusion, word for word."""
    stood = lines_of_descent(world)

    def under(lower, upper):
        return any(upper in path for path in stood[lower])

    mine = [(unit, heads) for person, unit, heads, since in world.holdings if person == viewer and since <= day]
    theirs = {unit for person, unit, _heads, since in world.holdings if person in persons and since <= day}
    named = {unit for unit in units if unit != 0}
    return (
        viewer in persons
        or any(under(unit, name) for unit, _heads in mine for name in named)
        or any(heads and under(name, unit) for unit, heads in mine for name in named)
        or any(heads and under(other, unit) for unit, heads in mine for other in theirs)
    )


def build(world):
    """The same world in the tables, through the same moves."""
    current = [histories[0] for histories in world.parents]
    units: list[Unit] = []
    for index, parent in enumerate(current):
        unit_id = uuid4()
        path = (units[parent].path if parent is not None else "") + unit_id.hex
        units.append(
            Unit(
                id=unit_id,
                code=f"U{index}",
                name=f"Unit {index}",
                parent=None if parent is None else units[parent],
                path=path,
                since=START,
                search="",
            )
        )
    Unit.objects.bulk_create(units)
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=unit, code=unit.code, name=unit.name, parent=unit.parent, path=unit.path, since=START) for unit in units
    )
    for index, histories in enumerate(world.parents):
        for parent in histories[1:]:
            unit = Unit.objects.get(pk=units[index].pk)
            if unit.parent_id != units[parent].pk:
                services.move_unit(unit, Unit.objects.get(pk=units[parent].pk), actor="system")
    people = Person.objects.bulk_create(
        Person(name=f"Orang {i}", employment="outsider", search=text.person_words(f"Orang {i}")) for i in range(world.people)
    )
    for person, unit, heads, since in world.holdings:
        post = Post.objects.create(unit=units[unit], title=uuid4().hex, search="", until=START)
        Holding.objects.create(person=people[person], post=post, heads=heads, acting="plt", since=START + timedelta(days=since), until=None)
    return units, people


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds(), data=st.data())
def test_tags_meet_exactly_when_the_rule_excludes(world, data):
    Holding.objects.all().delete()
    Post.objects.all().delete()
    Person.objects.all().delete()
    UnitVersion.objects.all().delete()
    Unit.objects.update(parent=None)
    Unit.objects.all().delete()
    units, people = build(world)
    for _ in range(6):
        persons = data.draw(st.sets(st.integers(0, world.people - 1), max_size=2))
        named = data.draw(st.sets(st.integers(0, len(units) - 1), max_size=2))
        day = data.draw(st.integers(0, 22))
        subject = exclusion.tags_for_subjects([people[i] for i in persons], [units[i] for i in named])
        for viewer in range(world.people):
            tags = exclusion.tags_of_viewer(people[viewer].pk, START + timedelta(days=day))
            later = exclusion.tags_of_viewer(people[viewer].pk, START + timedelta(days=day + 1))
            assert bool(subject & tags) == excluded(world, viewer, persons, named, day)
            assert tags <= later, "an exclusion was lifted by time"


def test_the_institution_as_a_whole_excludes_nobody(people):
    assert exclusion.tags_for_subjects([], [people.units.root]) == set()
    for name in people.accounts:
        assert exclusion.unit_tag(people.units.root.pk) not in people.viewer(name).exclusion_tags


def excludes(people, name, *, persons=(), units=()):
    return not exclusion.tags_for_subjects(persons, units).isdisjoint(people.viewer(name).exclusion_tags)


def test_whom_a_report_about_a_member_of_staff_excludes(people):
    subject = [people.persons["hadi"]]
    shut_out = {name for name in people.accounts if excludes(people, name, persons=subject)}
    assert shut_out == {"hadi", "gilang", "kartika"}


def test_whom_a_report_about_a_unit_excludes(people):
    assert {name for name in people.accounts if excludes(people, name, units=[people.units.k3])} == {"hadi", "gilang", "kartika"}
    assert {name for name in people.accounts if excludes(people, name, units=[people.units.k3_testing])} == {"hadi", "gilang", "kartika"}
    assert {name for name in people.accounts if excludes(people, name, units=[people.units.inspectorate])} == {
        "ani",
        "budi",
        "lestari",
        "kartika",
    }


def test_a_post_taken_up_later_excludes_and_leaving_it_lifts_nothing(people):
    assert not excludes(people, "budi", persons=[people.persons["hadi"]])
    holding = services.assign_post(people.persons["budi"], people.posts["gilang"], acting="plh", actor="system")
    assert excludes(people, "budi", persons=[people.persons["hadi"]])
    services.end_holding(holding, actor="system")
    assert excludes(people, "budi", persons=[people.persons["hadi"]])


def test_a_unit_that_moved_stays_with_those_who_answered_for_it(people):
    services.move_unit(people.units.k3_testing, people.units.placement, actor="system")
    assert excludes(people, "gilang", units=[Unit.objects.get(pk=people.units.k3_testing.pk)])
    assert excludes(people, "citra", units=[people.units.placement])
    assert excludes(people, "hadi", units=[people.units.placement])


def test_the_tags_of_the_minister_take_few_queries(people, django_assert_max_num_queries):
    viewer = people.viewer("kartika")
    with django_assert_max_num_queries(4):
        assert len(viewer.exclusion_tags) > 10
