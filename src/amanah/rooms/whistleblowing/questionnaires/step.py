"""The questionnaire as one step of a report: which one is asked, and how its answers travel with the others."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import Step
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires.questions import Questionnaire

KEY: Final = "questions"
QUESTION: Final = _("Beberapa pertanyaan lagi")
WHY: Final = _("Jawaban ini membantu pemeriksa mulai di tempat yang tepat. Semua boleh Anda lewati.")
LONGEST: Final = 200_000


class AnsweredForm(Step):
    """The answers as the draft and the review page carry them, judged anew whenever they come in; needs the topic beside them."""

    questionnaire = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    extra = forms.CharField(required=False, max_length=LONGEST, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Answers that could have been given on our page, to a questionnaire of this topic in whichever version."""
        cleaned = super().clean() or {}
        try:
            given.checked_by(to_ask(self.data), given.decode(cleaned.get("extra", "")))
        except given.NotAnswers:
            raise forms.ValidationError(_("Jawaban ini tidak cocok dengan pertanyaannya. Buka lagi halaman pertanyaan itu.")) from None
        return cleaned


def to_ask(answers: Mapping[str, Any]) -> Questionnaire | None:
    """The questionnaire that these answers of a report call for: the version already answered, else the newest of the topic.

    A version that does not belong to the topic is none: a report that says otherwise was not written on our pages.
    """
    ref, topic = answers.get("questionnaire", ""), answers.get("topic", "")
    if ref and topic:
        return books.book().fits(ref, topic)
    return books.book().get(ref) if ref else books.book().for_topic(topic)


def is_asked(answers: Mapping[str, Any]) -> bool:
    """Whether this report has questions of its own, or claims to have."""
    return bool(answers.get("questionnaire")) or to_ask(answers) is not None


def settled(answers: dict[str, str]) -> dict[str, str]:
    """The answers without those to a questionnaire of another topic."""
    if answers.get("questionnaire") and to_ask(answers) is None:
        return {name: value for name, value in answers.items() if name not in AnsweredForm.base_fields}
    return answers


def lines(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was answered, as (question, words), for the page on which it is read before sending."""
    ref = answers.get("questionnaire", "")
    try:
        values = given.decode(answers.get("extra", ""))
    except given.NotAnswers:
        return []
    rows = []
    for line in given.laid_out(ref, values):
        if line.text:
            rows.append((line.title, line.text))
        rows += [(entry.title, "\n".join(f"{title} {text}" for title, text in entry.lines)) for entry in line.entries]
    return rows
