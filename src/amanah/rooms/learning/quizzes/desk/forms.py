"""What is asked around the bank: a question, a test, and what lists are narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes import declare
from amanah.rooms.learning.quizzes.models import TITLE, WORDS, Test, Version
from amanah.rooms.learning.quizzes.services import Answer, Draft, Plan

ROWS = 4
"""Answers that a new question has room for."""


class TopicField(forms.ModelChoiceField):
    """A topic in use."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Topic.objects.filter(active=True).order_by("title"), empty_label=None, **kwargs)


class FilterForm(NarrowForm):
    """What the list of questions can be narrowed to."""

    topic = forms.ChoiceField(label=_("Topik"), required=False)
    state = offer(_("Status"), declare.STATES)
    text = forms.CharField(label=_("Kata dalam soal"), required=False, max_length=60)
    said = {"text": _("soal memuat %(text)s")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.choices = [("", "—"), *((topic.key, str(topic)) for topic in Topic.objects.order_by("title"))]


class QuestionForm(forms.Form):
    """A question with its answers, in both languages. The first two answers are asked for; the others may stay empty."""

    text_id = forms.CharField(label=_("Pertanyaan"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("Pertanyaan dalam bahasa Inggris"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, topics: bool = False, version: Version | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = max(ROWS, len(version.answers) if version else 0)
        if topics:
            self.fields = {"topic": TopicField(label=_("Topik")), **self.fields}
        for number in range(1, count + 1):
            asked = number <= declare.FEWEST_ANSWERS
            for name, label in (
                ("id", _("Jawaban %(n)s")),
                ("why_id", _("Alasan jawaban %(n)s")),
                ("en", _("Jawaban %(n)s dalam bahasa Inggris")),
                ("why_en", _("Alasan jawaban %(n)s dalam bahasa Inggris")),
            ):
                self.fields[f"{name}_{number}"] = forms.CharField(label=label % {"n": number}, required=asked, max_length=WORDS)
        places = [(str(number), str(number)) for number in range(1, count + 1)]
        self.fields["right"] = forms.ChoiceField(label=_("Jawaban yang tepat"), choices=places, widget=forms.RadioSelect)
        self._count = count

    @staticmethod
    def of(version: Version) -> dict[str, Any]:
        """What a version says, as the fields show it."""
        said: dict[str, Any] = {"text_id": version.text_id, "text_en": version.text_en, "right": str(version.right + 1)}
        for number, answer in enumerate(version.answers, 1):
            said |= {f"{name}_{number}": answer[name] for name in ("id", "en", "why_id", "why_en")}
        return said

    def draft(self) -> Draft:
        """What was written; answers that are empty in every field are left out."""
        said = self.cleaned_data
        answers = []
        for number in range(1, self._count + 1):
            words = {name: said[f"{name}_{number}"] for name in ("id", "en", "why_id", "why_en")}
            if any(words.values()):
                answers.append(Answer(**words, right=said["right"] == str(number)))
        return Draft(said["text_id"], said["text_en"], answers)


class TestForm(forms.Form):
    """A test."""

    __test__ = False

    title = forms.CharField(label=_("Nama tes"), max_length=TITLE)
    title_en = forms.CharField(label=_("Nama tes dalam bahasa Inggris"), max_length=TITLE)
    draws = forms.IntegerField(label=_("Berapa soal yang diambil"), min_value=1, max_value=100)
    mark = forms.IntegerField(
        label=_("Batas lulus (persen)"),
        required=False,
        max_value=100,
        help_text=_("Kosongkan untuk memakai aturan yang berlaku; boleh lebih tinggi, tidak boleh lebih rendah."),
    )
    wait_days = forms.IntegerField(
        label=_("Boleh diulang sesudah (hari)"), min_value=0, max_value=365, initial=0, help_text=_("0 berarti boleh segera diulang.")
    )
    whole = forms.BooleanField(label=_("Tampilkan semua soal pada satu halaman"), required=False)

    def __init__(self, *args: Any, topics: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topics:
            self.fields = {"topic": TopicField(label=_("Topik")), **self.fields}

    @staticmethod
    def of(test: Test) -> dict[str, Any]:
        """What a test is, as the fields show it."""
        return {name: getattr(test, name) for name in ("title", "title_en", "draws", "mark", "wait_days", "whole")}

    def plan(self) -> Plan:
        """What was written."""
        return Plan(**{name: self.cleaned_data[name] for name in ("title", "title_en", "draws", "mark", "wait_days", "whole")})
