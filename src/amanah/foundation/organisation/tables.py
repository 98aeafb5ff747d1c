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

from amanah.foundation.organisation.columns import COLUMNS

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5000
_MOST_COLUMNS = 40
_MOST_IN_A_CELL = 300
_MOST_UNPACKED = 40 * 1024 * 1024
_WHOLE_IN_A_SHEET = 10**15  # from here on a spreadsheet rounds whole numbers
_FORMULA = ("=", "@", "+", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its number there, its cells by column key, and the cells that could not be read."""

    number: int
    cells: dict[str, str]
    problems: dict[str, str]


def read(data: bytes) -> list[Line]:
    """The rows of a CSV or XLSX table with our headers. What it is, is told by its content, not by its name.

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
    keys = _headers([_plain(cell)[0] for cell in rows[0][1]])
    if len(rows) == 1:
        raise ValidationError(_("Di bawah baris judul tidak ada baris."))
    if len(rows) > MOST_ROWS + 1:
        raise ValidationError(_("Berkas melebihi %(most)s baris. Bagilah menjadi beberapa berkas."), params={"most": MOST_ROWS})
    return [_line(number, keys, cells) for number, cells in rows[1:]]


def _headers(titles: list[str]) -> list[str | None]:
    known = {name: column.key for column in COLUMNS for name in column.names}
    keys: list[str | None] = []
    for title in titles:
        folded = re.sub(r"[^a-z_]+", "_", title.strip().lower()).strip("_")
        if folded and folded not in known:
            raise ValidationError(_("Kolom “%(title)s” tidak dikenal. Pakai judul kolom dari contoh berkas."), params={"title": title[:40]})
        key = known.get(folded)
        if key is not None and key in keys:
            raise ValidationError(_("Kolom “%(title)s” ada dua kali."), params={"title": title[:40]})
        keys.append(key)
    missing = [column.names[0] for column in COLUMNS if column.required and column.key not in keys]
    if missing:
        raise ValidationError(_("Kolom wajib belum ada: %(names)s."), params={"names": ", ".join(missing)})
    if "nip" not in keys and "other_number" not in keys:
        raise ValidationError(_("Kolom wajib belum ada: %(names)s."), params={"names": "nip"})
    return keys


def _line(number: int, keys: list[str | None], cells: list[Any]) -> Line:
    values: dict[str, str] = {}
    problems: dict[str, str] = {}
    for key, cell in zip(keys, cells, strict=False):
        if key is None:
            continue
        values[key], problem = _plain(cell)
        if problem:
            problems[key] = problem
    return Line(number, values, problems)


def _plain(cell: Any) -> tuple[str, str]:  # noqa: PLR0911 - one answer for each kind of cell
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
        return text[:_MOST_IN_A_CELL], _("Sel ini berisi rumus. Isi dengan nilai biasa.")
    if any(ord(character) < ord(" ") for character in text):
        return re.sub(r"[\x00-\x1f]", " ", text)[:_MOST_IN_A_CELL], _("Sel ini berisi tanda yang tidak dapat dibaca.")
    if len(text) > _MOST_IN_A_CELL:
        return text[:_MOST_IN_A_CELL], _("Isi sel ini terlalu panjang.")
    return text, ""


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
