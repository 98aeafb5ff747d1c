"""How alike two reports are, with the reasons said. Computed in memory over opened content, kept nowhere.

No single sign decides: the same unit alone is where most reports of an institution come from. The weights are a matter of judgement,
chosen so that two signs, or one very strong one, make a suggestion.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

UNIT, NAMES, WORDS, TOPIC = "unit", "names", "words", "topic"
WEIGHTS = {NAMES: 45, UNIT: 20, TOPIC: 10}
WORDS_WEIGHT = 100
"""What text that is wholly the same would weigh."""
SUGGESTED = 30
"""From here on two reports are shown side by side."""
_RUN = 2
_SHORTEST = 4
_ALIKE = 0.08
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Traits:
    """What is compared of one report."""

    unit: str
    topic: str
    names: frozenset[str]
    shingles: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """How alike, from 0 to 100, why (codes of this module), and the words that stand in both."""

    score: int
    reasons: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    share: int = 0

    @property
    def suggested(self) -> bool:
        """Whether a person should look."""
        return self.score >= SUGGESTED


def traits(*, unit: str, topic: str, names: Iterable[str], texts: Iterable[str]) -> Traits:
    """The traits of a report: names folded, texts as the set of runs of two words, words shorter than four letters left out."""
    folded = frozenset(found for found in (" ".join(_words(name)) for name in names) if found)
    shingles: set[str] = set()
    for text in texts:
        words = [word for word in _words(text) if len(word) >= _SHORTEST]
        shingles |= {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return Traits(unit, topic, folded, frozenset(shingles))


def likeness(one: Traits, other: Traits) -> Likeness:
    """Compare two reports. The order does not matter; a report is wholly like itself."""
    reasons, score = [], 0
    shared = sorted(name for name in one.names if _has(other.names, name)) or sorted(name for name in other.names if _has(one.names, name))
    if shared:
        reasons.append(NAMES)
        score += WEIGHTS[NAMES]
    if one.unit and one.unit == other.unit:
        reasons.append(UNIT)
        score += WEIGHTS[UNIT]
    if one.topic and one.topic == other.topic:
        score += WEIGHTS[TOPIC]
        reasons.append(TOPIC)
    both, either = len(one.shingles & other.shingles), len(one.shingles | other.shingles)
    share = both / either if either else 0.0
    if share >= _ALIKE:
        reasons.append(WORDS)
        score += round(share * WORDS_WEIGHT)
    return Likeness(min(100, score), tuple(reasons), tuple(shared), round(share * 100))


def _has(names: Collection[str], name: str) -> bool:
    """Whether one of the names is this one, or a longer or shorter form of it, of at least two words or one long word."""
    parts = set(name.split())
    for other in names:
        theirs = set(other.split())
        common = parts & theirs
        if parts == theirs or (common and common in (parts, theirs) and sum(map(len, common)) >= 2 * _SHORTEST):
            return True
    return False


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
