"""From the result to a decision in force: who examines, when, and what each step demands."""

from datetime import UTC, date, datetime

import pytest

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access import exclusion
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Acting
from amanah.foundation.threads import queries as threads
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault.models import SealedField
from amanah.kernel import clock
from amanah.rooms.discipline import queries, services, superiors
from amanah.rooms.discipline.models import Element
from amanah.rooms.discipline.papers import record_of
from amanah.rooms.discipline.services.starting import tags_of
from tests.custody import due_of_everybody
from tests.discipline import stage

pytestmark = pytest.mark.django_db


def on(year, month, day):
    """The morning of a day in Jakarta."""
    return clock.at(datetime(year, month, day, 3, tzinfo=UTC))


@pytest.fixture
def source(people):
    stage.cast(people)
    return stage.report(people)


def due(case, name):
    return next(deadline.due_on for deadline in clocks.for_refs([case.ref]) if deadline.name == name and deadline.open)


def test_the_superior_learns_the_result_and_nothing_of_where_it_came_from(people, source):
    case = stage.begin(people, source, superior="gilang")
    assert (case.state, case.handlers if hasattr(case, "handlers") else "") == ("prepared", "")
    content = queries.content(stage.opened(people, "gilang", case))
    assert content.statement.breach == stage.BREACH
    everything = b"\n".join(content.fields.values()).decode()
    assert source.number not in everything
    assert "Sulastri" not in everything
    walked = threads.walk_for(people.viewer("gilang"), case.ref)
    assert (set(walked.distance), walked.ties) == ({case.ref}, [])
    assert not visible(people.viewer("gilang")).filter(pk=source.pk).exists()
    # Whoever handles the report sees that a matter arose, by number, and cannot open it.
    assert [one.number for one in queries.led_to(source)] == [case.number]
    assert not visible(people.viewer("ani")).filter(pk=case.pk).exists()


def test_nothing_is_kept_in_clear(people, source):
    case = stage.begin(people, source)
    rows = SealedField.objects.filter(record=record_of(case.pk))
    assert rows.exists()
    assert not [row for row in rows if stage.BREACH.encode() in bytes(row.ciphertext)]
    assert case.unit is None


def test_the_person_concerned_sees_nothing_whatever_their_role(people, source):
    from amanah.foundation.access import services as access
    from tests.people import give_keys

    access.grant_role(people.hadi, "discipline.coordinator", people.units.root)
    give_keys(people.hadi)
    case = stage.begin(people, source, superior="gilang")
    assert f"account:{people.hadi.pk}" not in keys.holders(record_of(case.pk))
    assert not visible(people.viewer("hadi")).exists()
    assert visible(people.viewer("maya")).filter(pk=case.pk).exists()
    assert not visible(people.viewer("citra")).exists()


def test_only_who_is_recorded_as_a_subject_of_the_source_can_be_concerned(people, source):
    with pytest.raises(services.NotNamed):
        services.start(stage.statement(people, "citra"), people.persons["citra"], source=source, viewer=people.viewer("ani"))
    assert not Case.objects.filter(kind="discipline").exists()


def test_the_nearest_superior_is_proposed_and_an_acting_head_counts(people, source):
    names = [one.account.username for one in superiors.able(people.persons["hadi"], tags_of(source))]
    assert names == ["gilang", "kartika"]
    people.add("sari", "Sari Utami", people.units.placement, "Kepala seksi", keys=True)
    post = organisation.create_post(people.units.k3_testing, "Kepala subdirektorat", is_head=True, actor="system")
    organisation.assign_post(people.persons["sari"], post, since=clock.today(), acting=Acting.PLT, actor="system")
    able = superiors.able(people.persons["hadi"], tags_of(source))
    assert [(one.account.username, one.element) for one in able][:2] == [("sari", Element.SUPERIOR), ("gilang", Element.HIGHER)]
    assert "Plt" in able[0].post
    # Whoever heads a unit is answered for by the unit above.
    assert [level[0].person.name for level in superiors.chain(people.persons["gilang"])] == ["Kartika Wulandari"]


def test_a_superior_whom_the_source_is_about_is_never_proposed_and_cannot_be_appointed(people):
    stage.cast(people)
    source = stage.report(people, who="Hadi Susanto\nGilang Ramadhan")
    assert [one.account.username for one in superiors.able(people.persons["hadi"], tags_of(source))] == ["kartika"]
    case = stage.begin(people, source)
    assert exclusion.person_tag(people.persons["gilang"].pk) in tags_of(case)
    with pytest.raises(Refused) as refusal:
        services.appoint(stage.opened(people, "maya", case), [(people.gilang, Element.SUPERIOR)])
    assert refusal.value.code == "excluded"
    services.appoint(stage.opened(people, "maya", case), [(people.kartika, Element.HIGHER)])
    assert Case.objects.get(pk=case.pk).state == "prepared"


def test_the_whole_way_with_a_person_who_stays_away_once(people, source):
    with on(2026, 3, 2):
        case = stage.begin(people, source, superior="gilang")
        assert due(case, "summon") == date(2026, 3, 9)
        with pytest.raises(Refused) as refusal:
            services.summon(stage.opened(people, "gilang", case), stage.paper(), date(2026, 3, 10))
        assert "11-03-2026" in str(refusal.value)
        # Seven working days after Monday 2 March.
        services.summon(stage.opened(people, "gilang", case), stage.paper(), date(2026, 3, 11))
        with pytest.raises(Refused):
            services.simple_move(case, "miss", viewer=people.viewer("gilang"))
    with on(2026, 3, 11):
        services.simple_move(case, "miss", viewer=people.viewer("gilang"))
        # Nyepi on the 19th, collective leave on the 18th, 20th, 23rd and 24th and Idul Fitri between them.
        assert due(case, "second_summons") > date(2026, 3, 20)
        with pytest.raises(Refused) as refusal:
            services.examine(stage.opened(people, "gilang", case), stage.paper())
        assert refusal.value.code == "state"
        services.summon(stage.opened(people, "gilang", case), stage.paper(), date(2026, 4, 6))
    with on(2026, 4, 6):
        services.examine(stage.opened(people, "gilang", case), stage.paper(present="Hadi", signed="signed"))
        decision = stage.paper(penalty="allowance_cut_shortest", on="2026-04-06", authority="Direktur", number="1")
        proposal = services.propose(stage.opened(people, "gilang", case), "decide", decision, "medium")
        services.approve(proposal, viewer=people.viewer("maya"))
        case.refresh_from_db()
        assert (case.state, case.outcome) == ("decided", "medium")
        assert due(case, "delivery") == date(2026, 4, 24)
    with on(2026, 4, 10):
        with pytest.raises(Refused):
            services.deliver(stage.opened(people, "maya", case), stage.paper(), date(2026, 4, 1))
        services.deliver(stage.opened(people, "maya", case), stage.paper(), date(2026, 4, 9))
        # The time to object counts from the day on which the decision was received, not from when it was noted.
        assert due(case, "objection") == date(2026, 4, 29)
        with pytest.raises(Refused) as refusal:
            services.simple_move(case, "take_effect", viewer=people.viewer("maya"))
        assert refusal.value.code == "guard"
    with on(2026, 4, 30):
        services.simple_move(case, "take_effect", viewer=people.viewer("maya"))
        case.refresh_from_db()
        assert (case.state, case.closed_on) == ("in_force", date(2026, 4, 30))


def test_a_heavy_sanction_needs_a_team_and_a_dismissal_may_be_appealed(people, source):
    case = stage.begin(people, source, superior="gilang")
    stage.stand(case, "absent")
    decision = stage.paper(penalty="dismissal", on="2026-04-06", authority="Menteri", number="1")
    with pytest.raises(Refused) as refusal:
        services.propose(stage.opened(people, "gilang", case), "decide", decision, "heavy")
    assert refusal.value.code == "guard"
    services.examine_anew(case, viewer=people.viewer("gilang"))
    stage.team(people, case)
    stage.stand(case, "absent")
    proposal = services.propose(stage.opened(people, "budi", case), "decide", decision, "heavy")
    services.approve(proposal, viewer=people.viewer("dewi"))
    services.deliver(stage.opened(people, "dewi", case), stage.paper(), clock.today())
    services.object_to(stage.opened(people, "dewi", case), "appeal", stage.paper())
    case.refresh_from_db()
    start = clock.today()
    from amanah import rulebook

    assert due(case, "appeal_decision") == rulebook.due("discipline.appeal_decided_within", start).date
    services.rule(stage.opened(people, "dewi", case), "annul", stage.paper())
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("annulled", "annulled")


def test_an_objection_may_change_the_level_and_a_lesser_sanction_is_not_appealed(people, source):
    case = stage.begin(people, source, superior="gilang")
    stage.stand(case, "delivered")
    Case.objects.filter(pk=case.pk).update(outcome="medium")
    with pytest.raises(Refused) as refusal:
        services.object_to(stage.opened(people, "maya", case), "appeal", stage.paper())
    assert refusal.value.code == "guard"
    services.object_to(stage.opened(people, "maya", case), "object", stage.paper())
    services.rule(stage.opened(people, "maya", case), "change", stage.paper(), "light")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("in_force", "light")


def test_a_proposal_that_is_turned_down_leaves_the_case_where_it_was(people, source):
    case = stage.begin(people, source, superior="gilang")
    stage.stand(case, "examined")
    proposal = services.propose(stage.opened(people, "gilang", case), "release", stage.paper(), "none")
    services.reject(stage.opened(people, "maya", case), proposal, "Belum lengkap.")
    case.refresh_from_db()
    assert case.state == "examined"
    assert queries.content(stage.opened(people, "gilang", case)).papers("reason")[0].paper.text == "Belum lengkap."


def test_who_is_no_longer_appointed_loses_case_and_key(people, source):
    case = stage.begin(people, source, superior="gilang")
    cases.unassign(case, people.gilang, viewer=people.viewer("maya"))
    assert not visible(people.viewer("gilang")).exists()
    assert people.viewer("gilang").actor not in keys.holders(record_of(case.pk))
    services.appoint(stage.opened(people, "maya", case), [(people.lestari, Element.SUBSTITUTE)])
    services.recuse(Case.objects.get(pk=case.pk), viewer=people.viewer("lestari"))
    assert not visible(people.viewer("lestari")).exists()
    assert people.viewer("lestari").actor not in keys.holders(record_of(case.pk))


def test_the_keys_are_due_to_the_same_people_asked_together_and_one_by_one(people, source):
    case = stage.begin(people, source, superior="gilang")
    found = due_of_everybody()
    assert {name for name, records in found.items() if record_of(case.pk) in records} == {"dewi", "maya", "gilang"}
