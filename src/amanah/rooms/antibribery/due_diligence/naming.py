"""Whether two names may mean the same: folded, without legal forms and titles, and compared by how alike their words are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FORMS: Final = frozenset(
    [
        "pt",
        "cv",
        "ud",
        "pd",
        "tbk",
        "persero",
        "perum",
        "perseroan",
        "terbatas",
        "fa",
        "firma",
        "koperasi",
        "yayasan",
        "perkumpulan",
        "ltd",
        "limited",
        "inc",
        "llc",
        "co",
        "corp",
        "gmbh",
        "pte",
        "sdn",
        "bhd",
    ]
)
TITLES: Final = frozenset(
    [
        "dr",
        "drs",
        "dra",
        "ir",
        "h",
        "hj",
        "kh",
        "haji",
        "hajah",
        "prof",
        "st",
        "mt",
        "se",
        "mm",
        "sh",
        "mh",
        "msi",
        "mkom",
        "skom",
        "spd",
        "mpd",
        "sip",
        "map",
        "amd",
        "bapak",
        "ibu",
        "sdr",
    ]
)
OLD: Final = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"))
"""How names were spelt before 1972, and how they are spelt since."""
LEAST_DIGITS: Final = 6
CONTAINED: Final = 0.9
"""What a name counts that is wholly contained in a longer one, against one that is the same."""
_SPLIT: Final = re.compile(r"[^a-z0-9]+")
_DOTTED: Final = re.compile(r"\b((?:[a-z]\.){1,3}[a-z]?)(?=\W|$)")


def fold(name: str) -> str:
    """A name without marks, case, legal forms and titles, words in order; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = _DOTTED.sub(lambda found: found[1].replace(".", ""), plain)
    words = [word for word in _SPLIT.split(plain) if word]
    kept = [word for word in words if word not in FORMS and word not in TITLES] or words
    return " ".join(_respelt(word) for word in kept)


def digits(number: str) -> str:
    """The digits of an identity number; "" for too few to tell anybody apart."""
    found = re.sub(r"\D", "", number)
    return found if len(found) >= LEAST_DIGITS else ""


def _respelt(word: str) -> str:
    for old, new in OLD:
        word = word.replace(old, new)
    return word


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


@dataclass(frozen=True, slots=True)
class Likeness:
    """One that may be the same: its place among those compared with, from 0 to 100 how alike, and whether an identity number said so."""

    place: int
    score: int
    numbered: bool


class Crowd:
    """Many names, to be asked again and again."""

    def __init__(self, people: Sequence[tuple[str, str]]) -> None:
        """`people` are folded names with the digits of an identity number, "" where none is known."""
        self._names: Mapping[int, str] = {place: name for place, (name, _number) in enumerate(people) if name}
        # Sorted once here: sorting every name anew for each question is most of what `fuzz.token_sort_ratio` costs.
        self._sorted: Mapping[int, str] = {place: _in_order(name) for place, name in self._names.items()}
        self._numbers: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}
        for place, (name, number) in enumerate(people):
            if number:
                self._numbers.setdefault(number, []).append(place)
            for word in set(name.split()):
                self._words.setdefault(word, []).append(place)

    def like(self, name: str, number: str, least: int) -> list[Likeness]:
        """Whoever has this number, or a name at least so much like this one; the likest first."""
        found = {place: Likeness(place, 100, numbered=True) for place in self._numbers.get(number, ())} if number else {}
        for place, score in self._alike(name, least):
            if place not in found or (found[place].score < score and not found[place].numbered):
                found[place] = Likeness(place, score, numbered=False)
        return sorted(found.values(), key=lambda one: (-one.score, one.place))

    def _alike(self, name: str, least: int) -> Iterable[tuple[int, int]]:
        from rapidfuzz import fuzz, process  # late: four megabytes of memory, for who compares names only

        if not name:
            return
        for _text, score, place in process.extract(_in_order(name), self._sorted, scorer=fuzz.ratio, score_cutoff=least, limit=None):
            yield place, int(score)
        # A name within a longer one shares words with it; only those that share two are worth comparing so.
        shared = Counter(place for word in set(name.split()) for place in self._words.get(word, ()))
        for place, count in shared.items():
            if count > 1 and (score := fuzz.token_set_ratio(name, self._names[place]) * CONTAINED) >= least:
                yield place, int(score)
