"""A filled workbook, ours or the plain layout: what it would change, and what in it is wrong, before anything is kept.

Rows are known by the code that our own files carry. An official form without codes is taken where its questions stand in the official
order with the same kinds of answers, every one of them; otherwise it is refused as a whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amanah.engines.instruments import answering
from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.filled import COLUMNS, Filled, Said
from amanah.engines.instruments.workbook import layout
from amanah.foundation.imports import cells as found_in
from amanah.foundation.imports import reading
from amanah.foundation.imports.columns import Limits
from amanah.foundation.imports.values import fold
from amanah.kernel import canonical

LIMITS: Final = Limits(size=4 * 1024 * 1024, rows=2000, columns=40)
LONGEST: Final = 4000
_HEADERS_WITHIN: Final = 30
_SHOWN: Final = 60


@dataclass(frozen=True)
class Taken:
    """The rows of a file below its headings: number, and the cells that are read, by what they are; plain values throughout."""

    headers: dict[str, str]
    rows: list[tuple[int, dict[str, str]]]

    @property
    def plain(self) -> dict[str, Any]:
        """For a form that comes back."""
        return {"headers": self.headers, "rows": self.rows}

    @classmethod
    def from_plain(cls, said: Mapping[str, Any]) -> "Taken":
        """What `plain` made."""
        return cls(said["headers"], [(number, cells) for number, cells in said["rows"]])


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken: the row and the heading as they stand in the file, and why."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one question of one column would say from now on."""

    row: int
    column: str
    question: Question
    before: Any
    now: Any
    reason: str


@dataclass
class Plan:
    """What a file would change. `shut` counts what differs in columns that may not be written now, and is passed over."""

    changes: list[Change] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    shut: int = 0
    unchanged: int = 0

    @property
    def digest(self) -> str:
        """One for the same file over the same state."""
        changes = [[one.row, one.column, one.question.key, str(one.before), str(one.now), one.reason] for one in self.changes]
        return canonical.digest([changes, [[one.row, one.column, one.sentence] for one in self.wrong]]).hex()


def take(data: bytes) -> Taken:
    """Read a file. Raises ValidationError where it cannot be read, or has no row of headings that we know."""
    headers: dict[str, str] = {}
    places: dict[str, int] = {}
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        for seen, (number, cells, _spoilt) in enumerate(reading.lines(data, LIMITS)):
            if places:
                rows.append((number, {key: cells[at] for key, at in places.items() if at < len(cells) and cells[at]}))
            elif seen < _HEADERS_WITHIN:
                places = _places(cells)
                headers = {key: cells[at] for key, at in places.items()}
    except reading.Unreadable as refusal:
        raise ValidationError(refusal.sentence) from refusal
    if not places:
        raise ValidationError(_("Baris judul tidak ditemukan. Perlu kolom “Jawaban unit”, dan “Kode” atau “Pilihan jawaban”."))
    if not rows:
        raise ValidationError(_("Di bawah baris judul tidak ada baris."))
    return Taken(headers, rows)


def plan(sheet: Filled, taken: Taken, writable: Iterable[str]) -> Plan:
    """What the file would change in the columns that may be written now, and every cell of it that is wrong.

    Raises ValidationError where its rows cannot be told apart: no codes, and not the official order either.
    """
    made = Plan()
    found = _by_code(sheet.instrument, taken, made) if layout.CODE in taken.headers else _by_order(sheet.instrument, taken)
    judge = _Judge(sheet, taken, made, frozenset(writable))
    for question in sheet.instrument.questions:
        if question.key in found:
            for column in COLUMNS:
                judge.look(question, found[question.key], column)
    return made


@dataclass
class _Found:
    """What a file says about one question: its row, the cells of it, and the cells of its counts by their name."""

    row: int
    cells: Mapping[str, str]
    counts: dict[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Judge:
    """Compares what a file says with what the sheet says."""

    sheet: Filled
    taken: Taken
    made: Plan
    writable: frozenset[str]

    def look(self, question: Question, found: _Found, column: str) -> None:
        """What the file says about one question in one column; an empty cell says nothing."""
        name = f"{column}.answer"
        text, reason = found_in.bare(found.cells.get(name, "")), found_in.bare(found.cells.get(f"{column}.reason", ""))
        given = {count: found_in.bare(said[name]) for count, said in found.counts.items() if said.get(name)} or layout.counts_in(text)
        if not (text or given or reason):
            return
        heading = self.taken.headers.get(name) or self.taken.headers[f"{column}.reason"]
        before = self.sheet.said.get(column, {}).get(question.key, Said(None))
        try:
            now = _answer(question, text, reason, given)
        except answering.Unfit as refusal:
            if column in self.writable:
                self.made.wrong.append(Wrong(found.row, heading, str(refusal)))
            return
        now = before.value if now is None else now
        if answering.same(question, before.value, now) and (not reason or reason == before.reason):
            self.made.unchanged += 1
        elif column not in self.writable:
            self.made.shut += 1
        elif now is None:
            self.made.wrong.append(Wrong(found.row, heading, _("Ada penjelasan, tetapi jawabannya kosong.")))
        else:
            self.made.changes.append(Change(found.row, column, question, before.value, now, reason or before.reason))


def _places(cells: Sequence[str]) -> dict[str, int]:
    folded = [fold(cell) for cell in cells]
    found = {key: next((folded.index(name) for name in names if name in folded), -1) for key, names in layout.NAMES.items()}
    known = {key: at for key, at in found.items() if at >= 0}
    said = any(f"{column}.answer" in known for column in COLUMNS)
    return known if said and (layout.CODE in known or layout.OPTIONS in known) else {}


def _by_code(instrument: Instrument, taken: Taken, made: Plan) -> dict[str, _Found]:
    title = taken.headers[layout.CODE]
    questions = {one.key: one for one in instrument.questions}
    found: dict[str, _Found] = {}
    for number, cells in taken.rows:
        code = cells.get(layout.CODE, "").strip()
        key, _sign, count = code.partition("#")
        if code in instrument.every_part or not (code or any(cells.get(f"{column}.answer") for column in COLUMNS)):
            continue
        known = questions.get(key)
        if known is None or (count and (known.formula is None or count not in known.formula.counts)):
            made.wrong.append(Wrong(number, title, _("Kode “%(code)s” tidak ada pada instrumen ini.") % {"code": code[:_SHOWN]}))
        elif count:
            found.setdefault(key, _Found(number, {})).counts[count] = cells
        elif key in found and found[key].cells:
            made.wrong.append(Wrong(number, title, _("Kode “%(code)s” ada dua kali.") % {"code": code[:_SHOWN]}))
        else:
            found[key] = _Found(number, cells, found[key].counts if key in found else {})
    return found


def _by_order(instrument: Instrument, taken: Taken) -> dict[str, _Found]:
    """The rows of an official form, by their order: each that asks for an answer is the next question."""
    wanted = list(instrument.questions)
    kinds = {layout.kind(one) for one in wanted}
    asking = [(number, cells) for number, cells in taken.rows if layout.kind_of(cells.get(layout.OPTIONS, "")) in kinds]
    for question, (number, cells) in zip(wanted, asking, strict=False):
        if layout.kind(question) != layout.kind_of(cells[layout.OPTIONS]):
            raise ValidationError(
                _("Baris %(row)s meminta “%(given)s”, tetapi menurut urutan resmi di situ butir %(key)s dengan pilihan %(options)s."),
                params={
                    "row": number,
                    "given": cells[layout.OPTIONS][:_SHOWN],
                    "key": question.key,
                    "options": answering.options(question),
                },
            )
    if len(asking) != len(wanted):
        raise ValidationError(
            _("Berkas tanpa kolom “Kode” harus memuat semua %(wanted)s butir menurut urutan resmi; di sini ada %(found)s."),
            params={"wanted": len(wanted), "found": len(asking)},
        )
    return {question.key: _Found(number, cells) for question, (number, cells) in zip(wanted, asking, strict=True)}


def _answer(question: Question, text: str, reason: str, given: Mapping[str, str]) -> Any:
    for cell in (reason, *(given.values() or [text])):
        code = found_in.problem(cell, most=LONGEST)
        if code:
            raise answering.Unfit(str(found_in.SENTENCES[code]))
    if not given and question.kind == "percentage":
        _no_share(text)
    return answering.read(question, "" if given else text, given)


def _no_share(text: str) -> None:
    """A spreadsheet keeps 85% as 0.85, and nobody can tell afterwards which was meant."""
    try:
        number = Decimal(text.replace(",", "."))
    except ArithmeticError:
        return
    if 0 < number <= 1:
        raise answering.Unfit(_("“%(said)s” dapat berarti dua hal. Tulis dengan tanda persen, misalnya 85%%.") % {"said": text})
