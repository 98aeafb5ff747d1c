"""A table handed out as a file to keep."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.kernel import clock

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
"""Form of a file → its media type."""


def table(title: str, form: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, name: str = "") -> HttpResponse:
    """A table as a file of one of TYPES; without a `name` it is called by what it holds and the day."""
    content = csv_bytes(columns, rows) if form == "csv" else xlsx_bytes([Sheet(title, columns, rows)])
    name = name or f"{title.lower().replace(' ', '-')}-{clock.today().isoformat()}"
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="amanah-{name}.{form}"'})
