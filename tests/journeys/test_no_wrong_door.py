"""A complaint turns out to be extortion: it is handed over, and whoever complained reads on in the same mailbox."""

import re

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive

TOLD = "Petugas loket menahan berkas saya sampai saya membayar dua ratus ribu."


def complain(reporter):
    page = reporter.page
    page.goto("/report/")
    reporter.at("Apa yang terjadi?")
    reporter.follow("Layanannya buruk, lambat, atau saya ingin bertanya")
    reporter.follow("Mulai menulis")
    page.locator("[name=topic][value=complaint]").check()
    reporter.press("Lanjut")
    reporter.at("Ceritakan")
    reporter.fill("what", TOLD)
    reporter.press("Lanjut")
    reporter.at("Apakah Anda punya berkas atau foto?")
    reporter.press("Lanjut")
    reporter.at("Bagaimana kami memperlakukannya?")
    page.locator("[name=anonymous][value=yes]").check()
    page.locator("[name=secret][value=yes]").check()
    reporter.press("Lanjut")
    reporter.at("Periksa sebelum mengirim")
    receipt = reporter.send()
    reporter.put_away()
    return receipt


def test_a_complaint_goes_where_it_belongs_and_its_mailbox_stays(house, reporter, staff, sight):
    reporter.look = lambda page: sight(page, scripts=False)
    arrive(house, "winda", "Winda Sari", "complaints.coordinator")
    arrive(house, "yani", "Yani Pratiwi", "complaints.officer")
    words, digits = complain(reporter)

    officer = staff("winda", look=sight)
    page = officer.page
    number = officer.find(TOLD, desk="complaints")
    expect(page.get_by_text(TOLD)).to_be_visible()
    officer.follow("Pindahkan ke jenis perkara lain")
    officer.at("Pindahkan perkara")
    page.get_by_label("Laporan pelanggaran: Inspektorat Jenderal").check()
    page.locator("[name=text]").fill("Ini dugaan pemerasan oleh petugas, bukan keluhan layanan.")
    officer.press("Pindahkan")
    officer.done("Perkara dipindahkan")
    assert page.goto(f"/desk/complaints/{number}/").status == 404

    handler = staff("ani", look=sight)
    handler.open(number)
    expect(handler.page.get_by_text(TOLD)).to_be_visible()
    handler.open(number, "timeline")
    expect(handler.page.get_by_text("Dipindahkan ke: Laporan pelanggaran")).to_be_visible()

    reporter.open_mailbox(words, digits)
    main = reporter.page.locator("main")
    expect(main).to_contain_text(number)
    expect(main).to_contain_text("Inspektorat Jenderal")
    expect(main).to_contain_text(re.compile("kami pindahkan ke bagian yang berwenang: Laporan pelanggaran"))
