"""The empty table that an administrator downloads, fills in and uploads again."""

import csv
import io

from django.utils.translation import gettext as _

from amanah.foundation.organisation.columns import COLUMNS

KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def make(kind: str) -> tuple[str, bytes]:
    """Content type and bytes of the table of this kind: our headers and one example row."""
    return KINDS[kind], _csv() if kind == "csv" else _xlsx()


def _csv() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(column.names[0] for column in COLUMNS)
    writer.writerow(column.example for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def _xlsx() -> bytes:
    # Late: only this download needs the spreadsheet writer.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    # Everything is text: a NIP stored as a number loses its last digits.
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@"})
    table, words = book.add_worksheet(_("Pegawai")), book.add_worksheet(_("Penjelasan"))
    table.set_column(0, len(COLUMNS) - 1, 22, text)
    words.set_column(1, 1, 90)
    for index, column in enumerate(COLUMNS):
        table.write_string(0, index, column.names[0], bold)
        table.write_string(1, index, column.example, text)
        words.write_string(index, 0, column.names[0], bold)
        words.write_string(index, 1, str(column.explanation))
    table.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
