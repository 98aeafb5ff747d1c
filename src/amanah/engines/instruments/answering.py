"""From what somebody types, or a cell holds, to an answer; and from an answer to words."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.scoring import AnswerError, value

_LONGEST: Final = 60
_MOST_COUNT: Final = 10**12


class Unfit(ValueError):  # noqa: N818 - says what happened
    """What was written is no answer to its question; the sentence says why."""


def read(question: Question, text: str, counts: Mapping[str, str] | None = None) -> Any:
    """The answer that was written: None for nothing, a word of the scale as the scale writes it, a number as text, or counts by name.

    Where any count is given, all are needed, and the text beside them is passed over: it is what they make. Raises Unfit.
    """
    given = {name: said.strip() for name, said in (counts or {}).items() if said.strip()}
    if given and question.formula:
        return _counts(question, given)
    said = " ".join(text.split())
    if not said:
        return None
    if question.kind == "pair":
        raise Unfit(_("Butir ini dijawab dengan jumlah, bukan dengan angka jadi."))
    if question.scale:
        folded = said.casefold()
        meant = question.scale.also.get(folded, folded)
        for answer in question.scale.answers:
            if answer.casefold() == meant.casefold():
                return answer
        raise Unfit(_("“%(said)s” bukan jawaban butir ini. Pilihannya: %(options)s.") % _named(said, question))
    number = _number(question, said)
    try:
        value(question, number)
    except AnswerError:
        raise Unfit(_("“%(said)s” di luar pilihan butir ini: %(options)s.") % _named(said, question)) from None
    return number


def options(question: Question) -> str:
    """What may be answered, as the official worksheets write it: "Ya/Tidak", "A/B/C", "%", "0-4", "1-5"."""
    if question.scale:
        return "/".join(question.scale.answers)
    if question.kind in {"percentage", "pair"}:
        return "%"
    return f"{1 if question.kind == 'level' else 0}-{question.highest.normalize():f}"


def written(question: Question, answer: Any) -> str:
    """An answer as the cell of a worksheet shows it; counts as the percentage that they make."""
    if answer is None or answer == "":
        return ""
    if isinstance(answer, Mapping):
        share = value(question, answer)
        return f"{plain((share or Decimal(0)) * 100)}%"
    return f"{answer}%" if question.kind == "percentage" else str(answer)


def titled(question: Question, answer: Any) -> str:
    """An answer as `written`, a word of a scale in the reader's language where the scale has it in both."""
    title = question.scale.titles.get(str(answer)) if question.scale else None
    return title.get(get_language() or "id") if title else written(question, answer)


def count_title(instrument: Instrument, name: str) -> str:
    """What a count is called, in the reader's language."""
    title = instrument.counts.get(name)
    return title.get(get_language() or "id") if title else name.replace("_", " ")


def best(question: Question) -> Any:
    """The answer that earns most."""
    if question.scale:
        return max(question.scale.values, key=lambda one: question.scale.values[one] if question.scale else 0)
    if question.kind == "pair" and question.formula:
        return {name: int(name != question.formula.less) for name in question.formula.counts}
    return plain(question.highest)


def plain(number: Decimal) -> str:
    """A number with at most two decimals and none that say nothing."""
    return f"{round(number, 2).normalize():f}"


def same(question: Question, one: Any, other: Any) -> bool:
    """Whether two answers say the same; an unanswered one is like another."""
    if one in (None, "") or other in (None, ""):
        return one in (None, "") and other in (None, "")
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {key: Decimal(str(said)) for key, said in one.items()} == {key: Decimal(str(said)) for key, said in other.items()}
    if question.scale or one == other or type(one) is not type(other):
        return bool(one == other)
    try:
        return value(question, one) == value(question, other)
    except AnswerError:  # one of them was an answer in another edition only
        return False


def _named(said: str, question: Question) -> dict[str, str]:
    return {"said": said[:_LONGEST], "options": ", ".join(question.scale.answers) if question.scale else options(question)}


def _number(question: Question, said: str) -> str:
    try:
        number = Decimal(said.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise Unfit(_("“%(said)s” bukan angka. Yang diterima: %(options)s.") % _named(said, question))
    return f"{number.normalize():f}"


def _counts(question: Question, given: Mapping[str, str]) -> dict[str, int]:
    names = question.formula.counts if question.formula else ()
    if any(name not in given for name in names):
        raise Unfit(_("Isi semua jumlahnya, atau kosongkan semuanya."))
    found: dict[str, int] = {}
    for name in names:
        plain_text = given[name].replace(".", "").replace(" ", "")
        if not (plain_text.isascii() and plain_text.isdecimal() and int(plain_text) < _MOST_COUNT):
            raise Unfit(_("“%(said)s” bukan jumlah: isi angka bulat, 0 bila tidak ada.") % {"said": given[name][:_LONGEST]})
        found[name] = int(plain_text)
    return found
