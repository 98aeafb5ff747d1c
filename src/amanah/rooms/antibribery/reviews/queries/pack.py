"""The input pack of a review: every input that the standard asks for, with what the house knows of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from amanah.engines import contributions
from amanah.engines.contributions import Section, Told
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.declare import Ask
from amanah.rooms.antibribery.reviews.models import Review
from amanah.rooms.antibribery.reviews.queries.own import OWN


@dataclass(frozen=True)
class Clause:
    """Where an edition asks for an input; `unverified` where nobody compared the number with the standard."""

    edition: str
    number: str
    unverified: bool


@dataclass(frozen=True)
class Input:
    """One numbered section of the pack. `asks` says in our own words what is asked; without lines, nothing was recorded."""

    number: int
    key: str
    title: str
    clauses: tuple[Clause, ...]
    asks: str
    house: bool
    sections: tuple[Section, ...]
    comment: str

    @property
    def empty(self) -> bool:
        """Whether nothing speaks to it."""
        return not self.sections


@dataclass(frozen=True)
class Difference:
    """A line that reads otherwise than when the pack was frozen: `was` "" where it is new, `now` "" where it is gone."""

    section: str
    title: str
    was: str
    now: str


def build(viewer: Viewer, review: Review) -> list[Input]:
    """The pack as this viewer's eyes see the house now, in the language of the moment."""
    said = dict(review.comments.values_list("ask", "text"))
    asks = declare.asks_of(review.kind, review.scope.edition_keys)
    return [_input(place, ask, viewer, review, said.get(ask.key, "")) for place, ask in enumerate(asks, 1)]


def plain(inputs: Iterable[Input]) -> list[dict[str, Any]]:
    """The same as canonical values, for the bytes that are frozen."""
    return [
        {
            "number": one.number,
            "key": one.key,
            "title": one.title,
            "clauses": [[clause.edition, clause.number, clause.unverified] for clause in one.clauses],
            "asks": one.asks,
            "house": one.house,
            "sections": [
                {"title": str(section.title), "lines": [[str(line.title), str(line.text), line.url, line.day] for line in section.lines]}
                for section in one.sections
            ],
            "comment": one.comment,
        }
        for one in inputs
    ]


def thawed(values: Iterable[Mapping[str, Any]]) -> list[Input]:
    """The inputs that `plain` wrote."""
    return [
        Input(
            one["number"],
            one["key"],
            one["title"],
            tuple(Clause(*clause) for clause in one["clauses"]),
            one["asks"],
            one["house"],
            tuple(Section(some["title"], tuple(_line(*line) for line in some["lines"])) for some in one["sections"]),
            one["comment"],
        )
        for one in values
    ]


def compared(frozen: Iterable[Input], live: Iterable[Input]) -> dict[str, list[Difference]]:
    """Input → what reads otherwise now; inputs of which everything is as it was are left out."""
    now = {one.key: _lines(one) for one in live}
    found = {}
    for one in frozen:
        before, after = _lines(one), now.get(one.key, {})
        places = [*before, *(place for place in after if place not in before)]
        changed = [
            Difference(place[0], place[1], before.get(place, ""), after.get(place, ""))
            for place in places
            if before.get(place) != after.get(place)
        ]
        if changed:
            found[one.key] = changed
    return found


def _line(title: str, text: str, url: str, day: str | None) -> Told:
    return Told(title, text, url, date.fromisoformat(day) if day else None)


def _lines(one: Input) -> dict[tuple[str, str, int], str]:
    """Section, title and how many of that name came before → what is said."""
    found: dict[tuple[str, str, int], str] = {}
    for section in one.sections:
        for line in section.lines:
            nth = 0
            while (place := (str(section.title), str(line.title), nth)) in found:
                nth += 1
            found[place] = str(line.text)
    return found


def _input(place: int, ask: Ask, viewer: Viewer, review: Review, comment: str) -> Input:
    scope, period = review.scope, (review.period_from, review.period_to)
    sections = [Section(*one) for one in OWN[ask.own](review)] if ask.own else []
    for topic in ask.topics:
        sections += contributions.told(topic, viewer, scope.unit, *period)
    clauses, asks = [], ""
    for edition in scope.edition_keys:
        found = catalogue.find(edition, ask.at[edition]) if ask.at[edition] else None
        if found is None:
            continue
        question, part = found
        clauses.append(Clause(edition, part.key, catalogue.mark_of(question, part) == "unverified"))
        asks = asks or " ".join(one.get(get_language() or "id") for one in question.criteria)
    return Input(place, ask.key, str(ask.title), tuple(clauses), asks, ask.house, tuple(one for one in sections if one.lines), comment)
