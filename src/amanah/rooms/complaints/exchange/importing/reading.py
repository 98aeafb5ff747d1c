"""Reading a table that somebody uploaded, row by row, without trusting anything about it and without holding all of it as text."""

import codecs
import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, NoReturn

from django.utils.translation import gettext as _

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 60
_MOST_UNPACKED: Final = 400 * 1024 * 1024
_HEAD: Final = 64 * 1024
_LONGEST_CELL: Final = 131_072
_ODD_SHARE: Final = 0.3


class Unreadable(Exception):  # noqa: N818 - says what happened
    """The file as a whole cannot be read; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


Line = tuple[int, list[str]]


def lines(data: bytes) -> Iterator[Line]:
    """(line in the file, cells) of every row that is not empty, the headers first. What the file is, its content says.

    Raises Unreadable, also while it is being read.
    """
    if not data.strip():
        raise Unreadable(_("Berkas ini kosong."))
    count = 0
    for number, cells in _sheet(data) if data.startswith(b"PK") else _csv(data):
        if any(cells):
            if not count and any(letter < " " for cell in cells for letter in cell if letter not in "\t\r\n"):
                raise Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
            count += 1
            if count > MOST_ROWS + 1:
                raise Unreadable(_("Berkas melebihi %(most)s baris. Bagilah menjadi beberapa berkas.") % {"most": MOST_ROWS})
            yield number, cells
    if not count:
        raise Unreadable(_("Berkas ini kosong."))


def encoding_of(data: bytes) -> str:
    """How a text file is encoded: UTF-8, UTF-16 (with or without a mark), else CP1252. Raises Unreadable for none of these."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:_HEAD]
    if b"\x00" in head:
        for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
            if zeros.count(0) > len(zeros) * _ODD_SHARE and _decodes(data, encoding):
                return encoding
        raise Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(data, encoding):
            return encoding
    raise Unreadable(_("Huruf dalam berkas ini tidak dikenali. Simpan ulang sebagai CSV UTF-8."))


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    try:
        for start in range(0, len(view), _HEAD):
            decoder.decode(bytes(view[start : start + _HEAD]))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv(data: bytes) -> Iterator[Line]:
    encoding = encoding_of(data)
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as text:
        first = text.readline()
        text.seek(0)
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(text, delimiter=max(";,\t|", key=first.count), strict=False)
        before = 0
        try:
            for cells in reader:
                yield before + 1, [cell.strip() for cell in cells[:MOST_COLUMNS]]
                before = reader.line_num
        except csv.Error as error:
            raise Unreadable(_("Baris %(line)s tidak dapat dibaca: tanda kutip atau pemisahnya rusak.") % {"line": before + 1}) from error


def _sheet(data: bytes) -> Iterator[Line]:
    unreadable = Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    # Late: only a spreadsheet needs its reader, and that is large.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                _refuse(unreadable)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles that it does not know
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet = book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS), start=1):
                yield number, [_plain(cell) for cell in cells]
            book.close()
    except Unreadable:
        raise
    # A damaged workbook fails inside openpyxl in a dozen ways, none of which is of use to the person who uploaded it.
    except Exception as error:
        raise unreadable from error


def _refuse(problem: Unreadable) -> NoReturn:
    raise problem


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
