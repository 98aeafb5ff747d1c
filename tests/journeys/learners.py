"""Somebody who goes through a course and its test: nothing but links and buttons."""

import re

from playwright.sync_api import expect


class Learner:
    """Who reads a course and knows the right answers of its final test."""

    def __init__(self, page, sight, course):
        self.page, self.course = page, course
        self.look = lambda: sight(page, scripts=False)
        asked = (*course.questions, *course.bank)
        self.answers = {question.text.id: next(one.text.id for one in question.answers if one.right) for question in asked}

    def press(self, name):
        """The first button of that name."""
        self.page.get_by_role("button", name=name).first.click()

    def read(self, seen):
        """From the start of the course to its test, choosing something in every scene; the page at place `seen` is looked at."""
        self.press("Mulai kursus")
        self.page.get_by_role("link", name="Mulai membaca").click()
        for place, one in enumerate(self.course.pages):
            expect(self.page.get_by_role("heading", level=1)).to_have_text(one.title.id)
            if one.choices:
                self.press(one.choices[0].text.id)
                expect(self.page.get_by_role("heading", name="Yang Anda pilih")).to_be_visible()
            if place == seen:
                self.look()
            self.press(re.compile("^Lanjut"))
        self.press("Mulai ujian akhir")
        self.look()

    def answer(self):
        """Answer the question that is shown; its text."""
        asked = self.page.get_by_role("heading", level=1).inner_text()
        self.page.get_by_label(self.answers[asked], exact=True).check()
        self.press("Simpan jawaban")
        return asked

    def answer_rest(self):
        """Every question that is left, up to the page before handing in; their texts."""
        asked = []
        while "review" not in self.page.url:
            asked.append(self.answer())
        return asked
