"""How alike two reports are, with the reasons said. Computed in memory over opened content, kept nowhere.

No single sign decides: the same unit alone is where most reports of an institution come from. The weights are a matter of judgement,
chosen so that two signs, or one very strong one, make a suggestion.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

UNIT, NAMES, WORDS, TOPIC, SERVICE, TIME = "unit", "names", "words", "topic", "service", "time"
WEIGHTS = {NAMES: 45, UNIT: 20, SERVICE: 15, TOPIC: 10, TIME: 5}
WORDS_WEIGHT = 100
"""What text that is wholly the same would weigh."""
SUGGESTED = 30
"""From here on two reports are shown side by side."""
_RUN = 2
_SHORTEST = 4
_ALIKE = 0.08
_WORD = re.compile(r"[a-z0-9]+")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agustus aug august",
            "sep september",
            "okt oktober oct october",
            "nov november",
            "des desember dec december",
        ),
        1,
    )
    for name in names.split()
}
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Traits:
    """What is compared of one report."""

    unit: str
    topic: str
    names: frozenset[str]
    shingles: frozenset[str]
    service: str = ""
    months: frozenset[tuple[int, int]] = frozenset()


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


def traits(*, unit: str, topic: str, names: Iterable[str], texts: Iterable[str], service: str = "", when: str = "") -> Traits:
    """The traits of a report: names folded, texts as the set of runs of two words, words shorter than four letters left out."""
    folded = frozenset(found for found in (" ".join(_words(name)) for name in names) if found)
    shingles: set[str] = set()
    for text in texts:
        words = [word for word in _words(text) if len(word) >= _SHORTEST]
        shingles |= {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return Traits(unit, topic, folded, frozenset(shingles), service, months(when))


def months(when: str) -> frozenset[tuple[int, int]]:
    """The months (year, month) that a person's words name, from "awal Maret 2026" to "2026-03-05"; none without a year."""
    words = _words(when)
    years = {int(word) for word in words if _YEAR.fullmatch(word)}
    named = {_MONTHS[word] for word in words if word in _MONTHS}
    named |= {int(found) for found in re.findall(r"\b(?:19|20)\d\d-(\d\d)\b", when) if 1 <= int(found) <= max(_MONTHS.values())}
    return frozenset((year, month) for year in years for month in named)


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
    if one.service and one.service == other.service:
        reasons.append(SERVICE)
        score += WEIGHTS[SERVICE]
    if one.topic and one.topic == other.topic:
        score += WEIGHTS[TOPIC]
        reasons.append(TOPIC)
    if one.months & other.months:
        score += WEIGHTS[TIME]
        reasons.append(TIME)
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
