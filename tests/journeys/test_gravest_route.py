"""The gravest route: sent to several holders, read by nobody alone, opened by two together, closed again."""

import secrets

from playwright.sync_api import expect

from tests.journeys.reporter import Story


def test_two_holders_open_a_report_together_and_it_closes_again(reporter, staff, sight):
    told, reason = f"Direktur meminta setoran {secrets.token_hex(4)}", f"Perlu ditelaah {secrets.token_hex(4)}"
    reporter.look = lambda page: sight(page, scripts=False)
    words, digits = reporter.report(Story(what=told, route="gravest"))
    reporter.open_mailbox(words, digits)
    number = reporter.page.locator("main code").first.inner_text()

    budi = staff("budi", look=sight)
    budi.open(number)
    content = budi.page.locator("main")
    expect(content).to_contain_text("2 dari 2 pemegang diperlukan")
    expect(content).not_to_contain_text(told)
    budi.follow("Minta dibuka bersama")
    budi.at("Minta dibuka bersama")
    budi.page.locator("[name=text]").fill(reason)
    budi.press("Kirim permintaan")
    budi.done("Permintaan dikirim kepada semua pemegang.")
    expect(content.get_by_role("button", name="Buka laporan")).to_have_count(0)

    fitri = staff("fitri", look=sight)
    fitri.page.goto("/desk/whistleblowing/shared/")
    fitri.at("Pembukaan bersama")
    card = fitri.page.locator("section").filter(has_text=reason)
    expect(card).to_contain_text("Budi Hartono")
    card.get_by_role("button", name="Berikan bagian saya").click()
    fitri.done("Bagian Anda disegel untuk pemohon.")
    assert told not in fitri.page.content()

    budi.open(number)
    budi.press("Buka laporan")
    budi.done("Perkara terbuka untuk Anda.")
    expect(content).to_contain_text(told)
    budi.open(number, "conversation")
    budi.write("question", "Kapan setoran itu diminta?", "Kirim kepada pelapor", "Pesan terkirim")
    reporter.page.reload()
    expect(reporter.page.locator("main")).to_contain_text("Kapan setoran itu diminta?")
    reporter.answer("Setiap akhir bulan.")

    ani = staff("ani")
    ani.open(number)
    assert told not in ani.page.content()

    budi.open(number)
    budi.press("Tutup sekarang")
    budi.done("Perkara tertutup lagi bagi Anda.")
    assert told not in budi.page.content()
    budi.open(number, "conversation")
    assert "Setiap akhir bulan." not in budi.page.content()
