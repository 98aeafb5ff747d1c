"""How the questions of all instruments hang together: what a question is to those of other instruments and editions, both ways."""

from collections.abc import Iterator
from dataclasses import dataclass

from amanah.engines.instruments.definition import Instrument, Question, Relation
from amanah.engines.instruments.reading import editions, instruments

_BACK: dict[Relation, Relation] = {"equal": "equal", "part of": "contains", "contains": "part of", "overlaps": "overlaps"}
_ORDER: tuple[Relation, ...] = ("equal", "part of", "contains", "overlaps")


@dataclass(frozen=True)
class Mapped:
    """What a question is to something else: a question of an instrument we have, or a place in a standard that we only know by name."""

    to: str
    relation: Relation
    edition: str
    mark: str
    instrument: Instrument | None
    question: Question | None


def mapped(instrument: str, question: str, edition: str = "") -> list[Mapped]:
    """Everything that this question is linked with, from its own file and from those of others; first what is equal."""
    found: dict[tuple[str, str], Mapped] = {}
    for one in (*_onward(instrument, question, edition), *_back(instrument, question, edition)):
        found.setdefault((one.to, one.relation), one)
    return sorted(found.values(), key=lambda one: (_ORDER.index(one.relation), one.to))


def between(one: Instrument, other: Instrument) -> dict[str, list[tuple[str, Relation]]]:
    """Question of `one` → those of `other` with what it is to each, first what is equal; out of the files of both. Nothing for the rest."""
    found: dict[str, list[tuple[str, Relation]]] = {}
    for link in one.links:
        if link.place[0] == other.id and link.edition in {"", other.edition}:
            found.setdefault(link.question, []).append((link.place[1], link.relation))
    for link in other.links:
        if link.place[0] == one.id and link.edition in {"", one.edition}:
            found.setdefault(link.place[1], []).append((link.question, _BACK[link.relation]))
    return {key: sorted(set(some), key=lambda each: (_ORDER.index(each[1]), each[0])) for key, some in found.items()}


def _onward(instrument: str, question: str, edition: str) -> Iterator[Mapped]:
    for one in _chosen(instrument, edition):
        for link in one.links:
            if link.question == question:
                name, key = link.place
                target = _edition(name, link.edition)
                yield Mapped(link.to, link.relation, link.edition, link.mark, target, target.by_key.get(key) if target else None)


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


def _chosen(instrument: str, edition: str) -> list[Instrument]:
    found = _edition(instrument, edition)
    return [found] if found is not None else []


def _edition(instrument: str, edition: str) -> Instrument | None:
    if not edition:
        return instruments().get(instrument)
    return next((one for one in editions().get(instrument, ()) if one.edition == edition), None)
