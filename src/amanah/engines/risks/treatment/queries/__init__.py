"""What may be read of treatment; everything begins with the risks that somebody may know of."""

from amanah.engines.risks.treatment.queries.lists import PAGE, Filters, Row, listing
from amanah.engines.risks.treatment.queries.plans import Decision, Line, Progress, decision, may_treat, plan_of, progress
from amanah.engines.risks.treatment.queries.work import lines, waiting_for

__all__ = [
    "PAGE",
    "Decision",
    "Filters",
    "Line",
    "Progress",
    "Row",
    "decision",
    "lines",
    "listing",
    "may_treat",
    "plan_of",
    "progress",
    "waiting_for",
]
