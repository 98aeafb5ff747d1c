"""Reading a file that somebody uploaded, row by row, without trusting anything about it and without holding all of it as text."""

import codecs
import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final, NoReturn

from django.utils.translation import gettext as _

from amanah.foundation.imports.cells import ROUNDED
from amanah.foundation.imports.columns import Limits

_HEAD: Final = 64 * 1024
_LONGEST_CELL: Final = 131_072
_ODD_SHARE: Final = 0.3
_WHOLE_IN_A_SHEET: Final = 10**15
"""From here on a spreadsheet rounds whole numbers."""


class Unreadable(Exception):  # noqa: N818 - says what happened
    """The file as a whole cannot be read; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


Line = tuple[int, list[str], dict[int, str]]
"""Where it stands in the file, its cells, and for those that the spreadsheet had spoilt before, what is wrong with them."""


def lines(source: bytes | BinaryIO, limits: Limits) -> Iterator[Line]:
    """Every row that is not empty, the headers first. What the file is, its content says.

    A file that can be sought in is read piece by piece, and closed at the end. Raises Unreadable, also while it is being read.
    """
    with io.BytesIO(source) if isinstance(source, bytes) else source as file:
        if (size := file.seek(0, io.SEEK_END)) > limits.size:
            raise Unreadable(_("Berkas melebihi %(most)s MB. Bagilah menjadi beberapa berkas.") % {"most": limits.size // 2**20})
        file.seek(0)
        head = file.read(_HEAD)
        if size <= _HEAD and not head.strip():
            raise Unreadable(_("Berkas ini kosong."))
        count = 0
        for number, cells, spoilt in _sheet(file, limits) if head.startswith(b"PK") else _csv(file, head, limits):
            if any(cells):
                if not count and any(letter < " " for cell in cells for letter in cell if letter not in "\t\r\n"):
                    raise Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
                count += 1
                if count > limits.rows + 1:
                    raise Unreadable(_("Berkas melebihi %(most)s baris. Bagilah menjadi beberapa berkas.") % {"most": limits.rows})
                yield number, cells, spoilt
    if not count:
        raise Unreadable(_("Berkas ini kosong."))


def _encoding_of(file: BinaryIO, head: bytes) -> str:
    """How a text file is encoded: UTF-8, UTF-16 (with or without a mark), else CP1252. Raises Unreadable for none of these."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if _decodes(file, "utf-16"):
            return "utf-16"
        raise Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    if b"\x00" in head:
        for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
            if zeros.count(0) > len(zeros) * _ODD_SHARE and _decodes(file, encoding):
                return encoding
        raise Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(file, encoding):
            return encoding
    raise Unreadable(_("Huruf dalam berkas ini tidak dikenali. Simpan ulang sebagai CSV UTF-8."))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(_HEAD):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv(file: BinaryIO, head: bytes, limits: Limits) -> Iterator[Line]:
    encoding = _encoding_of(file, head)
    file.seek(0)
    with io.TextIOWrapper(file, encoding, newline="") as text:
        first = text.readline()
        text.seek(0)
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(text, delimiter=max(";,\t|", key=first.count), strict=False)
        before = 0
        try:
            for cells in reader:
                yield before + 1, [cell.strip() for cell in cells[: limits.columns]], {}
                before = reader.line_num
        except csv.Error as error:
            raise Unreadable(_("Baris %(line)s tidak dapat dibaca: tanda kutip atau pemisahnya rusak.") % {"line": before + 1}) from error


def _sheet(file: BinaryIO, limits: Limits) -> Iterator[Line]:
    unreadable = Unreadable(_("Berkas ini tidak dapat dibaca sebagai CSV maupun XLSX."))
    # Late: only a spreadsheet needs its reader, and that is large.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > limits.unpacked:
                _refuse(unreadable)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles that it does not know
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
            sheet = book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=limits.rows + 2, max_col=limits.columns), start=1):
                yield number, [_plain(cell) for cell in cells], {at: ROUNDED for at, cell in enumerate(cells) if _rounded(cell)}
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
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _rounded(cell: Any) -> bool:
    return isinstance(cell, int | float) and abs(cell) >= _WHOLE_IN_A_SHEET
