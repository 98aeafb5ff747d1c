"""The sheets around an import: the empty one to fill in, and the one that says which rows are wrong."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.imports.columns import REMARKS, Column

KINDS: Final = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def template(kind: str, title: str, columns: Sequence[Column]) -> bytes:
    """Our headers and one example row; as XLSX with every column kept as text, and a second sheet that explains them."""
    if kind == "csv":
        return csv_bytes([column.names[0] for column in columns], [[column.example for column in columns]])
    # Late: only this download needs the writer itself.
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        # Everything is text: a long number stored as a number loses its last digits.
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"bold": True, "num_format": "@"})
        table, words = book.add_worksheet(title[:31]), book.add_worksheet(_("Penjelasan"))
        table.set_column(0, len(columns) - 1, 22, text)
        words.set_column(0, 0, 22)
        words.set_column(1, 1, 90)
        for index, column in enumerate(columns):
            table.write_string(0, index, column.names[0], bold)
            table.write_string(1, index, column.example, text)
            words.write_string(index, 0, column.names[0], bold)
            words.write_string(index, 1, str(column.explanation))
        table.freeze_panes(1, 0)
    return out.getvalue()


def remarked(kind: str, headers: Sequence[str], rows: Iterable[tuple[int, Mapping[str, str], Sequence[Any]]]) -> bytes:
    """Rows as they were brought, (line, what is wrong by the name of its column, cells), with both said in front.

    It can be corrected and brought again as it is: the two columns in front are passed over.
    """
    every = [(line, "; ".join(f"{name}: {words}" for name, words in wrong.items()), *cells) for line, wrong, cells in rows]
    titles = [*REMARKS, *headers]
    return csv_bytes(titles, every) if kind == "csv" else xlsx_bytes([Sheet(REMARKS[1], titles, every)])


def download(kind: str, name: str, data: bytes) -> HttpResponse:
    """A sheet as a file to keep, which nothing on the way keeps too."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=KINDS[kind], headers=headers)
