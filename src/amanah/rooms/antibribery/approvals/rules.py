"""What the rulebook says about something that is to be given: who has to agree, and what nobody may agree to.

It is asked with the rules of one day and knows no record, so that the same question always has the same answer.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from amanah import rulebook
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.declare import Side
from amanah.rulebook.rules import Provision

_FORMS: Final = frozenset({"pt", "cv", "ud", "tbk", "persero", "yayasan", "koperasi"})


@dataclass(frozen=True)
class Facts:
    """What is to be given. `earlier` is what the same recipient was promised or given in the period before, in rupiah as well."""

    kind: str
    recipient_kind: str
    pending: str
    value: int
    people: int = 1
    cash: bool = False
    earlier: int = 0

    @property
    def each(self) -> int:
        """What falls on one head, rounded up."""
        return -(-self.value // self.people)


@dataclass(frozen=True)
class Judgement:
    """How high it has to go, whose signatures it needs in order, and why nobody may give one."""

    level: str
    signs: tuple[Side, ...]
    bars: tuple[str, ...]


def judge(facts: Facts, on: date) -> Judgement:
    """By the rules of that day. What the same recipient was given before is added, so that dividing a gift changes nothing."""
    level = _level(facts, on)
    return Judgement(level, declare.SIGNED_BY[level], tuple(_bars(facts, on)))


def bounds(on: date) -> list[Provision]:
    """The rules that it was judged by, for whoever wants to read them."""
    keys = (declare.HEAD_UP_TO, declare.FUNCTION_UP_TO, declare.PERSON_CEILING, declare.OFFICIAL_CEILING, declare.YEARLY_CEILING)
    return [rulebook.provision(key, on=on) for key in keys]


def fold(name: str) -> str:
    """A recipient by its name alone: PT Karya Aman and "CV. KARYA-AMAN" are one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words) or name.casefold()


def amount(key: str, on: date) -> int:
    """A limit in rupiah."""
    return int(rulebook.provision(key, on=on).value)


def _level(facts: Facts, on: date) -> str:
    total = facts.value + facts.earlier
    if facts.pending != declare.NO_DECISION or total > amount(declare.FUNCTION_UP_TO, on):
        return declare.HIGH
    if facts.recipient_kind in {declare.OFFICIAL, declare.ASSOCIATE} or total > amount(declare.HEAD_UP_TO, on):
        return declare.MIDDLE
    return declare.LOW


def _bars(facts: Facts, on: date) -> list[str]:
    found = []
    official = facts.recipient_kind == declare.OFFICIAL
    ceiling = declare.OFFICIAL_CEILING if official else declare.PERSON_CEILING
    if (facts.kind in declare.PERSONAL or official) and facts.each > amount(ceiling, on):
        found.append(declare.CEILING)
    if facts.value + facts.earlier > amount(declare.YEARLY_CEILING, on):
        found.append(declare.YEARLY)
    if facts.cash and (facts.kind in declare.PERSONAL or official):
        found.append(declare.CASH)
    if official and facts.pending != declare.NO_DECISION:
        found.append(declare.UNDECIDED)
    return found
