"""What may be read of controls, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.risks.controls.queries.lists import LARGEST, Filters, Row, listing, rows
from amanah.engines.risks.controls.queries.page import Entry, Offers, Served, offers, open_flags, served, timeline
from amanah.engines.risks.controls.queries.plans import may_decide
from amanah.engines.risks.controls.queries.plans import visible as visible_plans
from amanah.engines.risks.controls.queries.serving import Coverage, coverage, of_risk, serving
from amanah.engines.risks.controls.queries.visible import find, may_keep, reachable, responsible, sides_of, visible
from amanah.engines.risks.controls.queries.work import lines

__all__ = [
    "LARGEST",
    "Coverage",
    "Entry",
    "Filters",
    "Offers",
    "Row",
    "Served",
    "coverage",
    "find",
    "lines",
    "listing",
    "may_decide",
    "may_keep",
    "of_risk",
    "offers",
    "open_flags",
    "reachable",
    "responsible",
    "rows",
    "served",
    "serving",
    "sides_of",
    "timeline",
    "visible",
    "visible_plans",
]
