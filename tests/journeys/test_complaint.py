"""A complaint without scripts, from the front door to the reporter's own word that it is settled."""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive


def tell(reporter, told):
    """The form, one question a page."""
    page = reporter.page
    page.goto("/report/")
    reporter.follow("Layanannya buruk, lambat, atau saya ingin bertanya")
    reporter.at("Pengaduan, permintaan informasi, dan saran")
    reporter.follow("Mulai menulis")
    reporter.at("Apa yang ingin Anda sampaikan?")
    page.locator("[name=topic][value=complaint]").check()
    reporter.press("Lanjut")
    reporter.at("Ceritakan")
    reporter.fill("what", told)
    reporter.press("Lanjut")
    reporter.at("Apakah Anda punya berkas atau foto?")
    reporter.press("Lanjut")
    reporter.at("Bagaimana kami memperlakukannya?")
    page.locator("[name=anonymous][value=yes]").check()
    page.locator("[name=secret][value=no]").check()
    reporter.press("Lanjut")
    reporter.at("Periksa sebelum mengirim")
    expect(page.locator("main")).to_contain_text("Tidak, anonim")
    receipt = reporter.send()
    reporter.put_away()
    return receipt


def test_a_complaint_is_classified_answered_and_settled(house, reporter, staff, sight):
    told = f"Loket tutup satu jam lebih awal, nomor antrean {secrets.token_hex(3)}."
    reporter.look = lambda page: sight(page, scripts=False)
    arrive(house, "olga", "Olga Pratiwi", "complaints.officer")
    words, digits = tell(reporter, told)

    officer = staff("olga", look=sight)
    page = officer.page
    page.goto("/desk/cases/?assignee=nobody")
    number = page.locator("table[data-keys] tbody tr a").first.inner_text()
    page.goto(f"/desk/complaints/{number}/")
    expect(page.get_by_text(told)).to_be_visible()
    sight(page)
    officer.follow("Nyatakan lengkap dan tetapkan golongan")
    page.locator("[name=outcome][value=ordinary]").check()
    page.locator("[name=text]").fill("Lengkap.")
    officer.press("Simpan")
    officer.done("Status perkara diperbarui.")
    officer.press("Mulai tindak lanjut")
    officer.done("Status perkara diperbarui.")
    page.goto(f"/desk/complaints/{number}/conversation/")
    form = page.locator("form[action$='/write/answer/']")
    form.locator("xpath=ancestor::details").locator("summary").click()
    form.locator("[name=outcome][value=fulfilled]").check()
    form.locator("[name=text]").fill("Mulai besok loket buka sampai pukul 16.00.")
    form.get_by_role("button").click()
    officer.done("Jawaban akhir terkirim. Pelapor menyatakan apakah sudah selesai.")
    page.goto(f"/desk/complaints/{number}/publication/")
    sight(page)

    reporter.open_mailbox(words, digits)
    expect(reporter.page.locator("main")).to_contain_text("Mulai besok loket buka")
    reporter.follow("Ya, sudah selesai")
    reporter.at("Ya, sudah selesai")
    reporter.press("Ya, sudah selesai")
    expect(reporter.page.locator("main")).to_contain_text("sedang kami catat")
    house.amanah("tick")
    reporter.page.goto("/mailbox/")
    expect(reporter.page.locator("main")).to_contain_text("Selesai: permintaan Anda dipenuhi.")
