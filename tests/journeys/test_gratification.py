"""A gift: asked about, reported past one's superior, analysed and forwarded; the mailbox says so."""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive


def ask(reporter):
    """Must it be reported? On one page, which keeps nothing."""
    page = reporter.page
    page.goto("/report/gift/")
    reporter.at("Laporkan gratifikasi")
    reporter.follow("Belum yakin wajib lapor?")
    reporter.at("Wajib lapor atau tidak?")
    page.locator("[name=received_on]").fill("2026-03-10")
    page.locator("[name=link][value=no]").check()
    page.locator("[name=kind]").select_option("colleague")
    reporter.fill("value", "600.000")
    reporter.press("Periksa sekarang")
    reporter.at("Wajib lapor atau tidak?")
    expect(page.locator("main")).to_contain_text("Rp500.000")
    reporter.follow("Laporkan sekarang")
    reporter.at("Laporkan gratifikasi")


def tell(reporter, told):
    """The form without scripts, one question a page."""
    page = reporter.page
    reporter.follow("Mulai menulis")
    reporter.at("Apakah Anda menerima atau menolaknya?")
    page.locator("[name=topic][value=report]").check()
    page.locator("[name=received_on]").fill("2026-03-10")
    reporter.fill("received_at", "Ruang kerja")
    reporter.press("Lanjut")
    reporter.at("Apa yang diberikan?")
    page.locator("[name=form]").select_option("goods")
    reporter.fill("description", "Satu jam tangan")
    reporter.fill("value", "2.500.000")
    reporter.press("Lanjut")
    reporter.at("Siapa yang memberi?")
    reporter.fill("giver", "PT Sinar Jaya")
    page.locator("[name=relation]").select_option("supplier")
    page.locator("[name=occasion]").select_option("procurement")
    reporter.press("Lanjut")
    reporter.at("Bagaimana kejadiannya?")
    reporter.fill("story", told)
    reporter.press("Lanjut")
    reporter.at("Apakah Anda punya berkas atau foto?")
    reporter.press("Lanjut")
    reporter.at("Di unit mana Anda bekerja?")
    reporter.press("Lanjut")
    reporter.at("Siapa Anda?")
    for name, text in {
        "name": "Hadi Susanto",
        "nik": "3171 2345 6789 0001",
        "office": "Penguji",
        "address": "Jalan 1",
        "phone": "0812",
    }.items():
        reporter.fill(name, text)
    page.locator("[name=superior][value=no]").check()
    reporter.press("Lanjut")
    reporter.at("Periksa sebelum mengirim")
    expect(page.locator("main")).to_contain_text("PT Sinar Jaya")
    receipt = reporter.send()
    reporter.put_away()
    return receipt


def test_a_gift_is_asked_about_told_and_forwarded(house, reporter, staff, sight):
    told = f"Utusan meninggalkan kotak di meja ({secrets.token_hex(4)})."
    reporter.look = lambda page: sight(page, scripts=False)
    arrive(house, "utami", "Utami Lestari", "gratification.officer")
    ask(reporter)
    words, digits = tell(reporter, told)

    officer = staff("utami", look=sight)
    page = officer.page
    page.goto("/desk/cases/?assignee=nobody")
    number = page.locator("table[data-keys] tbody tr a").first.inner_text()
    page.goto(f"/desk/gratification/{number}/")
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_text("Lewat batas melapor kepada KPK")).to_be_visible()
    officer.press("Catat dan mulai verifikasi")
    officer.press("Nyatakan lengkap")
    page.goto(f"/desk/gratification/{number}/gift/")
    expect(page.locator("[name=giver]")).to_have_value("PT Sinar Jaya")
    page.locator("[name=sort][value=reportable]").check()
    page.locator("form.write [name=text]").fill("Terkait pengadaan.")
    officer.press("Simpan analisis")
    officer.done("Analisis tersimpan.")
    officer.follow("Catat penerusan ke KPK")
    page.locator("[name=means][value=gol]").check()
    page.locator("[name=gol]").fill("GOL-2026-1")
    officer.press("Catat penerusan")
    officer.done("Penerusan ke KPK tercatat.")
    page.goto("/desk/gratification/recap/")
    officer.at("Rekap gratifikasi")

    reporter.open_mailbox(words, digits)
    expect(reporter.page.locator("main")).to_contain_text("sudah diteruskan ke KPK")
