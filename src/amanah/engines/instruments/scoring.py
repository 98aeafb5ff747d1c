"""Scores: computed, never entered, and each one shown with everything it is made of."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from amanah.engines.instruments.definition import Formula, Instrument, Part, Predicate, Question

CENT: Final = Decimal("0.01")
LONGEST: Final = 30
"""A number with more digits than this before or after the point is none that anybody counted."""
Answers = Mapping[str, Any]
"""Question → answer: a choice as text, a number, or counts by name for a percentage. None and "" mean unanswered."""


class AnswerError(Exception):
    """An answer that its question cannot take; the text names the question."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer, the value of it from 0 to 1 (None: unanswered, which earns nothing) and its points."""

    question: Question
    answer: Any
    value: Decimal | None
    points: Decimal
    most: Decimal
    applies: bool = True
    """Whether it counts at all; one that was answered with "not applicable" can neither earn nor cost."""

    @property
    def said(self) -> bool:
        """Whether anything was answered."""
        return self.value is not None or not self.applies


@dataclass(frozen=True, slots=True)
class Scored:
    """One part with what it earned and what it is made of."""

    part: Part
    points: Decimal
    parts: tuple["Scored", ...]
    answers: tuple[Answered, ...]

    @property
    def most(self) -> Decimal:
        """The most that it can earn with what applies of it."""
        if self.parts:
            return sum((one.most for one in self.parts), Decimal(0))
        if all(one.applies for one in self.answers):
            return self.part.weight
        if self.part.roll_up == "minimum":
            return self.part.weight if any(one.applies for one in self.answers) else Decimal(0)
        return sum((one.most for one in self.answers), Decimal(0))

    @property
    def percent(self) -> Decimal:
        """Its share of what it could earn."""
        return self.points / self.most * 100 if self.most else Decimal(0)

    def walk(self) -> Iterator["Scored"]:
        """This part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Met:
    """One condition of a predicate, with what was reached."""

    title: str
    reached: Decimal
    wanted: Decimal
    unit: str

    @property
    def held(self) -> bool:
        """Whether it is met, judged on what is shown: two decimals."""
        return rounded(self.reached) >= self.wanted


@dataclass(frozen=True, slots=True)
class Score:
    """A whole sheet. `total` has two decimals, half up; nothing before it is rounded."""

    instrument: Instrument
    parts: tuple[Scored, ...]

    @property
    def exact(self) -> Decimal:
        """The total before rounding."""
        return sum((part.points for part in self.parts), Decimal(0))

    @property
    def total(self) -> Decimal:
        """The total."""
        return rounded(self.exact)

    @property
    def most(self) -> Decimal:
        """The most that it can earn with what applies of it."""
        return sum((part.most for part in self.parts), Decimal(0))

    @property
    def grade(self) -> str:
        """The grade that the total earns; empty where the instrument has none."""
        for band in sorted(self.instrument.bands, key=lambda one: -one.bound):
            if self.total > band.bound or (band.inclusive and self.total == band.bound):
                return band.grade
        return ""

    def answers(self) -> Iterator[Answered]:
        """Every question with its answer, in official order."""
        for top in self.parts:
            for part in top.walk():
                yield from part.answers

    def of(self, keys: tuple[str, ...]) -> tuple[Decimal, Decimal]:
        """What these parts earned together, and what they can; no keys: the whole."""
        if not keys:
            return self.exact, self.most
        found = [part for top in self.parts for part in top.walk() if part.part.key in keys]
        return sum((one.points for one in found), Decimal(0)), sum((one.most for one in found), Decimal(0))

    def met(self, predicate: Predicate) -> list[Met]:
        """The conditions of a predicate, one by one."""
        judged: list[Met] = []
        for condition in predicate.conditions:
            earned, most = self.of(condition.parts)
            if condition.points is not None:
                judged.append(Met(condition.title.id, earned, condition.points, "points"))
            if condition.percent is not None:
                reached = earned / most * 100 if most else Decimal(0)
                judged.append(Met(condition.title.id, reached, condition.percent, "percent"))
        return judged


def score(instrument: Instrument, answers: Answers) -> Score:
    """Score a sheet, complete or partial. Raises AnswerError for an unknown question or an answer that it cannot take."""
    unknown = set(answers) - {question.key for question in instrument.questions}
    if unknown:
        raise AnswerError(f"{instrument.id} has no question {', '.join(sorted(unknown)[:5])}")
    return Score(instrument, tuple(_part(part, answers) for part in instrument.parts))


def gains(sheet: Score) -> list[tuple[Answered, Decimal]]:
    """What each question could still add, most first: where effort lifts the score."""
    missing = [(one, one.most - one.points) for one in sheet.answers() if one.points < one.most]
    return sorted(missing, key=lambda pair: (-pair[1], pair[0].question.key))


def value(question: Question, answer: Any) -> Decimal | None:
    """What an answer is worth, from 0 to 1; None where there is none, or one that takes the question out. Raises AnswerError."""
    if answer is None or answer == "":
        return None
    match question.kind:
        case "choice":
            return _choice(question, answer)
        case "pair":
            return _percentage(question, _counts(question, answer))
        case "percentage" if isinstance(answer, Mapping):
            return _percentage(question, answer)
        case "level":
            level = _number(question, answer)
            if level != level.to_integral_value() or not 1 <= level <= question.highest:
                raise AnswerError(f"{question.key}: {answer!r} is no level from 1 to {question.highest}")
            return level / question.highest
        case _:
            number = _number(question, answer)
            if number < 0 or (question.kind == "number" and number > question.highest):
                raise AnswerError(f"{question.key}: {answer!r} is not between 0 and {question.highest}")
            return min(number, question.highest) / question.highest


def applies(question: Question, answer: Any) -> bool:
    """Whether the question counts with this answer. Raises AnswerError."""
    if question.scale is None or not question.scale.apart or answer is None or answer == "":
        return True
    return _chosen(question, answer) not in question.scale.apart


def tidy(question: Question, answer: Any) -> Any:
    """An answer in the one form in which it is kept: the scale's own word, a number as text, counts as text by name; None for none.

    Raises AnswerError where `value` would.
    """
    if value(question, answer) is None and applies(question, answer):
        return None
    if question.kind == "choice":
        return _chosen(question, answer)
    if question.kind == "pair":
        answer = _counts(question, answer)
    if isinstance(answer, Mapping) and question.formula is not None:
        return {name: _text(_number(question, answer[name])) for name in question.formula.counts}
    return _text(_number(question, answer))


def rounded(number: Decimal) -> Decimal:
    """Two decimals, half up, as the official sheets show them."""
    return number.quantize(CENT, ROUND_HALF_UP)


def shares(instrument: Instrument, apart: Collection[str]) -> dict[str, Decimal]:
    """Part → which share of its weight applies, from 0 to 1, where these questions do not; "" is the whole. Whole parts are absent."""
    found: dict[str, Decimal] = {}

    def most(part: Part) -> Decimal:
        if part.parts:
            applying = sum((most(one) for one in part.parts), Decimal(0))
        elif not any(one.key in apart for one in part.questions):
            applying = part.weight
        elif part.roll_up == "minimum":
            applying = part.weight if any(one.key not in apart for one in part.questions) else Decimal(0)
        else:
            applying = sum((part.most(one) for one in part.questions if one.key not in apart), Decimal(0))
        if part.weight and applying != part.weight:
            found[part.key] = applying / part.weight
        return applying

    whole = sum((most(part) for part in instrument.parts), Decimal(0))
    if instrument.most and whole != instrument.most:
        found[""] = whole / instrument.most
    return found


def _part(part: Part, answers: Answers) -> Scored:
    below = tuple(_part(one, answers) for one in part.parts)
    if below:
        return Scored(part, sum((one.points for one in below), Decimal(0)), below, ())
    answered = tuple(_answered(part, question, answers.get(question.key)) for question in part.questions)
    if part.roll_up == "weighted":
        return Scored(part, sum((one.points for one in answered), Decimal(0)), (), answered)
    if part.roll_up == "minimum":
        earned = min((one.value or Decimal(0) for one in answered if one.applies), default=Decimal(0))
    else:
        earned = sum((one.value or Decimal(0) for one in answered), Decimal(0)) / len(answered)
    return Scored(part, earned * part.weight, (), answered)


def _answered(part: Part, question: Question, answer: Any) -> Answered:
    worth, most = value(question, answer), part.most(question)
    if not applies(question, answer):
        return Answered(question, answer, None, Decimal(0), Decimal(0), applies=False)
    return Answered(question, answer, worth, (worth or Decimal(0)) * most, most)


def _choice(question: Question, answer: Any) -> Decimal | None:
    chosen = _chosen(question, answer)
    return question.scale.values.get(chosen) if question.scale else None


def _chosen(question: Question, answer: Any) -> str:
    scale = question.scale
    if scale is None:
        raise AnswerError(f"{question.key} has no scale")
    if isinstance(answer, str) and answer in scale.answers:
        return answer
    text = str(answer).strip().casefold()
    wanted = scale.also.get(text, text)
    for known in scale.answers:
        if known.casefold() == wanted.casefold():
            return known
    raise AnswerError(f"{question.key}: {answer!r} is none of {', '.join(scale.answers)}")


def _counts(question: Question, answer: Any) -> Mapping[str, Any]:
    """The counts of a pair: by name, or written "3/4" in the order of its formula."""
    if isinstance(answer, Mapping):
        return answer
    names = question.formula.counts if question.formula else ()
    numbers = str(answer).split("/")
    if len(numbers) != len(names):
        raise AnswerError(f"{question.key}: {answer!r} is not {'/'.join(names)}")
    return dict(zip(names, numbers, strict=True))


def _percentage(question: Question, counts: Mapping[str, Any]) -> Decimal:
    formula = question.formula
    if formula is None:
        raise AnswerError(f"{question.key} takes a percentage, no counts")
    absent = [name for name in formula.counts if counts.get(name) in (None, "")]
    if absent:
        raise AnswerError(f"{question.key}: the count {', '.join(absent)} is missing")
    numbers = {name: _number(question, counts[name]) for name in formula.counts}
    if any(number < 0 for number in numbers.values()):
        raise AnswerError(f"{question.key}: a count is below zero")
    return _share(formula, numbers)


def _share(formula: Formula, counts: Mapping[str, Decimal]) -> Decimal:
    over = counts[formula.over] - (counts[formula.less] if formula.less else Decimal(0))
    under = counts[formula.under]
    if under == 0:
        return formula.zero_both if not any(counts.values()) else formula.empty
    return min(max(over / under, Decimal(0)), Decimal(1))


def _text(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _number(question: Question, answer: Any) -> Decimal:
    try:
        number = Decimal(str(answer).strip().removesuffix("%").replace(",", "."))
    except InvalidOperation:
        raise AnswerError(f"{question.key}: {answer!r} is no number") from None
    if not number.is_finite() or abs(number.adjusted()) > LONGEST:
        raise AnswerError(f"{question.key}: {answer!r} is no number")
    return number
