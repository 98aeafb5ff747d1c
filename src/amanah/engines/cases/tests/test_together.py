"""Many people asked about some cases at once: what `visible` and `not_hidden` say of each alone, in a fixed number of queries."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.cases import queries, services
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.together import Together, knowing
from amanah.engines.cases.queries.visible import not_hidden, stands_aside
from amanah.engines.cases.services import people
from amanah.engines.cases.tests.kinds import OPENLY, SEALED
from amanah.foundation.access import conflicts, exclusion
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import onlookers, visibility
from tests.counting import queries_of

pytestmark = pytest.mark.django_db

UNITS = ("k3", "k3_testing", "placement", "inspectorate")
NAMED = ("hadi", "gilang", "citra", "nia", "lokito")
CASES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([SEALED, OPENLY]),
        "route": st.sampled_from(["north", "south"]),
        "unit": st.sampled_from([None, *UNITS]),
        "people": st.sets(st.sampled_from(NAMED), max_size=2),
        "about": st.sets(st.sampled_from(UNITS), max_size=1),
        "alone": st.booleans(),
        "handlers": st.sets(st.sampled_from(["nia", "hana", "sari", "gita"]), max_size=2),
        "recused": st.sets(st.sampled_from(["chandra", "candra"]), max_size=1),
    }
)
ASIDE = st.fixed_dictionaries(
    {"who": st.sampled_from(["chandra", "nia", "gita"]), "unit": st.sampled_from([None, *UNITS]), "about": st.sampled_from([None, *NAMED])}
)


@contextmanager
def standing_aside_of(team, declared, cases):
    """As if somebody had declared an interest in a unit, in a person and in the first case."""
    person_id = team.persons[declared["who"]].pk
    unit, about = declared["unit"], declared["about"]
    aside = conflicts.Aside(
        tags=frozenset({exclusion.person_tag(team.persons[about].pk)} if about else ()),
        units=frozenset({getattr(team.units, unit).pk} if unit else ()),
        refs=frozenset(case.ref for case in cases[:1]),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "_sights", {"trial": lambda asked: {person_id: aside} if person_id in asked else {}})
        yield


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(CASES, min_size=1, max_size=4), declared=ASIDE, anything=st.booleans())
def test_asked_together_everybody_gets_the_answer_they_get_alone(team, opened, several, declared, anything):
    if "gita" not in team.accounts:
        team.add("gita", "Gita Sari", team.units.k3_testing, "Kepala subdirektorat", is_head=True, roles=("sample.chief", "sample.north"))
    cases = [open_one(team, opened, one) for one in several]
    accounts = list(Account.objects.select_related("person").order_by("pk"))
    with standing_aside_of(team, declared, cases if anything else []):
        asked = Case.objects.filter(pk__in=[case.pk for case in cases])
        together = Together(asked)
        for viewer in Viewer.of_many(accounts):
            alone = Viewer.of(viewer.account)
            assert together.visible(viewer) == set(queries.visible(alone).filter(pk__in=asked).values_list("pk", flat=True))
            assert together.not_hidden(viewer) == set(asked.filter(not_hidden(alone)).values_list("pk", flat=True))
            assert together.set_aside(viewer) == {case.pk for case in cases if stands_aside(alone, case)}
        for case in cases:
            seeing = [viewer.account for viewer in onlookers.of(Viewer.of_many(accounts), case.ref)]
            assert seeing == [account for account in accounts if visibility.may_see(Viewer.of(account), case.ref)]


def open_one(team, opened, one):
    tags = exclusion.tags_for_subjects([team.persons[name] for name in one["people"]], [getattr(team.units, unit) for unit in one["about"]])
    if one["alone"]:
        tags |= {exclusion.alone_tag(team.persons["sari"].pk)}
    unit = getattr(team.units, one["unit"]) if one["unit"] and one["kind"] is OPENLY else None
    case = opened(one["kind"], route="desk" if one["kind"] is OPENLY else one["route"], tags=tags, unit=unit)
    for name in sorted(one["recused"]):
        if queries.may_see(team.viewer(name), case.pk):
            services.recuse(case, viewer=team.viewer(name))
    for name in sorted(one["handlers"]):
        if people.unfitness(case, team.accounts[name]) is None:
            services.assign(case, team.accounts[name], viewer="system")
    return case


def test_who_works_on_a_case_knows_of_it_without_any_role(team, opened):
    case = opened(route="south")
    services.assign(case, team.hana, viewer="system")
    knows = [viewer.account.username for viewer in knowing(Viewer.of_many([team.hana, team.nia, team.sari]), case.ref)]
    assert knows == ["hana", "sari"]


def test_who_could_be_given_a_case_is_asked_at_once(team, opened):
    case = opened(tags=[exclusion.person_tag(team.persons["nur"].pk)])
    team.add("gita", "Gita Sari", team.units.k3_testing, "Kepala subdirektorat", is_head=True, roles=("sample.north",))
    acts = (
        lambda: queries.candidates(case),
        lambda: queries.standing_aside(case),
        lambda: knowing(Viewer.of_many(Account.objects.select_related("person")), case.ref),
    )
    few = [queries_of(act) for act in acts]
    for number in range(6):
        team.add(f"nila{number}", f"Nila {number}", team.units.inspectorate, f"Penelaah {number}", roles=("sample.north",))
    assert len(queries.candidates(case)) == 11
    assert [queries_of(act) for act in acts] == few
