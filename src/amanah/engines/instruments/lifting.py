"""What would lift a sheet: the questions that add most, and the fewest that a missed condition asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from amanah.engines.instruments import answering
from amanah.engines.instruments.definition import Condition, Instrument, Predicate, Question
from amanah.engines.instruments.scoring import Answered, Score, Scored, rounded, score
from amanah.rulebook.rules import Text

ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a predicate against a sheet: what was reached of what is wanted, in points or percent."""

    condition: Condition
    reached: Decimal
    wanted: Decimal
    unit: str

    @property
    def title(self) -> Text:
        """What it is about."""
        return self.condition.title

    @property
    def held(self) -> bool:
        """Whether it is met, judged on two decimals as they are shown."""
        return rounded(self.reached) >= self.wanted

    @property
    def missing(self) -> Decimal:
        """How much is missing, nothing where it is met."""
        return ZERO if self.held else self.wanted - rounded(self.reached)


@dataclass(frozen=True, slots=True)
class Lift:
    """One question, its answer now, the best it could have, and what that alone would add to the total."""

    question: Question
    answer: Any
    best: Any
    gain: Decimal


def tests(sheet: Score, predicate: Predicate) -> list[Test]:
    """Every condition of a predicate, in the order of the instrument."""
    return [
        Test(condition, met.reached, met.wanted, met.unit)
        for condition in predicate.conditions
        for met in sheet.met(replace(predicate, conditions=(condition,)))
    ]


def lifts(sheet: Score, parts: tuple[str, ...] = ()) -> list[Lift]:
    """What each question could add if it alone were answered best, most first; within these parts, or anywhere."""
    found = [
        _lift(part, one) for part in _chosen(sheet, parts) for one in part.answers if one.applies and (one.value is None or one.value < 1)
    ]
    return sorted(found, key=lambda one: -one.gain)


def towards(sheet: Score, answers: Mapping[str, Any], condition: Condition) -> list[Lift]:
    """The fewest questions whose best answers meet a missed condition, those that add most first; none where it is met."""
    if _held(sheet, condition):
        return []
    offered = lifts(sheet, condition.parts)
    if any(part.part.roll_up == "minimum" for part in _chosen(sheet, condition.parts)):
        return _one_by_one(sheet, answers, condition)
    taken: list[Lift] = []
    earned, most = sheet.of(condition.parts)
    for one in offered:
        taken.append(one)
        earned += one.gain
        if _enough(condition, earned, most):
            break
    return taken


def _enough(condition: Condition, earned: Decimal, most: Decimal) -> bool:
    """Whether these points of that many meet it, judged on two decimals as they are shown."""
    in_points = condition.points is None or rounded(earned) >= condition.points
    return in_points and (condition.percent is None or rounded(earned / most * 100) >= condition.percent)


def _one_by_one(sheet: Score, answers: Mapping[str, Any], condition: Condition) -> list[Lift]:
    """The same where only the least of a part counts, so that what one question adds hangs on the others."""
    tried: dict[str, Any] = dict(answers)
    taken: list[Lift] = []
    now = sheet
    while not _held(now, condition):
        done = {one.question.key for one in taken}
        offered = [one for one in lifts(now, condition.parts) if one.question.key not in done]
        if not offered:
            break
        best = _first(now, offered)
        taken.append(best)
        tried[best.question.key] = best.best
        now = score(sheet.instrument, tried)
    return taken


def _first(sheet: Score, offered: Sequence[Lift]) -> Lift:
    """What adds most; where the least alone adds nothing as long as another is as low, the lowest."""
    worth = {one.question.key: one.value or ZERO for one in sheet.answers()}
    return max(offered, key=lambda one: (one.gain, -worth[one.question.key]))


def changed(instrument: Instrument, answers: Mapping[str, Any], tries: Mapping[str, Any]) -> Score:
    """The score as it would be with some answers changed; nothing is kept. Raises AnswerError."""
    return score(instrument, {**answers, **tries})


def _lift(part: Scored, one: Answered) -> Lift:
    if part.part.roll_up == "minimum":
        others = [other.value or ZERO for other in part.answers if other is not one and other.applies]
        gain = (min([*others, Decimal(1)]) - min([*others, one.value or ZERO])) * part.part.weight
    else:
        gain = one.most - one.points
    return Lift(one.question, one.answer, answering.best(one.question), gain)


def _chosen(sheet: Score, parts: tuple[str, ...]) -> Iterator[Scored]:
    for top in sheet.parts:
        for part in top.walk():
            if part.answers and (not parts or any(part.part.key == key or part.part.key.startswith(f"{key}.") for key in parts)):
                yield part


def _held(sheet: Score, condition: Condition) -> bool:
    whole = Predicate("", condition.title, (condition,), "")
    return all(met.held for met in sheet.met(whole))
