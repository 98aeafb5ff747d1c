"""A lost passphrase: the old keys are ended and new ones made; a colleague gives the cases back, or the institution recovers one.

Either way the same report is read again.
"""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive
from tests.journeys.reporter import Story
from tests.people import PASSPHRASE


def lose_and_begin_anew(desk, number, told):
    """End the old keys and make new ones, which open nothing yet."""
    page = desk.page
    page.goto("/desk/vault/lost/")
    desk.at("Akhiri kunci lama")
    expect(page.locator("main")).to_contain_text("Ani Rahmawati")
    page.locator("[name=sure]").check()
    desk.press("Akhiri kunci lama dan buat yang baru")
    desk.at("Buat kunci Anda")
    for name in ("passphrase", "again"):
        page.locator(f"[name={name}]").fill(f"{PASSPHRASE} yang baru")
    page.locator("[name=understood]").check()
    desk.press("Buat kunci saya")
    desk.at("Perkara yang belum dapat Anda buka")
    assert number in page.content()
    desk.open(number)
    expect(page.locator(".sealed-box").first).to_contain_text("tidak dibungkus untuk kunci Anda")
    assert told not in page.content()


def filed(reporter, told):
    """The number of a report that tells this."""
    receipt = reporter.report(Story(what=told))
    reporter.open_mailbox(*receipt)
    return reporter.page.locator("main code").first.inner_text()


def test_new_keys_open_nothing_until_a_colleague_gives_the_cases_back_and_then_everything(house, reporter, staff):
    name, full_name = "rini", "Rini Astuti"
    told, noted = f"Petugas meminta {secrets.token_hex(5)}.", f"Ingat kuitansi {secrets.token_hex(5)}."
    arrive(house, name, full_name)
    number = filed(reporter, told)

    rini = staff(name)
    page = rini.page
    rini.open(number, "inquiry")
    rini.write("note", noted, "Simpan catatan", "Catatan tersimpan.")
    rini.open(number)
    expect(page.locator("main")).to_contain_text(told)

    lose_and_begin_anew(rini, number, told)

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


def put_a_recovery_key_in_force(desk):
    """The ceremony: three sheets, two of which open; answers the words of each."""
    page = desk.page
    page.goto("/desk/vault/recovery/")
    desk.at("Kunci pemulihan")
    page.locator("[name=shares]").fill("3")
    page.locator("[name=threshold]").fill("2")
    desk.press("Buat dan tampilkan lembar")
    desk.at("Cetak dan bagikan sekarang")
    sheets = [" ".join(sheet.locator("li").all_inner_texts()) for sheet in page.locator(".share-words").all()]
    for number, holder in enumerate(("Satu", "Dua", "Tiga"), 1):
        page.locator(f"[name=holder_{number}]").fill(holder)
    page.locator("[name=done]").check()
    desk.press("Catat pemegangnya dan lanjutkan")
    desk.done("Kunci pemulihan berlaku mulai sekarang.")
    return sheets


def test_recovery_is_called_with_a_reason_confirmed_by_a_second_officer_and_opens_with_shares(house, reporter, staff):
    told, reason = f"Petugas meminta {secrets.token_hex(5)}.", f"Frasa kuncinya hilang {secrets.token_hex(5)}."
    arrive(house, "wulan", "Wulan Sari")
    for name, full_name in (("sekar", "Sekar Arum"), ("bagus", "Bagus Wibowo")):
        arrive(house, name, full_name, "vault.recovery_officer")
    sekar = staff("sekar")
    sheets = put_a_recovery_key_in_force(sekar)
    number = filed(reporter, told)
    wulan = staff("wulan")
    lose_and_begin_anew(wulan, number, told)

    page = sekar.page
    page.goto("/desk/vault/recovery/call/")
    sekar.at("Panggil pemulihan")
    page.locator("[name=beneficiary]").select_option(label="Wulan Sari")
    page.locator("[name=scope][value=case]").check()
    page.locator("[name=number]").fill(number)
    page.locator("[name=reason]").fill(reason)
    sekar.press("Panggil pemulihan")
    sekar.at("Pemulihan untuk Wulan Sari")
    expect(page.get_by_role("button", name="Setujui sebagai petugas kedua")).to_have_count(0)
    expect(page.get_by_role("link", name="Masukkan lembar")).to_have_count(0)

    bagus = staff("bagus")
    bagus.page.goto(page.url)
    expect(bagus.page.locator("main")).to_contain_text(reason)
    bagus.press("Setujui sebagai petugas kedua")
    bagus.done("Pemulihan disetujui.")

    page.reload()
    sekar.follow("Masukkan lembar")
    for sheet, button in ((sheets[2], "Masukkan lembar pertama"), (sheets[0], "Masukkan lembar berikutnya")):
        expect(page.get_by_role("button", name=button)).to_be_visible()
        page.locator("[name=share]").fill(sheet)
        sekar.press(button)
    sekar.press("Serahkan kuncinya kepada Wulan Sari")
    sekar.done("Kunci 1 perkara diserahkan kepada Wulan Sari.")
    assert told not in page.content()

    wulan.open(number)
    expect(wulan.page.locator("main")).to_contain_text(told)
