"""Tables for spreadsheets: CSV and XLSX that no program mistakes for formulas, made in memory without a temporary file."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MAX_ROWS = 1_048_575
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: a title (at most 31 characters are kept), headers, and rows of str, int, float, date, bool or None."""

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Any]]


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as UTF-8 CSV with a byte order mark (so that spreadsheets read the letters right) and CRLF lines.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers and dates (ISO) stay what they are.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(str(header)) for header in headers])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a header row that stays in sight, filters, and real numbers and dates. Text is written as text, never parsed.

    Raises ValueError for more rows than a sheet can hold.
    """
    import xlsxwriter  # late: no page needs it, and it would lie in the memory of both programs

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "bottom_color": "#0f5c5c", "font_color": "#0a4444", "valign": "top"})
        formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"}), "text": book.add_format({"text_wrap": True, "valign": "top"})}
        for number, sheet in enumerate(sheets, 1):
            _write_sheet(book.add_worksheet(_sheet_name(sheet.title, number)), sheet, head, formats)
    return out.getvalue()


def _write_sheet(worksheet: Any, sheet: Sheet, head: Any, formats: dict[str, Any]) -> None:
    widths = [len(str(header)) for header in sheet.headers]
    for column, header in enumerate(sheet.headers):
        worksheet.write_string(0, column, harmless(str(header)), head)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        if last > _MAX_ROWS:
            raise ValueError(f"a sheet holds at most {_MAX_ROWS} rows")
        for column, value in enumerate(row):
            _write_cell(worksheet, last, column, value, formats)
            widths[column] = max(widths[column], min(_WIDEST, len(str(value if value is not None else ""))))
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(last, 1), max(len(sheet.headers) - 1, 0))
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width + 3)


def _write_cell(worksheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        worksheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        worksheet.write_number(row, column, value)
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, _day(value), formats["day"])
    else:
        worksheet.write_string(row, column, harmless(str(value)), formats["text"])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return _day(value).isoformat()
    return harmless(str(value))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def harmless(value: str) -> str:
    """Text that stays text: spreadsheets run cells that begin with these signs, also behind spaces."""
    clean = "".join(character for character in value if character >= " " or character in "\t\r\n")
    return f"'{clean}" if clean.lstrip(" \u00a0").startswith(_DANGEROUS) or clean.startswith(_DANGEROUS) else clean


def _sheet_name(title: str, number: int) -> str:
    clean = "".join(" " if character in "[]:*?/\\" else character for character in title).strip(" '")[:31]
    return clean or f"Sheet {number}"
