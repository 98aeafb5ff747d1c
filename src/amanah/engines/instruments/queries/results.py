"""What the columns of sheets earn, as lists show it."""

from collections.abc import Iterable
from uuid import UUID

from amanah.engines.instruments.models import Result, Sheet


def results(sheets: Iterable[Sheet]) -> dict[UUID, dict[str, Result]]:
    """Sheet → column → what it earns; a column that says nothing is absent. One query."""
    found: dict[UUID, dict[str, Result]] = {}
    for one in Result.objects.filter(sheet__in=[sheet.pk for sheet in sheets]):
        found.setdefault(one.sheet_id, {})[one.column] = one
    return found
