"""What a rule is: dated values with their legal basis, and how both are said in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

Value: TypeAlias = int | Decimal
Language = Literal["id", "en"]

PERIODS: Final = ("working_day", "calendar_day", "month")
"""Units a date can be counted with; the others measure something else."""

UNITS: Final[dict[str, tuple[str, str, str]]] = {
    "working_day": ("hari kerja", "working day", "working days"),
    "calendar_day": ("hari kalender", "calendar day", "calendar days"),
    "month": ("bulan", "month", "months"),
    "IDR": ("rupiah", "rupiah", "rupiah"),
    "percent": ("persen", "percent", "percent"),
    "permille": ("per mil", "per mille", "per mille"),
    "index_point": ("poin indeks", "index point", "index points"),
    "person": ("orang", "person", "people"),
    "lesson_hour": ("JP", "lesson hour (JP)", "lesson hours (JP)"),
    "level": ("tingkat", "level", "levels"),
}

STATUSES: Final = ("verified", "unverified", "example")
"""verified: a person read the value in the official text. example: only for a demonstration; a production start refuses it."""

BASES: Final = ("law", "agency", "practice", "default")
"""law: a statute or regulation. agency: a ministry's own rule. practice: a published promise.
default: proposed by Amanah; the institution keeps or changes it."""

MARKS: Final = ("L", "S", "K-high", "K-med", "K-low", "D")
"""Where the value was taken from. L: the official text. S: a public page or file.
K: the authors' own knowledge, with confidence. D: design advice."""

_MONTHS: Final = {
    "id": ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    id: str
    en: str

    def get(self, language: str) -> str:
        """The English text for "en" and its regional kinds, else the Indonesian one."""
        return self.en if language.startswith("en") else self.id

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Checked:
    """Who compared a value with which evidence last, and when."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule says from `since` on; `value` is None where the rule is repealed or, in a local book, ends.

    With `since_exact` false only the year is known: `since` is then the earliest day it can be, the first of that year. `starts` is the
    code of the day that this version counts from, where versions differ in it.
    """

    since: date
    since_exact: bool
    until: date | None
    value: Value | None
    source: str
    article: str
    href: str
    published: date | None
    status: str
    basis: str
    mark: str
    evidence: str
    note: Text | None
    counted_from: Text | None
    checked: Checked
    starts: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One key of the book with all its versions, oldest first, without gaps or overlaps.

    `floor` is "national" where an institution may only tighten the rule; `tighter` says in which direction that is.
    """

    key: str
    family: str
    title: Text
    note: Text | None
    unit: str
    floor: str
    tighter: str
    versions: tuple[Version, ...]
    layer: str
    book_sha: str

    def version_on(self, day: date) -> Version | None:
        """The version that covers `day`, also one without a value; None before the first and after the last."""
        for version in reversed(self.versions):
            if version.since <= day:
                return version if version.until is None or day <= version.until else None
        return None


@dataclass(frozen=True, slots=True)
class Family:
    """A file of the book."""

    key: str
    title: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule as it stood on one day.

    `until` is its last day in force, None while no end is known; `book_sha` is the SHA-256 of its file in hexadecimal.
    """

    key: str
    family: str
    value: Value
    unit: str
    title: Text
    note: Text | None
    counted_from: Text | None
    since: date
    since_exact: bool
    until: date | None
    source: str
    article: str
    href: str
    published: date | None
    status: str
    basis: str
    mark: str
    evidence: str
    checked: Checked
    floor: str
    layer: str
    book_sha: str
    starts: str = ""

    @property
    def verified(self) -> bool:
        """Whether a person has read the value in the official text."""
        return self.status == "verified"

    @property
    def length(self) -> int:
        """The value as the length of a period in `unit`; raises TypeError for a rule that is no period."""
        if self.unit not in PERIODS or not isinstance(self.value, int):
            raise TypeError(f"{self.key} is measured in {self.unit}, which is no period")
        return self.value

    @property
    def citation(self) -> str:
        """The legal basis in Indonesian, with the day since which the value applies."""
        return self.cite("id")

    def cite(self, language: str) -> str:
        """The legal basis in a language; names of Indonesian instruments stay Indonesian."""
        return cite(self, language)

    def in_words(self, language: str = "id") -> str:
        """The value with its unit."""
        return in_words(self.value, self.unit, language)


def cite(version: Provision | Version, language: str) -> str:
    """Instrument, article and start of a version, for a person to read; a default names itself and what it can be compared with."""
    english = language.startswith("en")
    article = version.article
    if english:
        for indonesian, word in (("Pasal", "Article"), ("ayat", "paragraph"), ("huruf", "letter"), ("angka", "number")):
            article = article.replace(indonesian, word)
    basis = f"{version.source}, {article}" if article else version.source
    if version.basis == "default":
        own = "Institution's rule (Amanah's default)" if english else "Ketentuan lembaga (nilai bawaan Amanah)"
        return f"{own}; {'compare' if english else 'bandingkan'} {basis}" if basis else own
    since = day_in_words(version.since, language) if version.since_exact else str(version.since.year)
    return f"{basis} ({'since' if english else 'berlaku sejak'} {since})"


def in_words(value: Value, unit: str, language: str = "id") -> str:
    """A value with its unit, the way each language writes numbers."""
    english = language.startswith("en")
    digits = f"{value:,}" if english else f"{value:,}".translate(str.maketrans(",.", ".,"))
    if unit == "IDR":
        return f"Rp{digits}"
    if unit in ("percent", "permille"):
        return digits + {"percent": " %", "permille": "‰"}[unit]
    indonesian, one, many = UNITS[unit]
    return f"{digits} {(one if value == 1 else many) if english else indonesian}"


def day_in_words(day: date, language: str = "id") -> str:
    """A date as people write it: 20 Januari 2026."""
    return f"{day.day} {_MONTHS['en' if language.startswith('en') else 'id'][day.month - 1]} {day.year}"
