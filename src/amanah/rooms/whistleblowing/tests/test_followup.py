"""From a report to what has to be done: by handlers, in neutral words, and hidden from whoever is shut out."""

import pytest
from django.urls import reverse

from amanah.engines.actions import queries as actions
from amanah.engines.actions.models import Action, Step
from amanah.engines.cases.models import Case
from amanah.rooms.whistleblowing.tests.test_desk import file_one, page, unlocked

WORDS = {
    "title": "Umumkan biaya resmi di setiap loket",
    "unit": "DIT-PENEMPATAN",
    "owner": "Citra Maharani",
    "verifier": "Budi Hartono",
    "due_on": "2030-01-31",
    "priority": "high",
    "part_unit_1": "SETJEN",
    "part_task_1": "Sediakan papan pengumuman",
}


@pytest.fixture
def case(people):
    case, _receipt = file_one(people)
    Case.objects.filter(pk=case.pk).update(state="triaged")
    case.refresh_from_db()
    return case


def create(desk, case, **changes):
    return desk.post(reverse("whistleblowing_desk:new_action", args=[case.number]), WORDS | changes)


def test_a_handler_gives_an_action_and_the_thread_shows_it(desk, people, case):
    unlocked(desk, people, "ani")
    assert "Buat tindak lanjut" in page(desk, case, "thread")
    answer = create(desk, case)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    action = Action.objects.get()
    assert (action.source, action.owner, action.parts.count()) == (case.ref, people.persons["citra"], 1)
    shown = page(desk, case, "thread")
    assert action.number in shown
    assert "31 Januari 2030" in shown
    assert "timbul dari" in shown
    # Who owes it sees the action and nothing of where it comes from.
    people.sign_in(desk, "citra")
    for address in (f"/desk/actions/{action.number}/", "/desk/", "/desk/actions/", "/desk/actions/export.csv", "/desk/notices/"):
        answer = desk.get(address)
        body = answer.content.decode()
        assert answer.status_code == 200, address
        assert (action.number in body) == (address != "/desk/notices/")
        assert case.number not in body
        assert str(case.pk) not in body
        assert "timbul dari" not in body


def test_words_that_name_somebody_of_the_report_are_refused(desk, people, case):
    unlocked(desk, people, "ani")
    answer = create(desk, case, description="Pindahkan gilang  ramadhan.")
    assert answer.status_code == 400
    assert "memuat nama" in answer.content.decode()
    assert not Action.objects.exists()


@pytest.mark.parametrize("owner", ["Gilang Ramadhan", "Hadi Susanto"])
def test_who_is_shut_out_of_the_report_gets_no_part_of_it(desk, people, case, owner):
    unlocked(desk, people, "ani")
    answer = create(desk, case, unit="DIT-K3", owner=owner)
    assert answer.status_code == 400
    assert "tidak dapat menerima" in answer.content.decode()
    assert not Action.objects.exists()
    create(desk, case)
    assert not actions.visible(people.viewer("gilang")).exists()
    assert not actions.visible(people.viewer("kartika")).exists()


@pytest.mark.parametrize("name", ["citra", "gilang", "fitri", "dewi"])
def test_nobody_else_can_begin_one(desk, people, case, name):
    people.sign_in(desk, name)
    assert desk.get(reverse("whistleblowing_desk:new_action", args=[case.number])).status_code == 404
    assert create(desk, case).status_code == 404


def test_not_before_triage_and_no_word_of_the_report_is_kept_in_clear(desk, people, case):
    unlocked(desk, people, "ani")
    Case.objects.filter(pk=case.pk).update(state="triage")
    assert create(desk, case).status_code == 404
    Case.objects.filter(pk=case.pk).update(state="concluded")
    create(desk, case)
    written = str(list(Action.objects.values())) + str(list(Step.objects.values()))
    assert "anggrek-ungu" not in written
