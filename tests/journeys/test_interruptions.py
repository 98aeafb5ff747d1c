"""What goes wrong in real life: going back, leaving at once, coming too late, pressing twice, copying down wrongly."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.reporter import QUESTIONS, Story

WHAT = "Cerita yang tidak boleh hilang."


def story_page(reporter):
    """At the third question, with its answer typed."""
    reporter.begin()
    reporter._topic(Story())
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["place"])
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["story"])
    reporter.fill("what", WHAT)


def test_the_browsers_back_button_shows_the_answers_and_goes_on(reporter):
    story_page(reporter)
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["details"])
    reporter.page.go_back()
    reporter.at(QUESTIONS["story"])
    expect(reporter.page.locator("[name=what]")).to_have_value(WHAT)
    reporter.fill("what", f"{WHAT} Dan lagi.")
    reporter.press("Lanjut")
    reporter.at(QUESTIONS["details"])
    reporter.follow("Kembali")
    expect(reporter.page.locator("[name=what]")).to_have_value(f"{WHAT} Dan lagi.")


@pytest.mark.parametrize("path", ["/report/", "/report/topic/", "/mailbox/"])
def test_quick_exit_is_on_every_page_of_a_reporter_and_needs_no_script(reporter, path):
    page = reporter.page
    gone = []
    page.route("https://**", lambda route: (gone.append(route.request), route.fulfill(body="<title>elsewhere</title>")))
    page.goto(path)
    page.get_by_role("button", name="Tinggalkan halaman ini").click()
    page.wait_for_url("https://**")
    assert len(gone) == 1
    assert "referer" not in gone[0].headers


def test_a_lost_draft_keeps_what_was_just_sent(reporter):
    story_page(reporter)
    reporter.page.context.clear_cookies(name="draft")
    reporter.press("Lanjut")
    reporter.at("Sebagian tulisan Anda perlu diisi lagi")
    expect(reporter.page.locator("main")).to_contain_text("BELUM terkirim")
    reporter.follow("Isi yang kurang dari awal")
    for step in ("topic", "place"):
        reporter.at(QUESTIONS[step])
        getattr(reporter, f"_{step}")(Story())
        reporter.press("Lanjut")
    reporter.at(QUESTIONS["story"])
    expect(reporter.page.locator("[name=what]")).to_have_value(WHAT)


@pytest.mark.parametrize("path", ["/report/story/", "/report/review/", "/report/sent/"])
def test_without_a_draft_a_page_in_the_middle_says_so(reporter, path):
    answer = reporter.page.goto(path)
    assert answer.status == 410
    reporter.at("Tulisan Anda tidak ada lagi di sini")


def test_a_foreign_cookie_is_no_draft(reporter, house):
    reporter.page.context.add_cookies([{"name": "draft", "value": "A" * 43, "url": f"{house.url}/report/", "httpOnly": True}])
    assert reporter.page.goto("/report/story/").status == 410


def test_a_review_whose_draft_is_gone_can_still_be_sent(reporter):
    reporter.begin()
    reporter.write(Story(what=WHAT))
    reporter.page.context.clear_cookies(name="draft")
    reporter.press("Kirim laporan")
    expect(reporter.page.locator("main")).to_contain_text(WHAT)
    reporter.page.get_by_role("button", name=re.compile("Kirim laporan|Coba kirim lagi")).click()
    reporter.at("Laporan Anda sudah diterima. Catat kata-kata ini sekarang.")


def test_pressing_twice_makes_one_report(reporter, house):
    reporter.begin()
    reporter.write(Story(what=WHAT))
    before = count(house)
    second = reporter.page.context.new_page()
    second.goto("/report/review/")
    first_words, _digits = reporter.send()
    second.get_by_role("button", name="Kirim laporan").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Laporan Anda sudah terkirim")
    second.get_by_role("button", name="Tampilkan kata-kata itu sekali lagi").click()
    assert second.locator(".receipt li span").all_inner_texts() == first_words
    assert count(house) == before + 1
    reporter.page.go_back()
    reporter.page.reload()
    assert reporter.page.locator("main").get_by_text(WHAT).count() == 0, "a report that was sent is not kept in the browser's pages"
    assert count(house) == before + 1


def test_a_wrong_receipt_is_explained_and_what_was_typed_stays(reporter):
    page = reporter.page
    words, digits = reporter.report(Story(what=WHAT))
    wrong = f"{(int(digits[0]) % 9) + 1}{digits[1:]}"
    cases = {
        "Angkanya harus sembilan": [*words, digits[:-1]],
        "Katanya kurang": [*words[:-1], digits],
        "Katanya terlalu banyak": [*words, words[0], digits],
        "tidak ada dalam daftar kata kami": ["qqqqqq", *words[1:], digits],
        "tidak cocok satu sama lain": [*words, wrong],
    }
    for sentence, typed in cases.items():
        reporter.enter(typed[:-1], typed[-1])
        expect(page.locator(".error-summary")).to_contain_text(sentence)
        expect(page.locator("[name=receipt]")).to_have_value(" ".join(typed))
    assert "mailbox" not in {cookie["name"] for cookie in page.context.cookies()}
    reporter.open_mailbox([word.upper() for word in words], digits.replace(" ", ""))


def test_a_mailbox_that_closed_meanwhile_keeps_the_message(reporter):
    receipt = reporter.report(Story(what=WHAT))
    reporter.open_mailbox(*receipt)
    reporter.page.context.clear_cookies(name="mailbox")
    reporter.fill("text", "Pesan yang tidak boleh hilang.")
    reporter.press("Kirim pesan")
    expect(reporter.page.locator("[name=unsent]")).to_have_value("Pesan yang tidak boleh hilang.")
    reporter.fill("receipt", " ".join([*receipt[0], receipt[1]]))
    reporter.press("Buka kotak komunikasi")
    expect(reporter.page.locator("[name=text]")).to_have_value("Pesan yang tidak boleh hilang.")


def count(house):
    """How many reports there are."""
    code = "from amanah.engines.cases.models import Case; print(Case.objects.count())"
    return int(house.amanah("manage", "shell", "-v", "0", "-c", code))
