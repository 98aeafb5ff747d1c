"""A breach from the first hour to its closing: who may know, what must be told to whom by when, and what is kept in clear."""

from datetime import timedelta

import pytest

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access import services as access
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.threads import queries as threads
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault.models import SealedField
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.queries import files
from amanah.rooms.personal_data.roles import OFFICER
from amanah.rooms.personal_data.tests import stage
from tests.people import give_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(people):
    stage.cast(people)
    return people


@pytest.fixture
def case(people):
    with stage.on(2026, 3, 21):
        return stage.breach(people)


def due(case):
    return {deadline.name: deadline.due_on.isoformat() for deadline in clocks.for_refs([case.ref]) if deadline.open}


def told(people, case, channel, sent_at, **more):
    services.notify(stage.opened(people, "maya", case), channel, stage.notice(), sent_at, **more)


def test_both_notices_are_owed_from_the_moment_it_was_known(people, case):
    assert due(case) == {"subjects": "2026-03-23", "authority": "2026-03-23"}
    with stage.on(2026, 3, 22):
        told(people, case, "notice_authority", stage.KNOWN + timedelta(hours=30))
        assert due(case) == {"subjects": "2026-03-23"}
        [hours] = files.breaches(people.viewer("maya"))
        assert (hours.running, hours.left, list(hours.sent)) == (True, 36, ["notice_authority"])
        told(people, case, "notice_subjects", stage.KNOWN + timedelta(hours=31))
        assert due(case) == {}
        assert files.breaches(people.viewer("maya"))[0].running is False


def test_a_late_notice_says_why_and_none_is_sent_before_it_was_known_or_tomorrow(people, case):
    with stage.on(2026, 3, 25):
        for moment in (stage.KNOWN - timedelta(minutes=1), stage.KNOWN + timedelta(days=30)):
            with pytest.raises(Refused, match="Saat terkirim"):
                told(people, case, "notice_subjects", moment)
        late = stage.KNOWN + timedelta(hours=72, minutes=1)
        with pytest.raises(Refused, match="Tulis sebabnya"):
            told(people, case, "notice_subjects", late)
        told(people, case, "notice_subjects", stage.KNOWN + timedelta(hours=72))
        told(people, case, "notice_authority", late, late_because="Alamatnya baru diketahui")
        [paper] = files.content(stage.opened(people, "rini", case)).papers("notice_authority")
        assert (paper.paper.facts["late"], paper.paper.facts["sent"]) == ("Alamatnya baru diketahui", "2026-03-23T22:31+07:00")


def test_it_closes_only_after_both_notices_and_a_measure_and_by_two(people, case):
    with stage.on(2026, 3, 22):
        stage.assess(people, case)
        for channel, missing in (("notice_subjects", "belum tercatat keduanya"), ("notice_authority", "upaya penanganan")):
            told(people, case, channel, stage.KNOWN + timedelta(hours=20))
            with pytest.raises(Refused, match=missing):
                services.propose(stage.opened(people, "maya", case), "finish", "conclusion", Paper("Selesai"), "resolved")
        services.keep(stage.opened(people, "maya", case), "measure", Paper("Tautan ditutup"))
        proposal = services.propose(stage.opened(people, "maya", case), "finish", "conclusion", Paper("Selesai"), "resolved")
        with pytest.raises(Refused):
            services.approve(proposal, viewer=people.viewer("maya"))
        services.approve(proposal, viewer=people.viewer("rini"))
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "resolved")
    assert (case.breach.people, case.breach.gravity, case.breach.specific) == (40, "medium", True)


def test_what_was_no_breach_is_set_aside_by_two_and_nothing_is_owed_any_more(people, case):
    proposal = services.propose(stage.opened(people, "maya", case), "dismiss", "conclusion", Paper("Data uji"), "no_breach")
    services.approve(proposal, viewer=people.viewer("rini"))
    case.refresh_from_db()
    assert (case.state, due(case)) == ("dismissed", {})


def test_whoever_may_have_caused_it_and_whoever_answers_for_them_sees_nothing(people):
    for name in ("hadi", "gilang"):
        access.grant_role(people.accounts[name], OFFICER.key, people.units.root)
        give_keys(people.accounts[name])
    activity = stage.activity(people)
    with stage.on(2026, 3, 21):
        case = stage.breach(people, persons=[people.persons["hadi"]], activities=[activity])
    assert set(keys.holders(record_of(case.pk))) >= {f"account:{people.maya.pk}", f"account:{people.rini.pk}"}
    for name in ("hadi", "gilang", "citra", "eko"):
        assert not files.breaches(people.viewer(name))
        assert f"account:{people.accounts[name].pk}" not in keys.holders(record_of(case.pk))
        assert files.find(people.viewer(name), case.number) is None
        assert threads.walk_for(people.viewer(name), activity.ref).ties == []
    assert len(threads.walk_for(people.viewer("maya"), activity.ref).ties) == 1
    with pytest.raises(Refused, match="menyangkut Anda"):
        stage.breach(people, name="gilang", persons=[people.persons["hadi"]])
    give_keys(people.lestari)
    with pytest.raises(Refused) as refusal:
        services.appoint(stage.opened(people, "maya", case), [people.gilang])
    assert refusal.value.code == "excluded"
    assert f"account:{people.gilang.pk}" not in keys.holders(record_of(case.pk))


def test_only_an_officer_of_the_whole_house_records_one(people):
    for name in ("eko", "citra"):
        with pytest.raises(Refused) as refusal:
            stage.breach(people, name=name)
        assert refusal.value.code == "role"
    assert not Case.objects.exists()


def test_whoever_helps_reads_this_case_alone_and_loses_the_key_with_the_task(people, case):
    stage.helper(people, "dewi")
    services.appoint(stage.opened(people, "maya", case), [people.dewi])
    assert files.content(stage.opened(people, "dewi", case)).first.paper.text == stage.SECRET
    services.keep(stage.opened(people, "dewi", case), "measure", Paper("Tautan ditutup"))
    assert [row.case for row in files.breaches(people.viewer("dewi"))] == [case]
    from amanah.engines.cases import services as engine

    engine.unassign(case, people.dewi, viewer=people.viewer("maya"))
    assert stage.opened(people, "dewi", case) is None
    assert not cases.visible(people.viewer("dewi")).exists()


def test_nothing_of_it_stands_in_clear(people, case):
    rows = SealedField.objects.filter(record=record_of(case.pk))
    assert rows.exists()
    assert not [row for row in rows if stage.SECRET.encode() in bytes(row.ciphertext)]
    assert case.unit is None
