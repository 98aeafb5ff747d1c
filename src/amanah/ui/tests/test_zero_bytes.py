"""The character that PostgreSQL cannot store reaches no database, wherever somebody puts it."""

from http import HTTPStatus

import pytest


def test_a_path_of_staff_leads_nowhere(desk, people):
    people.sign_in(desk, "ani")
    answer = desk.get("/desk/actions/A%00B/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "html" in answer["Content-Type"]


@pytest.mark.parametrize("address", ["/desk/cases/?number=%00", "/desk/search/?q=a%00b", "/desk/actions/?unit=%00"])
def test_questions_of_staff_are_answered_without_it(desk, people, address):
    people.sign_in(desk, "ani")
    assert desk.get(address).status_code == HTTPStatus.OK


def test_a_public_path_leads_nowhere(intake):
    assert intake.get("/fees/%00/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", ["/fees/?q=%00", "/report/?q=%00", "/complain/?unit=%00", "/results/?year=%00", "/learn/?course=%00"])
def test_public_questions_are_answered_all_the_same(intake, address):
    assert intake.get(address).status_code in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND}


def test_a_form_of_staff_is_refused_whole(desk, people):
    people.sign_in(desk, "ani")
    answer = desk.post("/desk/vault/unlock/", {"passphrase": "kunci\0"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert desk.post("/desk/vault/unlock/", {"passphrase": "kunci"}).status_code != HTTPStatus.BAD_REQUEST
