"""Nothing but a keyboard: the beginning of a report, and the lists of the desk."""

import re

from playwright.sync_api import expect

from tests.journeys.reporter import QUESTIONS, Story

FOCUSED = "() => { const e = document.activeElement; return (e.innerText || e.getAttribute('aria-label') || e.name || e.tagName).trim(); }"
MOST = 60


def tab_to(page, text):
    """Press Tab until what has the focus says this; it must be seen to have it."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if re.search(text, page.evaluate(FOCUSED)):
            seen = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            )
            assert seen, f"nothing shows that {text!r} has the focus"
            return
    raise AssertionError(f"Tab never reaches {text!r} on {page.url}")


def test_a_report_is_begun_without_a_mouse(window):
    page = window(1024)
    heading = page.get_by_role("heading", level=1)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Langsung ke isi halaman"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab_to(page, "^Melapor atau mengadu")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("Apa yang terjadi?")
    tab_to(page, "^Ada yang menyalahgunakan jabatannya")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("Laporkan pelanggaran")
    tab_to(page, "^Tinggalkan halaman ini")
    tab_to(page, "^Mulai menulis laporan")
    page.keyboard.press("Enter")
    expect(heading).to_have_text(QUESTIONS["topic"])
    tab_to(page, "^topic")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[name=topic]:checked").get_attribute("value")
    tab_to(page, "^Lanjut")
    page.keyboard.press("Enter")
    expect(heading).to_have_text(QUESTIONS["place"])
    tab_to(page, "^query")
    page.keyboard.type("K3")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Subdirektorat Pengujian K3")).to_be_visible()
    expect(heading).to_have_text(QUESTIONS["place"])
    tab_to(page, "^Kembali")
    page.keyboard.press("Enter")
    expect(page.locator(f"[name=topic][value={chosen}]")).to_be_checked()


def test_errors_are_reached_first(window):
    page = window(1024)
    page.goto("/report/topic/")
    tab_to(page, "^Lanjut")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "topic"


def test_the_lists_of_the_desk_are_walked_with_keys(reporter, staff):
    for number in range(2):
        reporter.report(Story(what=f"Laporan untuk papan tik nomor {number}."))
    page = staff("ani", keys=False).page
    for path in ("/desk/", "/desk/cases/"):
        page.goto(path)
        numbers = page.locator("table[data-keys] tbody tr td:first-child a").all_inner_texts()
        assert len(numbers) > 1
        pressed = []
        for key in "jjk":
            page.keyboard.press(key)
            pressed.append(page.evaluate("document.activeElement.textContent"))
        assert pressed == [numbers[0], numbers[1], numbers[0]]
        page.keyboard.press("Enter")
        expect(page.locator(".title-number")).to_have_text(numbers[0])
    page.keyboard.press("/")
    expect(page.locator("#bar-search")).to_be_focused()
    page.keyboard.type(numbers[1].lower())
    page.keyboard.press("Enter")
    expect(page.locator(".title-number")).to_have_text(numbers[1])
