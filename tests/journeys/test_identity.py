"""A confidential report: its name is in an envelope that a handler asks for with a reason and a custodian opens for that handler alone."""

import secrets

from playwright.sync_api import expect

from tests.journeys.reporter import Story

NAME, CONTACT, NOTE = "Sri Melati Pengirim", "0812-0000-4455", "hanya malam hari"


def test_the_name_reaches_who_asked_with_a_reason_and_nobody_else(reporter, staff, sight):
    told = f"Kuitansi palsu {secrets.token_hex(4)}"
    reason = f"Perlu pelindungan {secrets.token_hex(4)}"
    reporter.look = lambda page: sight(page, scripts=False)
    reporter.report(Story(what=told, mode="confidential", name=NAME, contact=CONTACT, note=NOTE))

    ani = staff("ani", look=sight)
    number = ani.find(told)
    content = ani.page.locator("main")
    expect(content).to_contain_text("Identitas ada dalam amplop terpisah")
    expect(content).not_to_contain_text(NAME)
    ani.follow("Minta identitas dibuka")
    ani.at("Minta identitas pelapor dibuka")
    ani.page.locator("[name=text]").fill(reason)
    ani.press("Kirim permintaan")
    ani.done("Permintaan dikirim kepada penyimpan amplop.")

    indra = staff("indra", look=sight)
    indra.page.goto("/desk/whistleblowing/identity/")
    indra.at("Amplop identitas")
    card = indra.page.locator("section").filter(has_text=reason)
    expect(card).to_contain_text("Ani Rahmawati")
    assert told not in indra.page.content()
    assert NAME not in indra.page.content()
    card.get_by_role("button", name="Buka amplop untuk pemohon").click()
    indra.done("Amplop dibuka untuk pemohon.")
    assert indra.page.goto(f"/desk/whistleblowing/{number}/summary/").status == 404

    ani.open(number)
    for text in (NAME, CONTACT, NOTE):
        expect(content).to_contain_text(text)

    budi = staff("budi")
    budi.open(number)
    expect(budi.page.locator("main")).to_contain_text(told)
    for tab in ("summary", "conversation", "triage", "inquiry", "evidence", "timeline", "thread"):
        budi.open(number, tab)
        assert not [text for text in (NAME, CONTACT, NOTE) if text in budi.page.content()], tab
