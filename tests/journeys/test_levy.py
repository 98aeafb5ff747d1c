"""Somebody was asked for more than the official fee: from the front door to a clarification that they can read about."""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive


def tell(reporter, told):
    """The form without scripts, one question a page."""
    page = reporter.page
    page.goto("/report/")
    reporter.at("Apa yang terjadi?")
    reporter.follow("Saya diminta uang lebih dari tarif resmi")
    reporter.at("Laporkan pungutan liar")
    reporter.follow("Mulai menulis")
    reporter.at("Untuk layanan apa uang diminta?")
    reporter.press("Lanjut")
    reporter.at("Berapa uang yang diminta?")
    reporter.fill("asked", "2.000.000")
    reporter.press("Lanjut")
    reporter.at("Bagaimana uang itu diminta?")
    page.locator("[name=topic][value=held]").check()
    reporter.press("Lanjut")
    reporter.at("Di mana ini terjadi?")
    reporter.fill("place", "Loket lantai dua")
    reporter.press("Lanjut")
    reporter.at("Apa yang terjadi?")
    reporter.fill("what", told)
    reporter.press("Lanjut")
    reporter.at("Apakah Anda punya berkas atau foto?")
    reporter.press("Lanjut")
    reporter.at("Bagaimana Anda ingin melapor?")
    page.locator("[name=mode][value=anonymous]").check()
    reporter.press("Lanjut")
    reporter.at("Periksa sebelum mengirim")
    expect(page.locator("main")).to_contain_text("Berkas ditahan sampai membayar")
    receipt = reporter.send()
    reporter.put_away()
    return receipt


def test_a_levy_is_told_tested_and_clarified(house, reporter, staff, sight):
    told = f"Diminta dua juta di loket, kalau tidak berkas ditahan ({secrets.token_hex(4)})."
    reporter.look = lambda page: sight(page, scripts=False)
    arrive(house, "gita", "Gita Permata", "illegal_levies.handler")
    words, digits = tell(reporter, told)

    handler = staff("gita", look=sight)
    page = handler.page
    page.goto("/desk/cases/?assignee=nobody")
    number = page.locator("table[data-keys] tbody tr a").first.inner_text()
    page.goto(f"/desk/levies/{number}/")
    expect(page.get_by_text(told)).to_be_visible()
    handler.press("Nyatakan diterima dan mulai menguji")
    page.goto(f"/desk/levies/{number}/levy/")
    page.locator("summary", has_text="Uji kewenangan dan laporan ganda").click()
    page.locator("[name=jurisdiction][value=own]").check()
    page.locator("[name=jurisdiction_why]").fill("Layanan ini kami yang memberikan.")
    page.locator("[name=known][value=new]").check()
    page.locator("[name=known_why]").fill("Tidak ada yang serupa.")
    handler.press("Simpan hasil uji")
    handler.done("Hasil uji tersimpan.")
    page.locator("summary", has_text="Catat pungutan").click()
    expect(page.locator("[name=asked]")).to_have_value("2000000")
    page.locator("form[action$='/write/levy/'] [name=text]").fill(told)
    handler.press("Simpan catatan")
    handler.done("Catatan pungutan tersimpan.")
    handler.press("Mulai klarifikasi")
    handler.done("Status perkara diperbarui.")
    page.goto("/desk/levies/recap/")
    handler.at("Rekapitulasi pungutan liar")

    reporter.open_mailbox(words, digits)
    expect(reporter.page.locator("main")).to_contain_text("Laporan Anda sedang diklarifikasi.")
