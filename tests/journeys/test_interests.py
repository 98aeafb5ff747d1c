"""An employee declares an interest, the superior decides, nobody can choose the employee for it; and a pledge is signed."""

import re

import pytest
from playwright.sync_api import expect

from amanah.engines.cases.queries import candidates
from amanah.foundation.access import services as access
from amanah.foundation.access.conflicts import Matter, stands_in_the_way
from amanah.kernel import clock
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.pledges import services as pledges
from amanah.rooms.interests.tests import stage
from amanah.rooms.interests.tests.test_assignment import open_case
from tests.axe import violations
from tests.people import PASSPHRASE, password

pytestmark = pytest.mark.journey


@pytest.fixture
def window(desk, people, live_server, chromium):
    """A signed-in person's window: window("hadi")."""
    contexts = []

    def open_window(name):
        people.sign_in(desk, name)
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_cookies([{"name": "desk", "value": desk.cookies["desk"].value, "url": live_server.url}])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def fine(page):
    assert violations(page) == []


def unlock(page):
    page.get_by_role("link", name="Buka kunci").first.click()
    page.get_by_label("Frasa kunci").fill(PASSPHRASE)
    page.get_by_role("button", name="Buka kunci", exact=True).click()


def test_declared_decided_and_nobody_can_choose_them(people, window):
    stage.cast(people)
    access.grant_role(people.hadi, "whistleblowing.handler_inspectorate", people.units.root)
    case = open_case(people, ["citra"], [])
    assert people.hadi in candidates(case)

    hadi = window("hadi")
    hadi.goto("/desk/interests/")
    fine(hadi)
    hadi.get_by_role("link", name="Nyatakan kepentingan").first.click()
    fine(hadi)
    hadi.get_by_text("Sudah bersinggungan").click()
    hadi.get_by_text("Keluarga dan kerabat").click()
    hadi.get_by_label("Ceritakan kepentingan itu").fill("Citra adalah adik kandung saya.")
    hadi.get_by_label(re.compile("Ini menyentuh satu keputusan")).check()
    hadi.get_by_label("Keputusan yang mana?").fill("Penempatan di Direktorat Penempatan")
    hadi.get_by_label("Pegawai instansi ini yang terkait").fill("Citra Maharani")
    hadi.get_by_role("button", name="Segel dan sampaikan").click()
    expect(hadi.get_by_text("sampai kepada Gilang Ramadhan")).to_be_visible()
    number = Interest.objects.get().number

    gilang = window("gilang")
    gilang.goto("/desk/interests/people/")
    gilang.get_by_role("link", name=number).click()
    unlock(gilang)
    expect(gilang.locator("main")).to_contain_text("adik kandung saya")
    fine(gilang)
    gilang.get_by_role("link", name="Tetapkan pengendalian").click()
    gilang.get_by_label("Telaah").fill("Benar; keputusan diambil orang lain.")
    gilang.get_by_label("Mundur dari keputusan").check()
    fine(gilang)
    gilang.get_by_role("button", name="Tetapkan pengendalian").click()
    expect(gilang.locator("main")).to_contain_text("Pengendalian berjalan")
    fine(gilang)

    assert people.hadi not in candidates(case)
    assert stands_in_the_way(
        people.persons["hadi"].pk, Matter(refs=frozenset({case.ref}), tags=frozenset(stage.person_tags(people, "citra")))
    )
    citra = window("citra")
    assert citra.goto(f"/desk/interests/{number}/").status == 404


def test_the_pact_is_signed_and_counted(people, window):
    access.grant_role(people.dewi, RECORDER, people.units.root)
    pledges.publish("pact", "Pakta integritas", "Saya tidak menerima pemberian.", clock.today(), viewer=people.viewer("dewi"))
    hadi = window("hadi")
    hadi.goto("/desk/interests/")
    hadi.get_by_role("link", name="Baca dan tanda tangani").click()
    fine(hadi)
    hadi.get_by_label("Saya sudah membaca naskah").check()
    hadi.get_by_label("Kata sandi").fill(password("hadi"))
    hadi.get_by_role("button", name="Tanda tangani").click()
    expect(hadi.get_by_text("Tanda tangan Anda tersimpan")).to_be_visible()
    dewi = window("dewi")
    for path in (
        "/desk/interests/coverage/?duty=pact",
        "/desk/interests/pledges/texts/",
        "/desk/interests/wealth/",
        "/desk/interests/wealth/import/",
    ):
        dewi.goto(path)
        fine(dewi)
    dewi.goto("/desk/interests/coverage/?duty=pact")
    expect(dewi.locator("main")).to_contain_text(re.compile(r"1 dari \d+ pegawai sudah memenuhi"))
