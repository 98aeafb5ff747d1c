"""One sheet beside another: which answers changed, and what each part won or lost by it. Over years: every part in every year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amanah.engines.instruments.answering import same
from amanah.engines.instruments.definition import Part, Question
from amanah.engines.instruments.scoring import Score


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that is answered otherwise, or that only one of the two editions has, with the points it earned then and now."""

    question: Question
    before: Any
    now: Any
    points_before: Decimal | None
    points_now: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What it won or lost."""
        return (self.points_now or Decimal(0)) - (self.points_before or Decimal(0))


@dataclass(frozen=True, slots=True)
class Moved:
    """A part with its points then and now; None where that edition has no such part. `depth` is its place in the tree."""

    part: Part
    depth: int
    before: Decimal | None
    now: Decimal | None
    changed: int = 0

    @property
    def difference(self) -> Decimal:
        """What it won or lost."""
        return (self.now or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two sheets. The differences of the parts on top add up to that of the total."""

    before: Score
    now: Score
    changed: tuple[Changed, ...]
    parts: tuple[Moved, ...]

    @property
    def difference(self) -> Decimal:
        """What the total won or lost, before rounding."""
        return self.now.exact - self.before.exact


def compare(before: Score, now: Score) -> Comparison:
    """Two sheets of one instrument, of the same edition or not; questions and parts are known by their keys."""
    then = {one.question.key: one for one in before.answers()}
    today = {one.question.key: one for one in now.answers()}
    changed = []
    for key in dict.fromkeys([*today, *then]):
        old, new = then.get(key), today.get(key)
        one = new or old
        if one is None or (old and new and same(one.question, old.answer, new.answer)):
            continue
        changed.append(
            Changed(
                one.question,
                old.answer if old else None,
                new.answer if new else None,
                old.points if old else None,
                new.points if new else None,
            )
        )
    return Comparison(before, now, tuple(changed), tuple(_parts(before, now, changed)))


def years(sheets: Sequence[tuple[str, Score]]) -> list[tuple[Part, int, list[Decimal | None]]]:
    """Every part with its depth and its points in each of these sheets, oldest first as given; None where a sheet has no such part."""
    points = [_points(one) for _name, one in sheets]
    return [(part, depth, [one.get(key) for one in points]) for key, (part, depth) in _tree([one for _name, one in sheets]).items()]


def _parts(before: Score, now: Score, changed: Sequence[Changed]) -> list[Moved]:
    then, today = _points(before), _points(now)
    leaves = {**before.instrument.leaves, **now.instrument.leaves}
    places = [leaves[one.question.key].key + "." for one in changed]
    return [
        Moved(part, depth, then.get(key), today.get(key), sum(place.startswith(f"{key}.") for place in places))
        for key, (part, depth) in _tree([now, before]).items()
    ]


def _points(sheet: Score) -> dict[str, Decimal]:
    return {part.part.key: part.points for top in sheet.parts for part in top.walk()}


def _tree(sheets: Sequence[Score]) -> Mapping[str, tuple[Part, int]]:
    """Every part of any of them, in the order of the first that has it."""
    found: dict[str, tuple[Part, int]] = {}
    for sheet in sheets:
        for top in sheet.instrument.parts:
            for part in top.walk():
                found.setdefault(part.key, (part, part.key.count(".") - top.key.count(".")))
    return found
