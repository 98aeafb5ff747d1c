"""A request from its receipt to the answer, and the one thing that no answer may tell: whether there is a report about somebody."""

from datetime import date

import pytest

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access import exclusion
from amanah.foundation.access import services as access
from amanah.foundation.clocks import queries as clocks
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import leaving, services
from amanah.rooms.personal_data.desk import letters
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.queries import files, register
from amanah.rooms.personal_data.roles import OFFICER
from amanah.rooms.personal_data.tests import stage
from tests.custody import due_of_everybody
from tests.people import give_keys

pytestmark = pytest.mark.django_db

REPLY = Paper("Data Anda pada layanan sertifikat terlampir.", {"ground": ""})


@pytest.fixture
def people(people):
    stage.cast(people)
    return people


@pytest.fixture
def reports(people):
    return stage.activity(people, title="Saluran pelaporan pelanggaran", unit=people.units.inspectorate, undisclosed=True)


def due(case):
    return {deadline.name: deadline.due_on.isoformat() for deadline in clocks.for_refs([case.ref]) if deadline.open}


def answered(people, case, *, text=REPLY.text, outcome="granted", ground=""):
    activity = stage.activity(people)
    services.verify(stage.opened(people, "maya", case), Paper("KTP dicocokkan"))
    services.find_in(stage.opened(people, "maya", case), activity, "found", "Satu permohonan tahun 2025")
    proposal = services.reply(stage.opened(people, "maya", case), Paper(text, {"ground": ground}), outcome)
    services.approve(proposal, viewer=people.viewer("rini"))
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(("right", "clock_name", "day"), [("access", "access", "2026-11-23"), ("erasure", "other", "2026-12-04")])
def test_the_clock_is_the_one_of_the_right_and_counts_from_the_day_of_receipt(people, right, clock_name, day):
    with stage.on(2026, 11, 22):
        assert due(stage.request(people, right, date(2026, 11, 20))) == {clock_name: day}
        with pytest.raises(Refused, match="masa depan"):
            stage.request(people, right, date(2026, 11, 23))


def test_an_answer_takes_an_identity_a_search_and_two_people(people):
    case = stage.request(people)
    with pytest.raises(Refused):
        services.reply(stage.opened(people, "maya", case), REPLY, "granted")
    services.verify(stage.opened(people, "maya", case), Paper("KTP dicocokkan"))
    with pytest.raises(Refused, match="hasil pencarian"):
        services.reply(stage.opened(people, "maya", case), REPLY, "granted")
    services.find_in(stage.opened(people, "maya", case), stage.activity(people), "none", "Sudah dicari")
    with pytest.raises(Refused, match="Sebut alasan"):
        services.reply(stage.opened(people, "maya", case), REPLY, "partly")
    proposal = services.reply(stage.opened(people, "maya", case), REPLY, "granted")
    with pytest.raises(Refused):
        services.approve(proposal, viewer=people.viewer("maya"))
    services.approve(proposal, viewer=people.viewer("rini"))
    case.refresh_from_db()
    assert (case.state, case.outcome, due(case)) == ("answered", "granted", {})


def test_nobody_searches_where_nothing_is_disclosed_not_even_by_hand(people, reports):
    case = stage.request(people)
    services.verify(stage.opened(people, "maya", case), Paper("KTP dicocokkan"))
    assert reports not in register.searchable()
    with pytest.raises(Refused, match="tidak dinyatakan"):
        services.find_in(stage.opened(people, "maya", case), reports, "none", "Tidak ada")
    assert not case.searches.exists()


def test_the_letter_is_the_same_whether_there_is_a_report_about_the_asker_or_not(people, reports):
    """Two worlds: one in which Hadi is reported, one in which he is not. Their letters differ in the request's own number alone."""
    from uuid import uuid4

    from amanah.engines.cases import registry
    from amanah.engines.cases import services as engine
    from amanah.foundation.access import exclusion

    def letter():
        case = answered(people, stage.request(people, person=people.persons["hadi"]))
        content = files.content(stage.opened(people, "maya", case))
        return letters.contents(content, content.papers("reply")[-1]) | {"number": ""}

    before = letter()
    reported = registry.kind("whistleblowing")
    tags = {exclusion.person_tag(people.persons["hadi"].pk)}
    engine.open_case(reported, case_id=uuid4(), route=next(iter(reported.routes)), tags=tags, actor="reporter")
    assert letter() == before
    assert "Saluran pelaporan pelanggaran" in before["paragraphs"][1]
    assert "tidak berarti bahwa data itu ada" in before["paragraphs"][1]


@pytest.mark.parametrize("number", ["WB-26-7F3K9Q", "wb 26 7f3k9q", "DS–26–ABCDEF"])
def test_no_answer_names_a_case_of_another_room_whether_it_exists_or_not(people, number):
    with pytest.raises(Refused, match="nomor perkara lain"):
        leaving.refuse_numbers(f"Lihat perkara {number}, terima kasih.")
    case = stage.request(people)
    with pytest.raises(Refused, match="nomor perkara lain"):
        answered(people, case, text=f"Ada di {number}.")
    leaving.refuse_numbers(f"Permohonan {case.number} kami terima pada 20-11-2026.")


def test_whoever_asks_does_not_handle_their_own_request_and_their_superior_may(people):
    for name in ("hadi", "gilang"):
        access.grant_role(people.accounts[name], OFFICER.key, people.units.root)
        give_keys(people.accounts[name])
    case = stage.request(people, person=people.persons["hadi"])
    assert files.find(people.viewer("hadi"), case.number) is None
    assert stage.opened(people, "hadi", case) is None
    assert stage.opened(people, "gilang", case) is not None
    assert files.find(people.viewer("citra"), case.number) is None
    with pytest.raises(Refused, match="menyangkut Anda"):
        stage.request(people, name="hadi", person=people.persons["hadi"])


def test_it_ends_without_an_answer_in_substance_with_a_sealed_reason(people):
    case = stage.request(people)
    services.end(stage.opened(people, "maya", case), Paper("Pemohon mencabut lewat telepon"), "withdrawn")
    case.refresh_from_db()
    assert (case.state, case.outcome, due(case)) == ("ended", "withdrawn", {})


def test_without_anybody_to_receive_it_nothing_is_stored(people):
    from amanah.foundation.vault.models import KeyHolder

    KeyHolder.objects.all().delete()
    with pytest.raises(services.NoReceiver):
        stage.request(people)
    assert not Case.objects.exists()


def test_the_keys_are_due_to_the_same_people_asked_together_and_one_by_one(people):
    plain, about_maya = stage.request(people), stage.request(people)
    cases.tag_subject(about_maya, [exclusion.person_tag(people.persons["maya"].pk)], viewer="system")
    found = due_of_everybody()
    assert found["rini"] == {record_of(plain.pk), record_of(about_maya.pk)}
    assert found["maya"] == {record_of(plain.pk)}
    assert found["eko"] == set()
