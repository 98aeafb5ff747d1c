"""Whatever somebody declared, and whatever a matter is about: nobody is chosen for a matter that they declared an interest in."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.actions import services as actions
from amanah.engines.cases import services as cases
from amanah.engines.cases.nodes import hidden
from amanah.engines.cases.queries import candidates, listing, standing_aside, timeline, visible
from amanah.engines.cases.refusals import SENTENCES, Refused
from amanah.engines.cases.services import recheck_exclusions
from amanah.engines.cases.superiors import able
from amanah.foundation.access import exclusion
from amanah.foundation.access.conflicts import Matter, stands_in_the_way
from amanah.foundation.access.services import grant_role
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import custody
from amanah.kernel import clock
from amanah.rooms.interests import register, services
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.tests import stage
from amanah.rooms.interests.workflow import OFFICER
from tests.counting import queries_of
from tests.custody import due_of_everybody
from tests.people import give_keys

pytestmark = pytest.mark.django_db
PEOPLE, UNITS = ("hadi", "citra", "fitri", "eko"), ("k3", "k3_testing", "placement")
ABOUT = st.fixed_dictionaries(
    {"people": st.sets(st.sampled_from(PEOPLE), max_size=2), "units": st.sets(st.sampled_from(UNITS), max_size=1)}
)


@pytest.fixture
def cast(people):
    stage.cast(people)
    return people


def open_case(people, named, units, kind="whistleblowing"):
    tags = exclusion.tags_for_subjects([people.persons[name] for name in named], [getattr(people.units, unit) for unit in units])
    return cases.open_case(kind, case_id=uuid4(), route="inspectorate", topic="bribery", tags=tags, actor="reporter")


def meets(declared, matter):
    """What must be true of the names and units alone: who works in a declared unit or below is part of it."""
    working = {"hadi": {"k3", "k3_testing"}, "citra": {"placement"}, "fitri": set(), "eko": set()}
    below = {"k3": {"k3", "k3_testing"}, "k3_testing": {"k3_testing"}, "placement": {"placement"}}
    units = set().union(*(below[unit] for unit in declared["units"]))
    return bool(
        declared["people"] & matter["people"]
        or units & matter["units"]
        or any(working[name] & declared["units"] for name in matter["people"])
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(declared=st.lists(ABOUT, max_size=2), matter=ABOUT, kind=st.sampled_from(["actual", "potential"]), before=st.booleans())
def test_nobody_is_assigned_to_a_matter_they_declared_an_interest_in(cast, declared, matter, kind, before):
    case = open_case(cast, matter["people"], matter["units"])
    name = f"petugas-{uuid4().hex[:8]}"
    handler = cast.add(name, "Petugas Baru", cast.units.inspectorate, f"Auditor {name}", roles=("whistleblowing.handler_inspectorate",))
    if before:
        cases.assign(case, handler, viewer=cast.viewer("ani"))
    for about in declared:
        named = {
            "people": [cast.persons[one] for one in sorted(about["people"])],
            "units": [getattr(cast.units, u) for u in about["units"]],
        }
        stage.declare(cast, name, kind, **named)
    expected = any(meets(about, matter) for about in declared)
    assert case.assignments.filter(account=handler, until__isnull=True).exists() == (before and not expected)
    assert (handler in candidates(case)) == (not before and not expected)
    if not before and expected:
        with pytest.raises(Refused) as refusal:
            cases.assign(case, handler, viewer=cast.viewer("ani"))
        assert refusal.value.code == "excluded"
        assert refusal.value.sentence == SENTENCES["excluded"]
    recheck_exclusions()
    assert not (expected and case.assignments.filter(account=handler, until__isnull=True).exists())


def test_a_subject_named_later_takes_the_case_from_who_declared_an_interest_in_them(cast):
    stage.declare(cast, "budi", "potential", people=[cast.persons["hadi"]])
    case = open_case(cast, [], [])
    cases.assign(case, cast.budi, viewer=cast.viewer("ani"))
    cases.tag_subject(case, [exclusion.person_tag(cast.persons["hadi"].pk)], viewer="system")
    assert not case.assignments.filter(until__isnull=True).exists()


def test_a_case_is_out_of_sight_while_the_interest_stands(cast):
    case, other = open_case(cast, ["hadi"], []), open_case(cast, ["citra"], [])
    assert visible(cast.viewer("ani")).filter(pk=case.pk).exists()
    interest = stage.declare(cast, "ani", "actual", people=[cast.persons["hadi"]])
    ani = cast.viewer("ani")
    assert list(visible(ani).filter(kind="whistleblowing")) == [other]
    assert any(part.filter(pk=case.pk).exists() for part in hidden(ani))
    assert custody.hidden(cast.ani, [case.ref, other.ref]) == {case.ref}
    assert {row.case.pk for row in listing(ani).rows} == {other.pk}
    later = open_case(cast, [], [])  # named only afterwards, and by a tag that keeps superiors in
    cases.tag_subject(later, [exclusion.alone_tag(cast.persons["hadi"].pk)], viewer="system")
    assert not visible(cast.viewer("ani")).filter(pk=later.pk).exists()
    assert [account.username for account in standing_aside(case)] == ["ani"]
    assert standing_aside(other) == []
    services.dismiss(stage.opened(cast, above_of(cast, interest), interest), "Bukan konflik.")
    assert visible(cast.viewer("ani")).filter(pk__in=[case.pk, later.pk]).count() == 2


def test_a_case_named_by_its_number_is_out_of_sight_also_for_roles_held_later(cast):
    case = open_case(cast, ["citra"], [])
    give_keys(cast.lestari)
    interest = stage.declare(cast, "lestari", "potential", numbers=[case.number])
    grant_role(cast.lestari, "whistleblowing.coordinator", cast.units.root, since=clock.today())
    assert not visible(cast.viewer("lestari")).filter(pk=case.pk).exists()
    services.end(stage.opened(cast, "maya", interest), "Selesai.")
    assert visible(cast.viewer("lestari")).filter(pk=case.pk).exists()


def test_who_handled_a_case_loses_it_and_its_supervisor_sees_why(cast):
    case = open_case(cast, ["hadi"], [])
    cases.assign(case, cast.budi, viewer=cast.viewer("ani"))
    stage.declare(cast, "budi", "potential", people=[cast.persons["hadi"]])
    assert case.assignments.get().ended_because == "interest"
    assert any("menyatakan kepentingan" in str(line.title) for line in timeline(cast.viewer("ani"), case))
    assert any(entry.kind == "case.excluded" for entry in ledger.entries(case.ref))


def above_of(people, interest):
    return interest.superior.username


def test_whoever_declared_makes_no_move_by_role_either(cast):
    stage.declare(cast, "ani", "potential", people=[cast.persons["hadi"]])
    case = open_case(cast, ["hadi"], [])
    move = next(one for one in case.declared.moves_from(case.state) if not one.four_eyes and not one.outcomes and not one.reason)
    with pytest.raises(Refused) as refusal:
        cases.move(case, move.key, viewer=cast.viewer("ani"))
    assert refusal.value.code == "not_found"


def test_no_superior_examines_somebody_they_declared_an_interest_in(cast):
    tags = {exclusion.person_tag(cast.persons["hadi"].pk)}
    assert [one.account.username for one in able(cast.persons["hadi"], tags)] == ["gilang", "kartika"]
    stage.declare(cast, "gilang", "potential", people=[cast.persons["hadi"]])
    assert [one.account.username for one in able(cast.persons["hadi"], tags)] == ["kartika"]


def owe(people, **changes):
    values = {
        "title": "Perbaiki loket",
        "unit": people.units.placement,
        "verifier": people.persons["ani"],
        "owner": people.persons["citra"],
    }
    return actions.open_action(viewer=people.viewer("ani"), **values | changes)


def test_actions_are_given_to_nobody_with_an_interest_in_their_source(cast):
    case = open_case(cast, ["hadi"], [])
    stage.declare(cast, "citra", "potential", people=[cast.persons["hadi"]])
    with pytest.raises(actions.Refused) as refusal:
        owe(cast, source=case.ref)
    assert refusal.value.code == "excluded"
    assert owe(cast).owner == cast.persons["citra"]


def test_nobody_verifies_a_unit_they_declared_an_interest_in(cast):
    action = owe(cast)
    stage.declare(cast, "budi", "potential", units=[cast.units.placement])
    with pytest.raises(actions.Refused) as refusal:
        owe(cast, verifier=cast.persons["budi"])
    assert refusal.value.code == "excluded"
    with pytest.raises(actions.Refused):
        actions.appoint(action, "Pengganti.", viewer=cast.viewer("ani"), verifier=cast.persons["budi"])


def test_what_ended_or_was_no_conflict_stands_in_nobodys_way(cast):
    matter = Matter(names=frozenset({"Karya-Aman, PT"}), numbers=frozenset({"reg 12 2026"}))
    hadi = cast.persons["hadi"].pk
    interest = stage.declare(cast, names=["PT KARYA AMAN Tbk"])
    assert stands_in_the_way(hadi, matter)
    services.dismiss(stage.opened(cast, "gilang", interest), "Bukan.")
    assert not stands_in_the_way(hadi, matter)
    other = stage.declare(cast, "hadi", "potential", numbers=["REG/12/2026"])
    assert stands_in_the_way(hadi, matter)
    services.end(stage.opened(cast, "gilang", other), "Selesai.")
    assert not stands_in_the_way(hadi, matter)
    assert not Interest.objects.filter(person_id=hadi).exclude(pk__in=[interest.pk, other.pk]).exists()


@pytest.mark.parametrize("name", ["PT Karya Aman", "pt. karya  aman", "CV KARYA-AMAN, Tbk.", "Karya Amán"])
def test_a_business_is_known_by_its_name_alone(name):
    assert register.fold(name) == "karya aman"


def test_the_keys_of_interests_are_due_to_the_same_people_asked_together_and_one_by_one(cast):
    """Through the superior, the officers, those named, an interest of one's own and a step back."""
    for name in ("ani", "budi"):
        grant_role(cast.accounts[name], OFFICER, cast.units.root)
    actual, potential = stage.declare(cast), stage.declare(cast, "hadi", "potential", people=[cast.persons["budi"]])
    own, given_up = stage.declare(cast, "maya", "potential"), stage.declare(cast, tied=True)
    for name in ("gilang", "ani"):
        cases.recuse(given_up.case, viewer=cast.viewer(name))
    about_hadi = stage.declare(cast, "citra", people=[cast.persons["hadi"]])
    stage.declare(cast, "ani", "potential", people=[cast.persons["citra"]])
    cases.tag_subject(about_hadi.case, [exclusion.person_tag(cast.persons["citra"].pk)], viewer="system")
    found = due_of_everybody()
    assert found["hadi"] == {actual.ref, potential.ref, given_up.ref}
    assert {actual.ref, potential.ref} <= found["gilang"]
    assert given_up.ref not in found["gilang"] | found["ani"]
    assert actual.ref in found["ani"]
    assert {actual.ref, potential.ref, own.ref, given_up.ref} <= found["maya"]
    assert potential.ref not in found["budi"]
    assert about_hadi.ref in found["budi"]
    assert about_hadi.ref not in found["ani"]
    assert found["eko"] == set()


def test_what_many_people_stand_aside_from_is_asked_at_once(cast):
    alone = [cast.persons[name].pk for name in ("citra", "fitri", "eko")]
    case = open_case(cast, ["citra"], [])
    stage.declare(cast, "ani", "potential", people=[cast.persons["hadi"]], units=[cast.units.k3], records=[case.ref])
    two = [cast.persons[name].pk for name in ("ani", "citra")]
    few = queries_of(lambda: register.sight(two).values())
    stage.declare(cast, "budi", "potential", units=[cast.units.placement], records=[case.ref])
    stage.declare(cast, "indra", "actual", units=[cast.units.k3_testing], people=[cast.persons["citra"]])
    every = [person.pk for person in cast.persons.values()]
    assert queries_of(lambda: register.sight(every).values()) == few
    found = register.sight(every)
    assert {cast.persons[name].pk for name in ("ani", "budi", "indra")} == found.keys()
    assert register.sight(alone) == {}
    for person_id, aside in found.items():
        assert register.sight([person_id]) == {person_id: aside}
    assert found[cast.persons["budi"].pk].units == {cast.units.placement.pk}
    assert found[cast.persons["ani"].pk].units == {cast.units.k3.pk, cast.units.k3_testing.pk}
