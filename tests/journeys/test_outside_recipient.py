"""An outside recipient: appointed by two, given words, reading without an account and without JavaScript, passing a report back."""

import re
import secrets

from playwright.sync_api import expect

from tests.journeys.reporter import Reporter, Story


def test_a_report_is_read_outside_and_by_nobody_inside_until_it_is_passed_back(reporter, staff, window, sight):
    told, name = f"Inspektur menerima uang {secrets.token_hex(4)}", f"Inspektorat Provinsi {secrets.token_hex(3)}"
    ani = staff("ani", look=sight)
    ani.page.goto("/desk/whistleblowing/outside/")
    ani.at("Penerima luar")
    ani.page.locator("[name=name]").fill(name)
    ani.page.locator("[name=purpose]").fill("Untuk laporan tentang pengawas instansi ini.")
    ani.press("Usulkan")
    ani.done("Usulan tersimpan.")
    own = ani.page.locator("section.card").filter(has_text=name)
    expect(own.get_by_role("button", name="Tunjuk, di hadapan penerima")).to_have_count(0)

    fitri = staff("fitri", look=sight)
    fitri.page.goto("/desk/whistleblowing/outside/")
    card = fitri.page.locator("section.card").filter(has_text=name)
    ref = re.search(r"outside/([0-9a-f-]{36})/", card.inner_html()).group(1)
    card.get_by_role("button", name="Tunjuk, di hadapan penerima").click()
    fitri.at("Kunci penerima luar")
    words = fitri.page.locator(".receipt li span").all_inner_texts()
    digits = fitri.page.locator(".receipt strong").inner_text()

    reporter.look = lambda page: sight(page, scripts=False)
    receipt = reporter.report(Story(what=told, route=f"outside:{ref}"))

    outside = Reporter(window(360, javascript=False), look=lambda page: sight(page, scripts=False))
    outside.page.goto("/recipients/")
    outside.at("Penerima luar")
    outside.fill("receipt", " ".join([*words, digits]))
    outside.press("Buka laporan untuk saya")
    outside.at("Laporan untuk Anda")
    link = outside.page.locator("table a").first
    number = link.inner_text()
    link.click()
    outside.at(number)
    expect(outside.page.locator("main")).to_contain_text(told)

    ani.open(number)
    content = ani.page.locator("main")
    expect(content).to_contain_text(name)
    assert told not in ani.page.content()

    outside.page.locator("form[action$='/write/reporter/'] [name=text]").fill("Kami membaca laporan Anda.")
    outside.press("Kirim kepada pelapor")
    outside.at(number)
    reporter.open_mailbox(*receipt)
    expect(reporter.page.locator("main")).to_contain_text("Kami membaca laporan Anda.")

    outside.page.locator("form[action$='/write/handlers/'] [name=text]").fill("Ini urusan instansi Anda.")
    outside.press("Kirim kepada koordinator")
    ani.open(number)
    expect(content).to_contain_text("Ini urusan instansi Anda.")

    outside.page.get_by_text("Kembalikan kepada instansi").click()
    outside.press("Kembalikan laporan")
    expect(outside.page.locator("main")).to_contain_text("Dikembalikan kepada instansi")
    ani.open(number)
    expect(content).to_contain_text(told)
