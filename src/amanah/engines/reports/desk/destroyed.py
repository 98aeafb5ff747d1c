"""Says on the summary of a destroyed report that its content is gone, since when, and by which batch."""

from typing import Any

from amanah.engines.reports.desk.parts import COMMON, Page, Panel
from amanah.engines.retention import queries


def panel(page: Page) -> dict[str, Any] | None:
    """None for a report that still has its content."""
    item = queries.destroyed(page.case)
    return None if item is None else {"item": item, "day": item.batch.done_on or item.batch.approved_on}


COMMON.add_panel(Panel("destroyed", "reports/desk/_destroyed.html", panel, order=1))
