"""A questionnaire as a form that works without JavaScript: blocks in their order, entries that can be added and taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, ShortText, Step
from amanah.rooms.whistleblowing.questionnaires.answers import LONGEST, Answers, normal
from amanah.rooms.whistleblowing.questionnaires.questions import (
    CHOICE,
    ENTRIES,
    LONG,
    SEVERAL,
    YES_NO,
    Question,
    Questionnaire,
    visible,
)

MARK = "q-"
COUNT = "count-"
SHOWN = "shown"
MORE, LESS = "more", "less"
MOST_IN_SIGHT = 4
"""A choice of more than these is one line that opens, so that the page stays short on a small screen."""


@dataclass(frozen=True)
class Filled:
    """One entry on the page: its number for a person, its number in the form, and its fields."""

    number: int
    index: int
    fields: list[BoundField]


@dataclass(frozen=True)
class Block:
    """One question on the page: a field, or the entries of it."""

    question: Question
    is_new: bool
    field: BoundField | None = None
    entries: tuple[Filled, ...] = ()

    @property
    def may_add(self) -> bool:
        """Whether another entry is taken."""
        return len(self.entries) < self.question.most


class QuestionsForm(Step):
    """The questions that these answers open. `data` is a whole request; `initial` holds answers as they are kept.

    A question that opens only now is no error: `opened` names it, and the page is shown again with it.
    """

    def __init__(self, questionnaire: Questionnaire, data: QueryDict | None = None, initial: Mapping[str, Any] | None = None) -> None:
        self.questionnaire = questionnaire
        if data is not None:
            data = _changed(questionnaire, data)
        self._counts = {one.key: _count(one, data, initial or {}) for one in questionnaire.questions if one.kind == ENTRIES}
        super().__init__(data, initial=_initial(questionnaire, initial or {}), auto_id="%s")
        self._shown = set(data.get(SHOWN, "").split()) if data is not None else None
        for question in questionnaire.questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        if question.kind != ENTRIES:
            self._place(MARK + question.key, question, within=False)
            return
        for index in range(self._counts[question.key]):
            for one in question.fields:
                self._place(_name(question, index, one), one, within=True)

    def _place(self, name: str, question: Question, *, within: bool) -> None:
        field = _field(question, within=within)
        # Said once for all of them in the lead; only a needed one says so.
        field.quiet = True  # type: ignore[attr-defined]  # read by the field's template
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Nothing that was not on the page, and every needed answer."""
        cleaned = super().clean() or {}
        if any(name.startswith(MARK) and name not in self.fields for name in self.data):
            raise forms.ValidationError(_("Halaman ini memuat isian yang tidak kami kenal. Muat ulang halaman, lalu isi lagi."))
        answers = self.answers()
        for question in visible(self.questionnaire.questions, answers):
            if question.required and question.key not in answers and question.kind != ENTRIES and MARK + question.key not in self.errors:
                self.add_error(MARK + question.key, _("Pertanyaan ini perlu dijawab."))
        return cleaned

    def answers(self) -> Answers:
        """What is kept: answers of questions that are open, nothing empty. Call after `is_valid`."""
        given: Answers = {}
        for question in self.questionnaire.questions:
            value = self._entries(question) if question.kind == ENTRIES else self._value(question, MARK + question.key)
            if value:
                given[question.key] = value
        return {question.key: given[question.key] for question in visible(self.questionnaire.questions, given) if question.key in given}

    @property
    def opened(self) -> list[Question]:
        """The questions that these answers open and the page did not show yet."""
        if self._shown is None:
            return []
        return [question for question in self._visible() if question.key not in self._shown]

    @property
    def shown(self) -> str:
        """What the page shows, for its hidden field."""
        return " ".join(question.key for question in self._visible())

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The hidden fields that say how many entries the page has."""
        return [(COUNT + key, number) for key, number in self._counts.items()]

    @property
    def blocks(self) -> list[Block]:
        """What the page shows, in its order."""
        opened = {question.key for question in self.opened}
        return [self._block(question, question.key in opened) for question in self._visible()]

    def _block(self, question: Question, is_new: bool) -> Block:  # noqa: FBT001 - private, one caller
        if question.kind != ENTRIES:
            return Block(question, is_new, self[MARK + question.key])
        entries = tuple(
            Filled(index + 1, index, [self[_name(question, index, one)] for one in question.fields])
            for index in range(self._counts[question.key])
        )
        return Block(question, is_new, None, entries)

    def _visible(self) -> list[Question]:
        if self.is_bound:
            self.is_valid()
            return visible(self.questionnaire.questions, self.answers())
        return visible(self.questionnaire.questions, {name.removeprefix(MARK): value for name, value in self.initial.items()})

    def _value(self, question: Question, name: str) -> Any:
        value = getattr(self, "cleaned_data", {}).get(name)
        return normal(question.kind, value) if isinstance(value, str) else list(dict.fromkeys(value or []))

    def _entries(self, question: Question) -> list[Answers]:
        found = []
        for index in range(self._counts[question.key]):
            values = {one.key: self._value(one, _name(question, index, one)) for one in question.fields}
            if entry := {key: value for key, value in values.items() if value}:
                found.append(entry)
        return found


def wants_change(data: QueryDict) -> bool:
    """Whether a button was pressed that adds or takes away an entry."""
    return MORE in data or LESS in data


def _name(question: Question, index: int, one: Question) -> str:
    return f"{MARK}{question.key}-{index}-{one.key}"


def _count(question: Question, data: QueryDict | None, initial: Mapping[str, Any]) -> int:
    if data is None:
        given = initial.get(question.key, [])
        return max(1, min(len(given) if isinstance(given, list) else 1, question.most))
    posted = data.get(COUNT + question.key, "1")
    return max(1, min(int(posted), question.most)) if posted.isascii() and posted.isdigit() and len(posted) < 4 else 1  # noqa: PLR2004


def _changed(questionnaire: Questionnaire, data: QueryDict) -> QueryDict:
    """The request as if the entry that a button names had been there, or not, before."""
    data = data.copy()
    more, (less, _dash, index) = data.get(MORE, ""), data.get(LESS, "").partition("-")
    for question in questionnaire.questions:
        count = _count(question, data, {}) if question.kind == ENTRIES else 0
        if question.kind == ENTRIES and question.key == more:
            data[COUNT + question.key] = str(min(count + 1, question.most))
        elif question.kind == ENTRIES and question.key == less and index.isascii() and index.isdigit() and int(index[:4]) < count:
            _take_away(question, data, int(index), count)
    return data


def _take_away(question: Question, data: QueryDict, gone: int, count: int) -> None:
    for one in question.fields:
        for index in range(gone, count - 1):
            data.setlist(_name(question, index, one), data.getlist(_name(question, index + 1, one)))
        data.pop(_name(question, count - 1, one), None)
    data[COUNT + question.key] = str(max(1, count - 1))


def _initial(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for question in questionnaire.questions:
        value = answers.get(question.key)
        if question.kind != ENTRIES:
            initial[MARK + question.key] = value
            continue
        for index, entry in enumerate(value or []):
            initial |= {_name(question, index, one): entry.get(one.key) for one in question.fields}
    return initial


def _field(question: Question, *, within: bool) -> forms.Field:
    """The control of a question. Inside an entry a choice is one line, so that a second entry does not fill the screen."""
    common: dict[str, Any] = {"label": str(question.text), "help_text": escape(str(question.help or "")), "required": False}
    options = [(option.key, str(option.text)) for option in question.options]
    invalid = {"invalid_choice": _("Pilih dari daftar ini.")}
    if question.kind == SEVERAL:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, error_messages=invalid, **common)
    if question.kind in {CHOICE, YES_NO}:
        if within or len(options) > MOST_IN_SIGHT:
            return forms.ChoiceField(choices=[("", "–"), *options], error_messages=invalid, **common)
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, error_messages=invalid, **common)
    if question.kind == LONG:
        return LongText(rows=3 if within else 4, max_length=LONGEST[LONG], **common)
    return ShortText(max_length=LONGEST[question.kind], **common)
