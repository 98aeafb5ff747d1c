"""The layout both ways: which columns there are and what else they are called, and how rows are numbered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from amanah.engines.instruments import answering
from amanah.engines.instruments.definition import Instrument, Part, Question
from amanah.foundation.imports.values import fold

CODE, TEXT, OPTIONS = "code", "text", "options"
ANSWER, REASON = "answer", "reason"

HEADERS: Final[Mapping[str, str]] = {
    "self.answer": "Jawaban unit",
    "self.value": "Nilai unit",
    "self.percent": "% unit",
    "self.reason": "Penjelasan unit",
    "internal.answer": "Jawaban verifikasi",
    "internal.value": "Nilai verifikasi",
    "internal.percent": "% verifikasi",
    "internal.reason": "Catatan verifikasi",
    "external.answer": "Jawaban luar",
    "external.value": "Nilai luar",
    "external.percent": "% luar",
    "external.reason": "Catatan luar",
}
"""The three columns. The layout is that of the official forms, so its words are Indonesian in either language."""

FIRST: Final = ("Kode", "No", "Penilaian", "Bobot", "Pilihan jawaban")
LAST: Final = ("Bukti yang diminta", "Bukti")

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    CODE: ("kode", "kode_butir", "key", "question"),
    TEXT: ("penilaian", "pertanyaan", "uraian"),
    OPTIONS: ("pilihan_jawaban", "pilihan"),
    "self.answer": ("jawaban_unit", "jawaban", "jawaban_unit_kerja", "penilaian_mandiri", "answer"),
    "self.reason": ("penjelasan_unit", "penjelasan", "catatan_keterangan_penjelasan", "keterangan", "catatan", "alasan", "reason"),
    "internal.answer": ("jawaban_verifikasi", "jawaban_tpi", "jawaban_apip", "jawaban_internal"),
    "internal.reason": ("catatan_verifikasi", "catatan_tpi", "catatan_apip", "catatan_internal"),
    "external.answer": ("jawaban_luar", "jawaban_tpn", "jawaban_eksternal"),
    "external.reason": ("catatan_luar", "catatan_tpn", "catatan_eksternal"),
}
"""What is read, and the folded headings that mean it, the first as we write it."""

COUNT: Final = "Jumlah"
"""What stands under "Pilihan jawaban" beside a count, which is data and earns nothing."""
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_COUNTS_IN_A_CELL: Final = re.compile(r"\s*([a-z_]+)\s*=\s*([\d. ]+)\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the official layout: a part, a question, or a count of the question before it."""

    code: str
    label: str
    depth: int
    part: Part | None = None
    question: Question | None = None
    count: str = ""


def rows(instrument: Instrument) -> Iterator[Row]:
    """Every row in official order."""
    for place, top in enumerate(instrument.parts):
        yield from _rows(top, 0, place)


def count_code(question: str, name: str) -> str:
    """How a count's row is known."""
    return f"{question}#{name}"


def kind_of(text: str) -> str:
    """What a cell of "Pilihan jawaban" asks for, so that two ways of writing the same compare equal; "" where it asks for nothing."""
    if text.strip().startswith("%") or fold(text) in {"persen", "persentase"}:
        return "%"
    return fold(text)


def kind(question: Question) -> str:
    """The same of a question."""
    return kind_of(answering.options(question))


def counts_in(cell: str) -> dict[str, str]:
    """The counts that a cell of the plain layout names: "settled=3; due=4"; none where it holds something else."""
    found = [_COUNTS_IN_A_CELL.fullmatch(piece) for piece in cell.split(";") if piece.strip()]
    return {one.group(1): one.group(2) for one in found if one} if found and all(found) else {}


def _rows(part: Part, depth: int, place: int) -> Iterator[Row]:
    yield Row(part.key, _label(depth, place), depth, part=part)
    for at, below in enumerate(part.parts):
        yield from _rows(below, depth + 1, at)
    for question in part.questions:
        yield Row(question.key, question.place, depth + 1, question=question)
        for name in question.formula.counts if question.formula else ():
            yield Row(count_code(question.key, name), "", depth + 2, question=question, count=name)


def _label(depth: int, place: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if depth == 0 and place < len(letters):
        return letters[place]
    if depth == 1 and place < len(_ROMAN):
        return _ROMAN[place]
    return str(place + 1) if depth % 2 == 0 or place >= len(_ROMAN) else _ROMAN[place].lower()
