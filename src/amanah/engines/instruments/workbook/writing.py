"""A sheet as a workbook in the official layout. Everything computed stands there as a value: nothing in it depends on the program."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from amanah.engines.instruments import answering, lifting
from amanah.engines.instruments.filled import COLUMNS, Filled, Said
from amanah.engines.instruments.scoring import Answered, Score, Scored, rounded
from amanah.engines.instruments.workbook import layout
from amanah.foundation.exports.tables import harmless

_WIDTHS: Final = {"Kode": 14, "No": 6, "Penilaian": 62, "Bobot": 8, "Pilihan jawaban": 16, "Bukti yang diminta": 30, "Bukti": 44}
_HEAD_ROW: Final = 6
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above the table: whose sheet it is, its number, its period in words, and its state."""

    unit: str
    number: str
    period: str
    state: str


@dataclass(frozen=True, slots=True)
class _Figures:
    """What each column earned, by part and by question."""

    parts: Mapping[str, Scored]
    answers: Mapping[str, Answered]

    @classmethod
    def of(cls, score: Score) -> "_Figures":
        parts = {part.part.key: part for top in score.parts for part in top.walk()}
        return cls(parts, {one.question.key: one for one in score.answers()})


def workbook(sheet: Filled, cover: Cover) -> bytes:
    """The workbook: the worksheet itself, the conditions of every predicate, and where the instrument comes from."""
    import xlsxwriter  # late: no page needs it, and it would lie in the memory of both programs

    out = io.BytesIO()
    scores = {column: sheet.score(column) for column in COLUMNS}
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        _worksheet(book, sheet, cover, scores)
        _conditions(book, sheet, scores)
        _source(book, sheet)
    return out.getvalue()


def _worksheet(book: Any, sheet: Filled, cover: Cover, scores: Mapping[str, Score]) -> None:
    page = book.add_worksheet("LKE")
    formats = _formats(book)
    instrument = sheet.instrument
    above = (
        instrument.title.id,
        f"{instrument.edition} · {_status(sheet)}",
        f"Unit: {cover.unit}",
        f"Nomor: {cover.number} · Periode: {cover.period} · Status: {cover.state}",
        "Sel jawaban yang kosong tidak mengubah apa pun bila berkas ini diimpor kembali. Kolom nilai dan % dihitung, tidak dibaca.",
    )
    for line, text in enumerate(above):
        page.write_string(line, 0, harmless(text), formats["plain" if line else "title"])
    headers = [*layout.FIRST, *layout.HEADERS.values(), *layout.LAST]
    for column, header in enumerate(headers):
        page.write_string(_HEAD_ROW, column, header, formats["head"])
        page.set_column(column, column, _WIDTHS.get(header, 30 if "enjelasan" in header or "Catatan" in header else 13))
    figures = {column: _Figures.of(score) for column, score in scores.items()}
    for at, row in enumerate(layout.rows(instrument), _HEAD_ROW + 1):
        _write(page, at, _cells(sheet, row, figures), formats["part" if row.part else "cell"], formats["number"])
        if row.question and not row.count and row.question.scale:
            allowed = {"validate": "list", "source": [*row.question.scale.answers], "ignore_blank": True}
            for name in ("self.answer", "internal.answer", "external.answer"):
                column = len(layout.FIRST) + [*layout.HEADERS].index(name)
                page.data_validation(at, column, at, column, allowed)
    page.freeze_panes(_HEAD_ROW + 1, 3)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW)


def _cells(sheet: Filled, row: layout.Row, figures: Mapping[str, _Figures]) -> list[Any]:
    if row.part:
        weight: Any = _number(row.part.weight)
        cells: list[Any] = [row.code, row.label, row.part.title.id, weight, ""]
        for column in COLUMNS:
            scored = figures[column].parts[row.part.key]
            cells += ["", _number(scored.points), _number(scored.percent), ""]
        return [*cells, "", ""]
    question = row.question
    if question is None:
        return []
    if row.count:
        title = sheet.instrument.counts.get(row.count)
        cells = [row.code, "", f"– {title.id if title else row.count}", None, layout.COUNT]
        for column in COLUMNS:
            given = sheet.answers(column).get(question.key)
            cells += [given.get(row.count) if isinstance(given, Mapping) else None, None, None, ""]
        return [*cells, "", ""]
    most = sheet.instrument.weights[question.key]
    cells = [row.code, row.label, question.text.id, _number(most), answering.options(question)]
    for column in COLUMNS:
        said = sheet.said.get(column, {}).get(question.key, Said(None))
        found = figures[column].answers[question.key]
        answered = found.value is not None
        share = _number((found.value or Decimal(0)) * 100) if answered else None
        cells += [answering.written(question, said.value), _number(found.points) if answered else None, share, said.reason]
    return [
        *cells,
        "; ".join(one.id for one in question.evidence),
        "; ".join(f"{one.number} {one.title}" for one in sheet.proofs.get(question.key, ())),
    ]


def _write(page: Any, at: int, cells: Sequence[Any], text: Any, number: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int | float):
            page.write_number(at, column, cell, number)
        elif cell:
            page.write_string(at, column, harmless(str(cell)), text)
        else:
            page.write_blank(at, column, None, text)


def _conditions(book: Any, sheet: Filled, scores: Mapping[str, Score]) -> None:
    if not sheet.instrument.predicates:
        return
    page = book.add_worksheet("Syarat")
    formats = _formats(book)
    heads = ("Predikat", "Syarat", "Yang diminta", "Satuan", "Penilaian mandiri", "Verifikasi internal", "Putusan luar")
    for column, header in enumerate(heads):
        page.write_string(0, column, header, formats["head"])
        page.set_column(column, column, 44 if column == 1 else 20)
    at = 0
    for predicate in sheet.instrument.predicates:
        judged = [lifting.tests(scores[column], predicate) for column in COLUMNS]
        for tests in zip(*judged, strict=True):
            at += 1
            first = tests[0]
            unit = "poin" if first.unit == "points" else "%"
            reached = [_number(test.reached) if sheet.answers(column) else None for column, test in zip(COLUMNS, tests, strict=True)]
            _write(page, at, [predicate.key, first.title.id, _number(first.wanted), unit, *reached], formats["cell"], formats["number"])
    page.freeze_panes(1, 0)


def _source(book: Any, sheet: Filled) -> None:
    page = book.add_worksheet("Sumber")
    formats = _formats(book)
    page.set_column(0, 0, 100)
    instrument = sheet.instrument
    for row, text in enumerate((instrument.source, _status(sheet), instrument.note.id, f"SHA-256 berkas instrumen: {instrument.sha256}")):
        page.write_string(row, 0, harmless(text), formats["cell"])


def _status(sheet: Filled) -> str:
    return "sudah dicocokkan dengan naskah resmi" if sheet.instrument.status == "verified" else "belum dicocokkan dengan naskah resmi"


def _formats(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#d5d2c8", "valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#0a4444"}),
        "plain": book.add_format({"font_color": "#56606d"}),
        "head": book.add_format({**edge, "bold": True, "bg_color": "#e6f0ed", "font_color": "#0a4444"}),
        "part": book.add_format({**edge, "bold": True, "bg_color": "#f3f1ea"}),
        "cell": book.add_format(edge),
        "number": book.add_format({**edge, "num_format": "0.00##"}),
    }


def _number(number: Decimal) -> float:
    return float(rounded(number)) if number != number.to_integral_value() else int(number)
