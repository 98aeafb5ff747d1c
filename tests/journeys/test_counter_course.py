"""A clerk takes the counter course on a phone without JavaScript, loses the connection in the middle of the test, and passes."""

import re

from playwright.sync_api import expect

from amanah.rooms.learning.courses.reading import courses
from tests.journeys.learners import Learner
from tests.people import password

COURSE = courses()["service-counter"]
ROOT = f"/desk/learning/courses/{COURSE.id}/"


def sign_in(page):
    page.goto("/desk/")
    page.get_by_label("Nama pengguna").fill("hadi")
    page.get_by_label("Kata sandi", exact=True).fill(password("hadi"))
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Masuk ke meja kerja")


def test_a_clerk_takes_the_counter_course_on_a_phone(window, sight):
    page = window(390, javascript=False)
    sign_in(page)
    page.goto(ROOT)
    expect(page.get_by_role("heading", level=1)).to_have_text(COURSE.title.id)
    clerk = Learner(page, sight, COURSE)
    clerk.read(seen=1)
    asked = [clerk.answer() for _ in range(3)]
    page.context.set_offline(True)  # in the lift, between two floors
    clerk.answer()  # which nothing acknowledges
    expect(page.get_by_role("button", name="Simpan jawaban")).to_have_count(0)
    phone = window(390, javascript=False)  # and another phone afterwards
    sign_in(phone)
    phone.goto(ROOT)
    phone.get_by_role("link", name="Lanjutkan ujian akhir").click()
    expect(phone.get_by_text("3 sudah dijawab")).to_be_visible()
    clerk = Learner(phone, sight, COURSE)
    asked += clerk.answer_rest()
    assert len(asked) == len(set(asked)) == 8, "nobody is asked anew, and nothing is asked twice"
    clerk.look()
    clerk.press("Serahkan jawaban")
    expect(phone.get_by_text("8 dari 8 jawaban tepat")).to_be_visible()
    clerk.look()
    phone.get_by_role("link", name="Kembali ke kursus").click()
    expect(phone.get_by_text(re.compile(r"Catatan pembelajaran PB-\d\d-\w{6}"))).to_be_visible()
