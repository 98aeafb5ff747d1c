"""A new kind of case costs little, and is whole: from the front door to the closing letter."""

import re
from pathlib import Path

import pytest

from amanah.engines.cases.models import Case
from amanah.engines.reports.services import wishes
from amanah.foundation.access import services as access
from tests.people import PASSPHRASE
from tests.sixth_kind.room import KEEPER, KIND


def test_it_costs_at_most_two_hundred_lines():
    files = [path for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".toml", ".html"}]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 200  # declaration, fixtures and this story
    assert (len(KIND.states), len(KIND.clocks)) == (5, 3)


@pytest.mark.django_db
def test_from_the_front_door_to_the_closing_letter(people, lost_property):
    browser = lost_property
    access.grant_role(people.ani, KEEPER, people.units.root)
    assert "Barang saya tertinggal" in browser.get("/report/").text
    assert "Kami mulai mencari" in browser.get("/report/lost/").text
    said = {"topic": "papers", "what": "Kartu pencari kerja di loket 3.", "where": "Loket 3"}
    assert browser.post("/report/lost/thing/", said)["Location"] == "/report/lost/files/"
    review = browser.get("/report/lost/review/").text
    assert said["what"] in review
    page = browser.post("/report/lost/review/", dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', review)), follow=True).text
    receipt = " ".join([*re.findall(r"<li><span>([a-z]+)</span></li>", page), re.search(r"<strong>([\d ]{9,11})</strong>", page).group(1)])
    case = Case.objects.get(kind=KIND.key)
    at = f"/desk/lost-property/{case.number}/"
    assert people.sign_in(browser, "citra").get(at).status_code == 404
    people.sign_in(browser, "ani").post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    assert said["what"] in browser.get(at).text
    browser.post(f"{at}move/search/")
    browser.post(f"{at}write/question/", {"text": "Warna kartunya?", "wait": "on"})
    assert Case.objects.get().state == "awaiting"
    box = browser.post("/mailbox/", {"receipt": receipt}, follow=True).text
    assert all(words in box for words in ("Warna kartunya?", "Kami menunggu jawaban Anda."))
    browser.post("/mailbox/message/", {"text": "Biru."})
    assert wishes.carry_out() == 1
    people.sign_in(browser, "ani").post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    assert "Biru." in browser.get(f"{at}conversation/").text
    browser.post(f"{at}write/feedback/", {"text": "Sudah ketemu."})
    browser.post(f"{at}decide/hand_over/", {"outcome": "whole", "text": "Diserahkan di loket."})
    browser.post(f"{at}write/closing/", {"text": "Terima kasih."})
    found = Case.objects.get()
    assert (found.state, found.outcome, found.due_on) == ("returned", "whole", None)
    box = browser.post("/mailbox/", {"receipt": receipt}, follow=True).text
    assert all(words in box for words in ("Barang Anda sudah kembali.", "Terima kasih."))
