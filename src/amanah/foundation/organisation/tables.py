"""Reading a table that somebody uploaded, without trusting anything about it."""

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amanah.foundation.organisation.columns import COLUMNS, Column

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5000
_MOST_COLUMNS = 40
_MOST_UNPACKED = 40 * 1024 * 1024
_WHOLE_IN_A_SHEET = 10**15  # from here on a spreadsheet rounds whole numbers
_FORMULA = ("=", "@", "+", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table must look like: its columns, one of which at least out of `any_of` is there, and how much a cell may hold."""

    columns: tuple[Column, ...]
    any_of: tuple[str, ...] = ()
    most_in_a_cell: int = 300
    several_lines: bool = False


PEOPLE = Shape(COLUMNS, any_of=("nip", "other_number"))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its number there, its cells by column key, and the cells that could not be read."""

    number: int
    cells: dict[str, str]
    problems: dict[str, str]


def read(data: bytes, shape: Shape = PEOPLE) -> list[Line]:
    """The rows of a CSV or XLSX table with the headers of `shape`. What it is, is told by its content, not by its name.

    Raises ValidationError when the table as a whole cannot be read: unreadable, too large, headers missing or unknown.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(_("Berkas melebihi 2 MB. Bagilah menjadi beberapa berkas."))
    if not data.strip():
        raise ValidationError(_("Berkas ini kosong."))
    rows = _sheet(data) if data.startswith(b"PK") else _csv(data)
    rows = [row for row in rows if any(cell not in {None, ""} for cell in row[1])]
    if not rows:
        raise ValidationError(_("Berkas ini kosong."))
    keys = _headers([_plain(cell, shape)[0] for cell in rows[0][1]], shape)
    if len(rows) == 1:
        raise ValidationError(_("Di bawah baris judul tidak ada baris."))
    if len(rows) > MOST_ROWS + 1:
        raise ValidationError(_("Berkas melebihi %(most)s baris. Bagilah menjadi beberapa berkas."), params={"most": MOST_ROWS})
    return [_line(number, keys, cells, shape) for number, cells in rows[1:]]


def _headers(titles: list[str], shape: Shape) -> list[str | None]:
    known = {name: column.key for column in shape.columns for name in column.names}
    keys: list[str | None] = []
    for title in titles:
        folded = re.sub(r"[^a-z_]+", "_", title.strip().lower()).strip("_")
        if folded and folded not in known:
            raise ValidationError(_("Kolom “%(title)s” tidak dikenal. Pakai judul kolom dari contoh berkas."), params={"title": title[:40]})
        key = known.get(folded)
        if key is not None and key in keys:
            raise ValidationError(_("Kolom “%(title)s” ada dua kali."), params={"title": title[:40]})
        keys.append(key)
    missing = [column.names[0] for column in shape.columns if column.required and column.key not in keys]
    if missing:
        raise ValidationError(_("Kolom wajib belum ada: %(names)s."), params={"names": ", ".join(missing)})
    if shape.any_of and not set(shape.any_of) & set(keys):
        raise ValidationError(_("Kolom wajib belum ada: %(names)s."), params={"names": shape.any_of[0]})
    return keys


def _line(number: int, keys: list[str | None], cells: list[Any], shape: Shape) -> Line:
    values: dict[str, str] = {}
    problems: dict[str, str] = {}
    for key, cell in zip(keys, cells, strict=False):
        if key is None:
            continue
        values[key], problem = _plain(cell, shape)
        if problem:
            problems[key] = problem
    return Line(number, values, problems)


def _plain(cell: Any, shape: Shape) -> tuple[str, str]:  # noqa: PLR0911 - one answer for each kind of cell
    """The text of a cell, and what is wrong with it."""
    if cell is None:
        return "", ""
    if isinstance(cell, bool):
        return ("ya" if cell else "tidak"), ""
    if isinstance(cell, datetime):
        return cell.date().isoformat(), ""
    if isinstance(cell, date):
        return cell.isoformat(), ""
    if isinstance(cell, int | float):
        if abs(cell) >= _WHOLE_IN_A_SHEET:
            return str(cell), _(
                "Tersimpan sebagai angka, sehingga angka terakhirnya sudah dibulatkan. Ubah kolom ini menjadi teks, lalu isi kembali."
            )
        return (str(int(cell)) if float(cell).is_integer() else str(cell)), ""
    text = str(cell).strip()
    if text.startswith(_FORMULA):
        return text[: shape.most_in_a_cell], _("Sel ini berisi rumus. Isi dengan nilai biasa.")
    if _unreadable(text, shape):
        return re.sub(r"[\x00-\x1f]", " ", text)[: shape.most_in_a_cell], _("Sel ini berisi tanda yang tidak dapat dibaca.")
    if len(text) > shape.most_in_a_cell:
        return text[: shape.most_in_a_cell], _("Isi sel ini terlalu panjang.")
    return text, ""


def _unreadable(text: str, shape: Shape) -> bool:
    allowed = "\r\n" if shape.several_lines else ""
    return any(character < " " and character not in allowed for character in text)


def _csv(data: bytes) -> list[tuple[int, list[Any]]]:
    unreadable = ValidationError(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unreadable
    text = None
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None:
        raise unreadable
    first, _rest, _more = text.partition("\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    rows: list[tuple[int, list[Any]]] = []
    try:
        for cells in reader:
            if any(cells):
                rows.append((reader.line_num, cells[:_MOST_COLUMNS]))
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise unreadable from error
    return rows


def _refuse(problem: ValidationError) -> NoReturn:
    raise problem


def _sheet(data: bytes) -> list[tuple[int, list[Any]]]:
    unreadable = ValidationError(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    # Late: only an administrator's upload needs the spreadsheet reader, and it is large.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            _refuse(unreadable)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles that it does not know
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet = book.worksheets[0]
            rows: list[tuple[int, list[Any]]] = []
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS), start=1):
                rows.append((number, list(cells)))
            book.close()
    except ValidationError:
        raise
    # A damaged workbook fails inside openpyxl in a dozen ways, none of which is of use to the person who uploaded it.
    except Exception as error:
        raise unreadable from error
    return rows
