"""How the questions of all instruments hang together: what a question is to those of other instruments and editions, both ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from amanah.engines.instruments.definition import Instrument, Link, Question
from amanah.engines.instruments.reading import editions, instruments

Towards = Literal["equal", "part of", "contains", "overlaps"]
_BACK: dict[str, Towards] = {"equal": "equal", "part of": "contains", "overlaps": "overlaps"}


@dataclass(frozen=True)
class Mapped:
    """What a question is to something else: a question of an instrument we have, or a place in a standard that we only know by name."""

    to: str
    relation: Towards
    edition: str
    mark: str
    instrument: Instrument | None
    question: Question | None


def mapped(instrument: str, question: str, edition: str = "") -> list[Mapped]:
    """Everything that this question is linked with, from its own file and from those of others; first what is equal."""
    found: dict[tuple[str, str], Mapped] = {}
    for one in (*_onward(instrument, question, edition), *_back(instrument, question, edition)):
        found.setdefault((one.to, one.relation), one)
    order = ("equal", "part of", "contains", "overlaps")
    return sorted(found.values(), key=lambda one: (order.index(one.relation), one.to))


def _onward(instrument: str, question: str, edition: str) -> Iterator[Mapped]:
    for one in _chosen(instrument, edition):
        for link in one.links:
            if link.question == question:
                name, key = link.place
                target = _edition(name, link.edition)
                yield Mapped(link.to, _forward(link), link.edition, link.mark, target, target.by_key.get(key) if target else None)


def _back(instrument: str, question: str, edition: str) -> Iterator[Mapped]:
    for other in instruments().values():
        for link in other.links:
            if link.place == (instrument, question) and (not link.edition or not edition or link.edition == edition):
                yield Mapped(
                    f"{other.id}:{link.question}",
                    _BACK[link.relation],
                    other.edition,
                    link.mark,
                    other,
                    other.by_key[link.question],
                )


def _forward(link: Link) -> Towards:
    return link.relation


def _chosen(instrument: str, edition: str) -> list[Instrument]:
    found = _edition(instrument, edition)
    return [found] if found is not None else []


def _edition(instrument: str, edition: str) -> Instrument | None:
    if not edition:
        return instruments().get(instrument)
    return next((one for one in editions().get(instrument, ()) if one.edition == edition), None)
