"""A lost passphrase: the old keys are ended, new ones made, a colleague gives the cases back, and the same report is read again."""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive
from tests.journeys.reporter import Story
from tests.people import PASSPHRASE


def test_new_keys_open_nothing_until_a_colleague_gives_the_cases_back_and_then_everything(house, reporter, staff):
    name, full_name = "rini", "Rini Astuti"
    told, noted = f"Petugas meminta {secrets.token_hex(5)}.", f"Ingat kuitansi {secrets.token_hex(5)}."
    arrive(house, name, full_name)
    receipt = reporter.report(Story(what=told))
    reporter.open_mailbox(*receipt)
    number = reporter.page.locator("main code").first.inner_text()

    rini = staff(name)
    page = rini.page
    rini.open(number, "inquiry")
    rini.write("note", noted, "Simpan catatan", "Catatan tersimpan.")
    rini.open(number)
    expect(page.locator("main")).to_contain_text(told)

    page.goto("/desk/vault/lost/")
    rini.at("Akhiri kunci lama")
    expect(page.locator("main")).to_contain_text("Ani Rahmawati")
    page.locator("[name=sure]").check()
    rini.press("Akhiri kunci lama dan buat yang baru")
    rini.at("Buat kunci Anda")
    fresh = f"{PASSPHRASE} yang baru"
    page.locator("[name=passphrase]").fill(fresh)
    page.locator("[name=again]").fill(fresh)
    page.locator("[name=understood]").check()
    rini.press("Buat kunci saya")
    rini.at("Perkara yang belum dapat Anda buka")
    assert number in page.content()
    rini.open(number)
    expect(page.locator(".sealed-box").first).to_contain_text("tidak dibungkus untuk kunci Anda")
    assert told not in page.content(), "the new keys open nothing yet"

    ani = staff("ani")
    ani.page.goto("/desk/vault/colleagues/")
    card = ani.page.locator(".card").filter(has_text=full_name).last
    card.get_by_role("button", name="Serahkan semua kunci ini").click()
    ani.done(f"perkara diserahkan kepada {full_name}")

    rini.open(number)
    expect(page.locator("main")).to_contain_text(told)
    rini.open(number, "inquiry")
    expect(page.locator("main")).to_contain_text(noted)
    page.goto("/desk/vault/missing/")
    rini.at("Perkara yang belum dapat Anda buka")
    assert number not in page.content()
