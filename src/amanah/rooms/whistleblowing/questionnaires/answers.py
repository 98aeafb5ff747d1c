"""Answers to a questionnaire: what may be kept of what came in, and how what was kept is read, by whichever version asked.

Kept are text for most kinds, a list of option keys for several choices, and a list of tables for repeated entries; no empty values.
A day is ISO 8601 and an amount its digits where what was typed could be understood as such; otherwise the words stay as they are:
nobody is sent back for writing "about two million a file".
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from amanah.kernel import canonical
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires.questions import (
    AMOUNT,
    CHOICE,
    ENTRIES,
    LONG,
    SEVERAL,
    SHORT,
    WHEN,
    YES_NO,
    Question,
    Questionnaire,
    visible,
)

Answers = dict[str, Any]

LONGEST: Final = {SHORT: 1_000, LONG: 5_000, WHEN: 200, AMOUNT: 200}
"""Characters of one answer."""

_DAY: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONEY: Final = re.compile(r"(?:rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d+(?:,\d{1,2})?)\s*(ribu|rb|juta|jt|miliar)?(?:\s*rupiah)?", re.IGNORECASE)
_TIMES: Final = {"": 1, "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9}
_MOST_DIGITS: Final = 15
_LEAST_RUPIAH: Final = 1_000
"""A bare number below this says nothing: "2" may well be two million."""


class NotAnswers(ValueError):  # noqa: N818 - it is a verdict on what came in
    """What came in was on none of our pages. `place` names the question, as far as there is one."""

    def __init__(self, place: str, why: str) -> None:
        self.place = place
        super().__init__(f"{place}: {why}" if place else why)


def encode(answers: Answers) -> str:
    """The answers as one line that a form can carry; "" for none."""
    return canonical.encode(answers).decode() if answers else ""


def decode(text: str) -> Answers:
    """What `encode` wrote. Raises NotAnswers for anything that is no table."""
    if not text:
        return {}
    try:
        found = canonical.decode(text.encode())
    except (ValueError, RecursionError):
        raise NotAnswers("", "not readable") from None
    if not isinstance(found, dict):
        raise NotAnswers("", "not a table")
    return found


def checked(questionnaire: Questionnaire, values: Mapping[str, Any]) -> Answers:
    """The same answers if each of them could have been given on our page; whatever a page decided is decided here again.

    Raises:
        NotAnswers: an unknown question or option, a kind that does not fit, a question that these answers do not open, too long,
            too many entries, or a required answer missing.
    """
    for key in values:
        if questionnaire.question(key) is None:
            raise NotAnswers(key, "there is no such question")
    kept = {question.key: _checked(question, values[question.key]) for question in questionnaire.questions if question.key in values}
    open_now = {question.key for question in visible(questionnaire.questions, kept)}
    for question in questionnaire.questions:
        if question.key in kept and question.key not in open_now:
            raise NotAnswers(question.key, "not asked after these answers")
        if question.required and question.key in open_now and question.key not in kept:
            raise NotAnswers(question.key, "an answer is needed")
    return kept


def checked_by(questionnaire: Questionnaire | None, values: Mapping[str, Any]) -> Answers:
    """As `checked`; where nothing was asked, nothing may be answered."""
    if questionnaire is not None:
        return checked(questionnaire, values)
    if values:
        raise NotAnswers("", "nothing was asked")
    return {}


def normal(kind: str, text: str) -> str:
    """What is kept of a typed text: line ends as one character, days and amounts in one form where they are understood."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if kind == WHEN:
        return _day(text)
    return _amount(text) if kind == AMOUNT else text


def _checked(question: Question, value: Any) -> Any:
    match question.kind:
        case kind if kind in LONGEST:
            if not isinstance(value, str) or not value or "\x00" in value:
                raise NotAnswers(question.key, "not a text")
            if len(value) > LONGEST[kind]:
                raise NotAnswers(question.key, "too long")
        case kind if kind in {CHOICE, YES_NO}:
            if not isinstance(value, str) or question.option(value) is None:
                raise NotAnswers(question.key, "not one of the answers")
        case kind if kind == SEVERAL:
            if not isinstance(value, list) or not value or any(not isinstance(one, str) or question.option(one) is None for one in value):
                raise NotAnswers(question.key, "not among the answers")
            if len(set(value)) != len(value):
                raise NotAnswers(question.key, "the same answer twice")
        case kind if kind == ENTRIES:
            return _checked_entries(question, value)
    return value


def _checked_entries(question: Question, value: Any) -> list[Answers]:
    if not isinstance(value, list) or not 0 < len(value) <= question.most:
        raise NotAnswers(question.key, "not a list of entries")
    fields = {one.key: one for one in question.fields}
    for entry in value:
        if not isinstance(entry, dict) or not entry:
            raise NotAnswers(question.key, "not an entry")
        for key, given in entry.items():
            if key not in fields:
                raise NotAnswers(f"{question.key}.{key}", "there is no such question")
            _checked(fields[key], given)
    return value


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return text


def _amount(text: str) -> str:
    found = _MONEY.fullmatch(text)
    if found is None:
        return text
    try:
        number = Decimal(found[1].replace(".", "").replace(",", ".")) * _TIMES[(found[2] or "").casefold()]
    except InvalidOperation:
        return text
    digits = str(int(number))
    return digits if number == int(number) and len(digits) <= _MOST_DIGITS else text


@dataclass(frozen=True)
class Entry:
    """One of several entries as it is read: "Pembayaran 1" and what was said of it."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """One answered question as it is read; `entries` instead of `text` where several were given."""

    title: str
    text: str
    entries: tuple[Entry, ...] = ()


def title_of(ref: Any) -> str:
    """What the questionnaire is called, in the language of whoever reads; what names none is shown as it was kept."""
    found = books.book().get(ref) if isinstance(ref, str) else None
    return str(found.title) if found else _raw(ref)


def laid_out(ref: Any, answers: Any) -> list[Line]:
    """Every answer under its question, in the order asked.

    What was sealed elsewhere may be anything: what fits no question is shown as it was kept, never dropped, and nothing raises.
    """
    if not isinstance(answers, Mapping):
        return [Line("", _raw(answers))] if answers else []
    questionnaire = books.book().get(ref) if isinstance(ref, str) else None
    questions = questionnaire.questions if questionnaire else ()
    known = {question.key for question in questions}
    lines = [_line(question, answers[question.key]) for question in questions if question.key in answers]
    return lines + [Line(_raw(key), _raw(value)) for key, value in answers.items() if key not in known]


def as_text(ref: Any, answers: Any) -> str:
    """The answers as plain lines."""
    return "\n".join(plain(laid_out(ref, answers)))


def plain(lines: list[Line]) -> Iterator[str]:
    """Laid-out answers as plain lines."""
    for line in lines:
        if line.text:
            yield f"{line.title} {line.text}"
        for entry in line.entries:
            said = "; ".join(f"{title} {text}" for title, text in entry.lines)
            yield f"{entry.title}: {said}"


def _raw(value: Any) -> str:
    return _whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _whole(text: str) -> str:
    """Without halves of characters, which JSON can carry and no page can."""
    return text.encode("utf-8", "replace").decode()


def _line(question: Question, value: Any) -> Line:
    try:
        _checked(question, value)
    except NotAnswers:
        return Line(str(question.text), _raw(value))
    if question.kind != ENTRIES:
        return Line(str(question.text), _words(question, value))
    entries = [
        Entry(
            f"{question.one} {number}",
            tuple((str(one.text), _words(one, entry[one.key])) for one in question.fields if one.key in entry),
        )
        for number, entry in enumerate(value, 1)
    ]
    return Line(str(question.text), "", tuple(entries))


def _words(question: Question, value: Any) -> str:
    match question.kind:
        case kind if kind == SEVERAL:
            return "; ".join(str(question.option(one)) for one in value)
        case kind if kind in {CHOICE, YES_NO}:
            return str(question.option(value))
        case kind if kind == WHEN and _ISO.fullmatch(value):
            return _long_day(value)
        case kind if kind == AMOUNT and _is_money(value):
            return _("Rp%(amount)s") % {"amount": number_format(int(value), use_l10n=True, force_grouping=True)}
    return _whole(str(value))


def _is_money(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS and int(digits) >= _LEAST_RUPIAH


def _long_day(iso: str) -> str:
    try:
        return date_format(date.fromisoformat(iso), "j F Y")
    except ValueError:
        return iso
