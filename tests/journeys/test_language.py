"""The other language, one click away on every page, in the middle of anything."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.reporter import QUESTIONS, Story

INDONESIAN = re.compile(
    r"\b(adalah|akan|anda|apa|atau|bagaimana|belum|berkas|boleh|dalam|dan|dapat|dari|dengan|hari|harus|ini|isi|itu|juga|kami|kata|kepada|"
    r"laporan|lewat|membuka|melapor|oleh|orang|pada|petugas|sebelum|semua|sesudah|siapa|sudah|tanggal|tidak|tulis|untuk|yang)\b",
    re.IGNORECASE,
)
NAMES = ("Bahasa Indonesia", "Kementerian Contoh", "Inspektorat Jenderal", "Fungsi Kepatuhan Anti Penyuapan")
PUBLIC = (
    "/",
    "/report/",
    "/report/wrongdoing/",
    "/report/outside/",
    "/outside/",
    "/how-it-works/",
    "/privacy/",
    "/accessibility/",
    "/rules/",
    "/services/",
    "/ledger/",
    "/mailbox/",
)
DESK = ("/desk/", "/desk/cases/", "/desk/statistics/", "/desk/notices/", "/desk/vault/", "/desk/search/?q=nothing", "/desk/account/mfa/")


def leftovers(page):
    """Words that only an Indonesian page has, outside parts marked as Indonesian and names of the house."""
    text = page.evaluate(
        "() => { const copy = document.body.cloneNode(true); copy.querySelectorAll('[lang=id], script, style').forEach(e => e.remove());"
        " return copy.textContent.replace(/\\s+/g, ' '); }"
    )
    for name in NAMES:
        text = text.replace(name, "")
    return sorted({word.lower() for word in INDONESIAN.findall(text)})


def to_english(page):
    page.get_by_role("link", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_english_throughout(window, path):
    page = window(1024)
    page.goto(path)
    assert leftovers(page), "the search finds something on the Indonesian page"
    to_english(page)
    assert leftovers(page) == []


def test_desk_pages_are_english_throughout(staff):
    page = staff("ani", keys=False).page
    to_english(page)
    for path in DESK:
        page.goto(path)
        assert leftovers(page) == [], path


def test_every_part_of_a_case_is_english_throughout(reporter, staff):
    told = "Told in English at the desk."
    reporter.report(Story(place="", what=told))
    desk = staff("ani")
    number = desk.find(told)
    to_english(desk.page)
    for tab in ("summary", "conversation", "triage", "inquiry", "evidence", "timeline", "thread"):
        desk.page.goto(f"/desk/whistleblowing/{number}/{tab}/")
        assert leftovers(desk.page) == [], tab


def test_switching_in_the_middle_of_a_report_keeps_the_draft(reporter):
    page = reporter.page
    reporter.begin()
    reporter._topic(Story())
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["place"])
    reporter.fill("place", "Loket lantai tiga")
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["story"])
    reporter.fill("what", "Sepatah kata tentang kejadian.")
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["details"])
    to_english(page)
    assert page.url.endswith("/report/details/"), "the switch leads back to the same question"
    assert leftovers(page) == []
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("[name=what]")).to_have_value("Sepatah kata tentang kejadian.")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("[name=place]")).to_have_value("Loket lantai tiga")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    reporter.at(QUESTIONS["place"])


def test_every_page_of_a_report_and_its_mailbox_is_english_throughout(reporter):
    page = reporter.page
    page.goto("/report/wrongdoing/")
    to_english(page)
    page.get_by_role("link", name="Start writing").click()
    for step, fill in (
        ("topic", reporter._topic),
        ("place", reporter._place),
        ("story", reporter._story),
        ("details", reporter._details),
        ("questions", reporter._questions),
        ("shield", reporter._shield),
        ("files", reporter._files),
        ("mode", reporter._mode),
        ("recipient", reporter._recipient),
    ):
        page.wait_for_url(f"**/report/{step}/")
        assert leftovers(page) == [], step
        fill(Story(place="", what="All of it told in English."))
        page.locator("main form p.actions button").last.click()
    page.wait_for_url("**/report/review/")
    assert leftovers(page) == []
    page.locator("main form p.actions button").click()
    words, digits = reporter.receipt()
    page.locator(".receipt").evaluate("receipt => receipt.remove()")  # its words are Indonesian in every language
    assert leftovers(page) == []
    page.goto("/mailbox/")
    page.locator("[name=receipt]").fill(" ".join([*words, digits]))
    page.locator("main form p.actions button").click()
    page.locator("#status").wait_for()
    assert leftovers(page) == []
