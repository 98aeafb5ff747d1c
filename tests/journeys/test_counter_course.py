"""A clerk takes the counter course on a phone without JavaScript, loses the connection in the middle of the test, and passes."""

import re

from playwright.sync_api import expect

from amanah.rooms.learning.courses.reading import courses
from tests.people import password

COURSE = courses()["service-counter"]
ANSWERS = {question.text.id: next(one.text.id for one in question.answers if one.right) for question in (*COURSE.questions, *COURSE.bank)}
ROOT = f"/desk/learning/courses/{COURSE.id}/"


def sign_in(page):
    page.goto("/desk/")
    page.get_by_label("Nama pengguna").fill("hadi")
    page.get_by_label("Kata sandi", exact=True).fill(password("hadi"))
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Masuk ke meja kerja")


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def read(page, sight):
    """Through all pages, choosing something in every scene."""
    for one in COURSE.pages:
        expect(page.get_by_role("heading", level=1)).to_have_text(one.title.id)
        if one.choices:
            press(page, one.choices[0].text.id)
            expect(page.get_by_role("heading", name="Yang Anda pilih")).to_be_visible()
        if one is COURSE.pages[1]:
            sight(page, scripts=False)
        press(page, re.compile("^Lanjut"))


def answer(page):
    """Answer the question that is shown; its text."""
    asked = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label(ANSWERS[asked], exact=True).check()
    press(page, "Simpan jawaban")
    return asked


def test_a_clerk_takes_the_counter_course_on_a_phone(window, sight):
    page = window(390, javascript=False)
    sign_in(page)
    page.goto(ROOT)
    expect(page.get_by_role("heading", level=1)).to_have_text(COURSE.title.id)
    press(page, "Mulai kursus")
    page.get_by_role("link", name="Mulai membaca").click()
    read(page, sight)
    press(page, "Mulai ujian akhir")
    sight(page, scripts=False)
    asked = [answer(page) for _ in range(3)]
    page.context.set_offline(True)  # in the lift, between two floors
    answer(page)  # which nothing acknowledges
    expect(page.get_by_role("button", name="Simpan jawaban")).to_have_count(0)
    phone = window(390, javascript=False)  # and another phone afterwards
    sign_in(phone)
    phone.goto(ROOT)
    phone.get_by_role("link", name="Lanjutkan ujian akhir").click()
    expect(phone.get_by_text("3 sudah dijawab")).to_be_visible()
    while "review" not in phone.url:
        asked.append(answer(phone))
    assert len(asked) == len(set(asked)) == 8, "nobody is asked anew, and nothing is asked twice"
    sight(phone, scripts=False)
    press(phone, "Serahkan jawaban")
    expect(phone.get_by_text("8 dari 8 jawaban tepat")).to_be_visible()
    sight(phone, scripts=False)
    phone.get_by_role("link", name="Kembali ke kursus").click()
    expect(phone.get_by_text(re.compile(r"Catatan pembelajaran PB-\d\d-\w{6}"))).to_be_visible()
