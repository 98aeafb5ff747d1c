"""Coming through Tor, and leaving at once."""

import re

import pytest
from django.test import Client

from amanah.foundation.vault.models import Keepsake
from amanah.rooms.whistleblowing.tests.stories import answer, file_one, open_box, url

ONION = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx.onion"


@pytest.mark.django_db
def test_the_exit_forgets_draft_and_mailbox_in_this_browser(people, intake):
    words = file_one(Client())
    answer(intake, "topic", {"topic": "bribery"})
    open_box(intake, words)
    assert {"draft", "mailbox"} <= set(intake.cookies)
    left = intake.post(url("exit"))
    assert left.status_code == 200
    assert left["Refresh"].startswith("0; url=https://")
    assert left["Referrer-Policy"] == "no-referrer"
    assert {name: left.cookies[name].value for name in ("draft", "mailbox", "outbox", "turn", "form")} == dict.fromkeys(
        ("draft", "mailbox", "outbox", "turn", "form"), ""
    )
    assert intake.get(url("story")).status_code == 410
    assert "Buka kotak komunikasi" in intake.get(url("mailbox")).content.decode()
    assert Keepsake.objects.exists(), "what lies sealed without its key is swept later"


def test_the_exit_asks_no_database(intake, django_assert_num_queries):
    with django_assert_num_queries(0):
        Client(enforce_csrf_checks=True).post(url("exit"))


def test_another_site_cannot_make_a_browser_forget(intake, db):
    left = intake.post(url("exit"), headers={"sec-fetch-site": "cross-site"})
    assert not left.cookies


def test_the_exit_says_nothing(intake, db):
    text = re.sub("<[^>]+>", "", intake.post(url("exit")).content.decode())
    assert text.strip("…\n") == ""


def test_every_page_of_a_reporter_has_the_exit_as_a_form(intake, db):
    for name in ("start", "safely", "mailbox"):
        assert f'action="{url("exit")}"' in intake.get(url(name)).content.decode()
        assert "draft" not in intake.cookies


def test_tor_browser_is_told_of_the_onion_address(intake, db, settings):
    assert "Onion-Location" not in intake.get("/report/")
    settings.AMANAH_ONION = ONION
    settings.ALLOWED_HOSTS = ["testserver", ONION]
    page = intake.get("/report/?x=1")
    assert page["Onion-Location"] == f"http://{ONION}/report/?x=1"
    assert "Onion-Location" not in intake.get("/report/", headers={"host": ONION}), "who is there already"
    assert "Onion-Location" not in intake.post(url("exit"))
    assert ONION in intake.get(url("safely")).content.decode()


def test_the_desk_never_names_the_onion_address(desk, settings):
    settings.AMANAH_ONION = ONION
    assert "Onion-Location" not in desk.get("/desk/account/login/")


def test_the_guidance_is_linked_from_the_start_page_and_sets_no_cookie(intake, db):
    assert url("safely") in intake.get(url("start")).content.decode()
    page = intake.get(url("safely"))
    assert "belum mempunyai alamat onion" in page.content.decode()
    assert not page.cookies


@pytest.mark.django_db
def test_the_receipt_offers_a_code_and_a_reminder_and_no_way_to_share(people, intake):
    from amanah.rooms.whistleblowing.tests.stories import send, write

    write(intake)
    page = send(intake).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert url("reminder") in page
    for word in ("share", "whatsapp", "facebook", "twitter", "mailto:", "bagikan"):
        assert word not in page.lower()
