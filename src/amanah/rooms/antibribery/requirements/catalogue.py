"""The requirements of both editions as the instruments hold them, and which of them are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from amanah.engines.instruments import reading
from amanah.engines.instruments.definition import Instrument, Part, Question, Relation
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import declare

_BACK: dict[str, Relation] = {"equal": "equal", "part of": "contains", "contains": "part of", "overlaps": "overlaps"}
_kept: dict[tuple[str, str], Mapping[str, tuple["Tie", ...]]] = {}
_ORDER = ("equal", "part of", "contains", "overlaps")


@dataclass(frozen=True, slots=True)
class Tie:
    """What a requirement is to one of the other edition."""

    question: str
    relation: Relation


def instrument(edition: str) -> Instrument | None:
    """The requirements of an edition; None while nobody installed them."""
    return reading.instruments().get(declare.INSTRUMENTS[edition])


def ref_of(scope: Scope, edition: str, question: str) -> str:
    """How other tables name the answer to a requirement."""
    return f"requirement:{scope.pk}/{declare.INSTRUMENTS[edition]}/{question}"


def find(edition: str, question: str) -> tuple[Question, Part] | None:
    """A requirement and the clause in which it stands."""
    found = instrument(edition) if edition in declare.INSTRUMENTS else None
    if found is None or question not in found.by_key:
        return None
    return found.by_key[question], found.leaves[question]


def clauses(edition: str) -> list[Part]:
    """The chapters of an edition."""
    found = instrument(edition)
    return list(found.parts) if found is not None else []


def chapter_of(clause: str) -> str:
    """The chapter of a clause: "7.2.1" stands in 7."""
    return clause.partition(".")[0]


def ties(edition: str) -> Mapping[str, tuple[Tie, ...]]:
    """Requirement of this edition → those of the other that it is linked with, what is equal first."""
    here, there = instrument(edition), instrument(declare.OTHER[edition])
    if here is None or there is None:
        return {}
    # Asked for every requirement of every scope, and the same as long as both files are.
    key = (here.sha256, there.sha256)
    if key not in _kept:
        _kept[key] = _ties(here, there)
    return _kept[key]


def twin(edition: str, question: str) -> str:
    """The requirement of the other edition that is the same; "" where there is none."""
    return next((tie.question for tie in ties(edition).get(question, ()) if tie.relation == "equal"), "")


def _ties(here: Instrument, there: Instrument) -> dict[str, tuple[Tie, ...]]:
    found: dict[str, set[tuple[str, Relation]]] = {}
    for link in here.links:
        if link.place[0] == there.id and link.place[1] in there.by_key:
            found.setdefault(link.question, set()).add((link.place[1], link.relation))
    for link in there.links:
        if link.place[0] == here.id and link.place[1] in here.by_key:
            found.setdefault(link.place[1], set()).add((link.question, _BACK[link.relation]))
    ordered = {key: sorted(some, key=lambda one: (_ORDER.index(one[1]), one[0])) for key, some in found.items()}
    return {key: tuple(Tie(*one) for one in some) for key, some in ordered.items()}


def of_the_function(clause: str) -> bool:
    """Whether the clause is about the anti-bribery function itself."""
    return any(clause == own or clause.startswith(f"{own}.") for own in declare.OF_THE_FUNCTION)


def mark_of(question: Question, part: Part) -> Literal["", "unverified"]:
    """Whether the number of the requirement's clause was never compared with the standard."""
    return "unverified" if "unverified" in (question.mark, part.mark) else ""


def unverified_clause(edition: str, clause: str) -> bool:
    """Whether the number of a clause was never compared with the standard."""
    found = instrument(edition)
    part = found.every_part.get(clause) if found is not None else None
    return part is not None and part.mark == "unverified"
