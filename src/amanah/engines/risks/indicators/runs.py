"""The files of an `amanah scan`, read as what they say of our indicators. What computed them is not needed here.

`availability.csv` says of every indicator of the catalogue how many subjects fired, were clear, or could not be judged; `results.csv`
has a row for every hit, which is needed only where an indicator looks at some subjects and not at all; `summary.json` says of how many
rows all this was made.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from amanah.engines.risks.indicators.declare import SHARE
from amanah.engines.risks.indicators.models import Indicator

HUNDRED: Final = Decimal(100)
AVAILABILITY: Final = ("indicator", "status", "fired", "clear", "not_available")
RESULTS: Final = ("indicator", "subject_id")


class Unreadable(Exception):  # noqa: N818 - says what happened
    """These are not the files of a scan; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Answer:
    """What the scan said of one indicator of the catalogue."""

    fired: int
    clear: int
    not_available: int
    reason: str


@dataclass(frozen=True)
class Run:
    """A scan: its answers by indicator, the subjects of its hits where they were brought, how many rows it read, and its digest."""

    answers: Mapping[str, Answer]
    subjects: Mapping[str, list[str]] | None
    rows: Mapping[str, int]
    digest: str


@dataclass(frozen=True)
class Taken:
    """What a run says of one of our indicators: a value, or why there is none."""

    indicator: Indicator
    value: Decimal | None
    reason: str = ""


@dataclass
class _Digest:
    whole: Any = field(default_factory=hashlib.sha256)

    def add(self, content: bytes) -> None:
        self.whole.update(hashlib.sha256(content).digest())


def read(summary: bytes, availability: bytes, results: bytes | None = None) -> Run:
    """The run that these files tell of. Raises Unreadable."""
    digest = _Digest()
    for content in (summary, availability, results or b""):
        digest.add(content)
    try:
        told = json.loads(summary)
        rows = {str(name): int(count) for name, count in told["rows"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(_("Berkas ringkasan ini bukan summary.json hasil “amanah scan”.")) from error
    answers = {}
    for row in _rows(availability, AVAILABILITY, "availability.csv"):
        try:
            fired, clear, without = (int(row[name]) for name in ("fired", "clear", "not_available"))
        except (TypeError, ValueError) as error:
            raise Unreadable(_("Berkas ini bukan availability.csv hasil “amanah scan”.")) from error
        answers[row["indicator"]] = Answer(fired, clear, without, row.get("reason") or "")
    hits = {str(name): count for name, count in (told.get("hits") or {}).items()}
    if any(name not in answers or answers[name].fired != count for name, count in hits.items()):
        raise Unreadable(_("summary.json dan availability.csv berasal dari pemindaian yang berbeda."))
    subjects: dict[str, list[str]] | None = None
    if results is not None:
        subjects = {name: [] for name in answers}
        for row in _rows(results, RESULTS, "results.csv"):
            subjects.setdefault(row["indicator"], []).append(row["subject_id"] or "")
        if any(len(subjects.get(name, ())) != answer.fired for name, answer in answers.items()):
            raise Unreadable(_("results.csv dan availability.csv berasal dari pemindaian yang berbeda."))
    return Run(answers, subjects, rows, digest.whole.hexdigest())


def values(run: Run, indicators: Iterable[Indicator]) -> list[Taken]:
    """What the run says of these indicators, each with a value or the reason why it has none."""
    return [_value(run, indicator) for indicator in indicators]


def _value(run: Run, indicator: Indicator) -> Taken:
    answer = run.answers.get(indicator.redflag)
    if answer is None:
        return Taken(indicator, None, _("Indikasi ini tidak ikut dipindai."))
    judged = answer.fired + answer.clear
    if not judged:
        return Taken(indicator, None, answer.reason or _("Tidak ada yang dapat dinilai."))
    if indicator.measure == SHARE:
        return Taken(indicator, HUNDRED * answer.fired / judged)
    if not indicator.subjects:
        return Taken(indicator, Decimal(answer.fired))
    if run.subjects is None:
        return Taken(indicator, None, _("Indikator ini menghitung sebagian subjek: unggah juga results.csv."))
    needle = indicator.subjects.casefold()
    return Taken(indicator, Decimal(sum(needle in subject.casefold() for subject in run.subjects.get(indicator.redflag, ()))))


def _rows(content: bytes, needed: Iterable[str], name: str) -> Iterable[dict[str, str]]:
    wrong = Unreadable(_("Berkas ini bukan %(name)s hasil “amanah scan”.") % {"name": name})
    try:
        sheet = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        if not set(needed) <= set(sheet.fieldnames or ()):
            raise wrong
        yield from sheet
    except (UnicodeDecodeError, csv.Error) as error:
        raise wrong from error
