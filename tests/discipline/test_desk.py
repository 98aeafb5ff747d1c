"""The desk of discipline over HTTP: the statement with its preview, the page of a case, its letters, and who gets nothing."""

import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.discipline import services, superiors
from amanah.rooms.discipline.services.handling import earliest_hearing
from amanah.rooms.discipline.services.starting import tags_of
from amanah.rooms.whistleblowing.models import IdentityRequest
from tests.discipline import stage
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

FORM = {
    "person": "Hadi Susanto",
    "topic": "prohibition",
    "breach": stage.BREACH,
    "occurred": "Awal 2026",
    "rules": "Larangan pungutan",
    "evidence": "Catatan loket\nDaftar antrean",
    "level": "medium",
}


@pytest.fixture
def source(people):
    stage.cast(people)
    return stage.report(people, mode="open")


def unlocked(desk, people, name):
    people.sign_in(desk, name)
    assert desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE}).status_code == 302
    return desk


def start(desk, source, **changes):
    return desk.post(reverse("discipline_desk:start", args=[source.number]), FORM | changes)


def page(desk, case):
    answer = desk.get(reverse("discipline_desk:case", args=[case.number]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_handler_hands_the_result_on_after_seeing_exactly_what_goes(desk, people, source):
    unlocked(desk, people, "ani")
    begin = reverse("discipline_desk:start", args=[source.number])
    assert begin in desk.get(reverse("whistleblowing_desk:case", args=[source.number])).content.decode()
    assert desk.get(begin).status_code == 200
    shown = start(desk, source).content.decode()
    assert stage.BREACH in shown
    assert "Gilang Ramadhan: Direktur Pengawasan K3" in shown
    assert not Case.objects.filter(kind="discipline").exists()
    answer = start(desk, source, send="1", examiner=str(people.gilang.pk))
    assert answer.status_code == 302
    case = Case.objects.get(kind="discipline")
    assert case.state == "prepared"
    assert case.number in desk.get(reverse("whistleblowing_desk:case", args=[source.number])).content.decode()
    assert desk.get(reverse("discipline_desk:case", args=[case.number])).status_code == 404
    # The superior finds it in their work, reads the statement, and nothing of where it came from.
    unlocked(desk, people, "gilang")
    assert case.number in desk.get("/desk/").content.decode()
    shown = page(desk, case)
    assert stage.BREACH in shown
    assert "Daftar antrean" in shown
    for secret in (source.number, str(source.pk), "amplop cokelat", "Sulastri"):
        assert secret not in shown
    assert desk.get(reverse("whistleblowing_desk:case", args=[source.number])).status_code == 404


def test_the_preview_warns_of_the_reporters_name_and_of_copied_sentences(desk, people, source):
    unlocked(desk, people, "ani")
    copied = "Menurut Bu Sulastri, penguji meminta amplop cokelat dua juta rupiah."
    shown = start(desk, source, breach=copied).content.decode()
    assert "Menunjuk pelapor" in shown
    assert "<li>sulastri</li>" in shown
    assert "penguji meminta amplop cokelat dua" in shown
    again = start(desk, source, breach=copied, edit="1").content.decode()
    assert copied in again
    assert "Menunjuk pelapor" not in again


def test_an_envelope_that_stays_shut_is_said_not_to_have_been_compared(desk, people):
    stage.cast(people)
    sealed = stage.report(people)
    unlocked(desk, people, "ani")
    assert "tidak dibandingkan" in start(desk, sealed).content.decode()
    assert not IdentityRequest.objects.exists()


@pytest.mark.parametrize("outcome", ["unproven", ""])
def test_only_a_proven_report_leads_to_discipline(desk, people, source, outcome):
    Case.objects.filter(pk=source.pk).update(outcome=outcome)
    unlocked(desk, people, "ani")
    assert desk.get(reverse("discipline_desk:start", args=[source.number])).status_code == 404


def test_somebody_who_is_no_subject_of_the_source_is_refused_with_a_reason(desk, people, source):
    unlocked(desk, people, "ani")
    shown = start(desk, source, person="Citra Maharani", send="1", examiner="").content.decode()
    assert "belum tercatat sebagai pihak" in shown
    assert not Case.objects.filter(kind="discipline").exists()


def test_examiners_go_through_every_page(desk, people, source):
    case = stage.begin(people, source, superior="gilang")
    address = lambda kind: reverse("discipline_desk:write", args=[case.number, kind])  # noqa: E731 - said once
    unlocked(desk, people, "gilang")
    early = desk.post(address("summons"), {"hearing": clock.today().isoformat(), "place": "Ruang 1", "text": "Hadir."})
    assert early.status_code == 400
    hearing = earliest_hearing().date
    assert desk.post(address("summons"), {"hearing": hearing.isoformat(), "place": "10.00, Ruang 1", "text": "Hadir."}).status_code == 302
    assert "Hari pemeriksaan belum tiba" in page(desk, case)
    assert "10.00, Ruang 1" in desk.get(reverse("discipline_desk:draft", args=[case.number, 1])).content.decode()
    assert desk.post(address("note"), {"text": "Ingat ruangannya."}).status_code == 302
    stage.stand(case, "examined")
    assert desk.get(address("decision")).status_code == 200
    decision = {"penalty": "written_reprimand", "authority": "Direktur", "text": "Terbukti."}
    assert desk.post(address("decision"), decision).status_code == 302
    proposed = reverse("discipline_desk:draft", args=[case.number, case.entries.get(channel="decision").seq])
    assert desk.get(proposed).status_code == 404  # nothing leaves the house before somebody else has confirmed it
    unlocked(desk, people, "maya")
    shown = page(desk, case)
    assert "Ingat ruangannya." in shown
    assert "Teguran tertulis" in shown
    assert "Hukuman ringan" in shown
    assert desk.post(reverse("discipline_desk:approve", args=[case.number])).status_code == 302
    assert "Terbukti." in desk.get(proposed).content.decode()
    assert desk.post(address("delivery"), {"day": clock.today().isoformat(), "text": "Diterima langsung."}).status_code == 302
    assert desk.post(address("objection"), {"text": "Keberatan atas beratnya."}).status_code == 302
    assert desk.post(address("ruling"), {"result": "uphold", "text": "Dikuatkan."}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("in_force", "light")
    assert desk.get(address("ruling")).status_code == 302
    assert desk.get(reverse("discipline_desk:list")).status_code == 302


def test_a_manager_appoints_a_substitute_or_a_team(desk, people, source):
    case = stage.begin(people, source)
    unlocked(desk, people, "maya")
    address = reverse("discipline_desk:appoint", args=[case.number])
    assert "Gilang Ramadhan" in desk.get(address).content.decode()
    assert desk.post(address, {"leading": ""}).status_code == 400
    assert desk.post(address, {"leading": str(people.gilang.pk), "oversight": "Citra Maharani"}).status_code == 400  # no key
    Case.objects.filter(pk=case.pk).update(state="received")
    answer = desk.post(address, {"leading": "", "substitute": "Lestari Ningsih"})
    assert answer.status_code == 302
    shown = page(desk, case)
    assert "Pengganti yang ditunjuk" in shown
    assert desk.post(reverse("discipline_desk:release", args=[case.number, people.lestari.pk])).status_code == 302
    assert "Pengganti yang ditunjuk" not in page(desk, case)


@pytest.mark.parametrize("name", ["hadi", "citra", "budi", "ani"])
def test_others_get_nothing_even_with_every_address(desk, people, source, name):
    case = stage.begin(people, source, superior="gilang")
    proposal = services.propose  # the letter exists too
    assert proposal
    if name == "hadi":
        access.grant_role(people.hadi, "discipline.coordinator", people.units.root)
    people.sign_in(desk, name)
    addresses = ["case", "appoint", "reject"]
    for address in addresses:
        assert desk.get(reverse(f"discipline_desk:{address}", args=[case.number])).status_code == 404
    assert desk.post(reverse("discipline_desk:recuse", args=[case.number])).status_code == 404
    assert desk.post(reverse("discipline_desk:move", args=[case.number, "miss"])).status_code == 404
    assert desk.get(reverse("discipline_desk:write", args=[case.number, "summons"])).status_code == 404
    assert desk.get(reverse("discipline_desk:draft", args=[case.number, 1])).status_code == 404
    for listed in ("/desk/", "/desk/cases/", f"/desk/search/?q={case.number}"):
        body = desk.get(listed).content.decode()
        assert case.number not in body or "search" in listed
        assert str(case.pk) not in body


def test_a_superior_without_account_or_key_is_passed_over_without_a_word(people, source):
    people.gilang.is_active = False
    people.gilang.save(update_fields=["is_active"])
    assert [one.account.username for one in superiors.able(people.persons["hadi"], tags_of(source))] == ["kartika"]
