"""Gains from the test before to the test after, and what is left of it when the same people are asked months later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from amanah.foundation.organisation.models import Holding, Unit
from amanah.rooms.learning.effect.estimates import Estimate, Said, estimate, merged, people, pooled
from amanah.rooms.learning.quizzes.declare import FINAL, LATER, POST, PRE
from amanah.rooms.learning.quizzes.models import Attempt, Test

SOON = 9
"""Months below which a test of memory counts as the earlier one."""
REST = ""


@dataclass(frozen=True)
class Pair:
    """One person's two tests, as percent of right answers."""

    test: UUID
    person: UUID
    before: float
    after: float
    on: date

    @property
    def gain(self) -> Said:
        """Whose, and how many percentage points."""
        return self.person, self.after - self.before


@dataclass(frozen=True)
class Line:
    """One line of a picture and its table. `name` is "" for all smaller groups together."""

    name: str
    gain: Estimate | None
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True)
class Measured:
    """Everything that was measured: `overall` None where too few did both tests."""

    people: int
    overall: Estimate | None
    by_test: list[Line] = field(default_factory=list)
    by_unit: list[Line] = field(default_factory=list)
    by_quarter: list[tuple[date, date, Estimate]] = field(default_factory=list)
    decay: list[tuple[str, Estimate | None]] = field(default_factory=list)


def measured(language: str) -> Measured:
    """Of everybody of the institution; four queries."""
    rows = list(
        Attempt.objects.filter(submitted_on__isnull=False, person__isnull=False)
        .order_by("submitted_on", "pk")
        .values_list("ref", "test_id", "person_id", "purpose", "origin", "right", "of", "submitted_on")
    )
    before: dict[tuple[UUID, UUID, str], float] = {}
    first: dict[tuple[UUID, UUID, str], tuple[float, date]] = {}
    scores: dict[str, tuple[float, date]] = {}
    later: list[tuple[UUID, str, float, date]] = []
    for ref, test, person, purpose, origin, right, of, on in rows:
        if person is None or on is None:
            continue
        key, score = (test, person, origin), 100 * (right or 0) / of
        scores[ref] = (score, on)
        if purpose == PRE:
            before.setdefault(key, score)
        elif purpose in {POST, FINAL}:
            first.setdefault(key, (score, on))  # the first try: trying again until it fits is no gain
        elif purpose == LATER:
            later.append((person, origin, score, on))
    pairs = [Pair(key[0], key[1], before[key], score, on) for key, (score, on) in first.items() if key in before]
    titles = {one.pk: one.said(language) for one in Test.objects.all()}
    return Measured(
        people(pair.gain for pair in pairs),
        estimate([pair.gain for pair in pairs]),
        _by_test(pairs, titles),
        _by_unit(pairs),
        _by_quarter(pairs),
        _decay(later, scores),
    )


def _by_test(pairs: list[Pair], titles: dict[UUID, str]) -> list[Line]:
    grouped: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[titles[pair.test]].append(pair)
    return _lines(grouped)


def _by_unit(pairs: list[Pair]) -> list[Line]:
    """By the unit directly below the institution to which somebody belongs now."""
    names = dict(Unit.objects.filter(parent__parent__isnull=True, parent__isnull=False).values_list("pk", "name"))
    everybody = {pair.person for pair in pairs}
    held = Holding.objects.filter(until__isnull=True).values_list("person_id", "post__unit__path")
    place = {person: names.get(UUID(path[32:64]), "") for person, path in held if person in everybody and len(path) >= 64}  # noqa: PLR2004 - two segments of a path
    grouped: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[place.get(pair.person, "")].append(pair)
    return _lines(grouped)


def _lines(grouped: dict[str, list[Pair]]) -> list[Line]:
    large, rest = pooled({name: [pair.gain for pair in some] for name, some in grouped.items() if name})
    rest += [pair.gain for pair in grouped.get(REST, [])]
    lines = [_line(name, grouped[name]) for name in sorted(large)]
    return [*lines, Line(REST, estimate(rest))] if rest else lines


def _line(name: str, some: list[Pair]) -> Line:
    return Line(name, estimate([pair.gain for pair in some]), _mean(pair.before for pair in some), _mean(pair.after for pair in some))


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)


def _by_quarter(pairs: list[Pair]) -> list[tuple[date, date, Estimate]]:
    grouped: dict[date, list[Said]] = defaultdict(list)
    for pair in pairs:
        grouped[quarter(pair.on)].append(pair.gain)
    told = [(one, last, estimate(values)) for one, last, values in merged(sorted(grouped.items()))]
    return [(one, last, found) for one, last, found in told if found is not None]


def _decay(later: list[tuple[UUID, str, float, date]], scores: dict[str, tuple[float, date]]) -> list[tuple[str, Estimate | None]]:
    """Sooner and later: by how many points the same people are below (or above) what they had right after learning."""
    grouped: dict[str, list[Said]] = {"soon": [], "late": []}
    for person, origin, score, on in later:
        if origin in scores:
            then, day = scores[origin]
            months = (on.year - day.year) * 12 + on.month - day.month
            grouped["soon" if months < SOON else "late"].append((person, score - then))
    return [(name, estimate(values)) for name, values in grouped.items() if values]


def quarter(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
