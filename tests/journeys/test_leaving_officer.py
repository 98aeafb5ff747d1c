"""A leaving officer hands everything over in one act: the successor reads what only the leaver handled, and the leaver no longer can."""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive
from tests.journeys.reporter import Story

SEALED = "tidak dibungkus untuk kunci Anda"


def assign(desk, number, who):
    """Give the case to somebody."""
    desk.open(number)
    desk.follow("Tugaskan seseorang")
    desk.at("Tugaskan seseorang")
    desk.page.get_by_label("Petugas").select_option(label=who)
    desk.press("Tugaskan")
    desk.done("Perkara ditugaskan; kuncinya diserahkan.")


def test_the_successor_opens_what_only_the_leaver_handled_and_the_leaver_no_longer_can(house, reporter, staff):
    told = f"Petugas meminta {secrets.token_hex(5)}."
    arrive(house, "tari", "Tari Lestari")
    receipt = reporter.report(Story(what=told))
    reporter.open_mailbox(*receipt)
    number = reporter.page.locator("main code").first.inner_text()
    arrive(house, "joko", "Joko Santoso")

    ani = staff("ani")
    assign(ani, number, "Tari Lestari")
    tari, joko = staff("tari"), staff("joko")
    tari.open(number)
    expect(tari.page.locator("main")).to_contain_text(told)
    joko.open(number)
    expect(joko.page.locator(".sealed-box").first).to_contain_text(SEALED)
    assert told not in joko.page.content(), "the report was sealed before the successor came"

    tari.page.goto("/desk/whistleblowing/succession/")
    tari.at("Serah terima tugas")
    tari.page.get_by_label("Siapa penggantinya?").select_option(label="Joko Santoso")
    tari.press("Lihat apa yang akan berpindah")
    assert number in tari.page.content()
    tari.page.get_by_role("button", name="kepada Joko Santoso").click()
    expect(tari.page.locator("main")).to_contain_text("Sudah diserahkan")

    joko.open(number)
    expect(joko.page.locator("main")).to_contain_text(told)
    tari.open(number)
    expect(tari.page.locator(".sealed-box").first).to_contain_text(SEALED)
    assert told not in tari.page.content(), "the leaver can open it no longer"
