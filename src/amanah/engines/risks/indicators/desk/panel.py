"""What a risk's page shows of the indicators that warn of it."""

from typing import Any

from amanah.engines.risks.indicators import queries
from amanah.engines.risks.indicators.desk.forms import plain
from amanah.engines.risks.indicators.picture import SMALL_HEIGHT, SMALL_WIDTH, spark
from amanah.engines.risks.indicators.queries import Row
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer


def build(viewer: Viewer, risk: Risk) -> dict[str, Any] | None:
    """The indicators of this risk; where there are none, the section says so to whoever can write one down."""
    keeps = queries.may_keep(viewer, risk.unit) and risk.state != "closed"
    rows = [told(row) for row in queries.of_risk(viewer, risk)]
    return {"rows": rows, "keeps": keeps, "spark": (SMALL_WIDTH, SMALL_HEIGHT)} if rows or keeps else None


def told(row: Row) -> dict[str, Any]:
    """A line as the list and the panel of a risk show it."""
    value = row.indicator.value
    return {"row": row, "value": plain(value) if value is not None else "", "line": spark(row.values)}
