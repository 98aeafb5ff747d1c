"""What may be read of an inquiry. Everything sealed needs the case opened; what is in clear begins with the engine's `visible`."""

from amanah.rooms.whistleblowing.inquiry.queries.guards import findings_missing, outcome_unfit
from amanah.rooms.whistleblowing.inquiry.queries.reading import Finding, PaperRead, findings, history, losses, papers
from amanah.rooms.whistleblowing.inquiry.queries.steps import Step, steps

__all__ = [
    "Finding",
    "PaperRead",
    "Step",
    "findings",
    "findings_missing",
    "history",
    "losses",
    "outcome_unfit",
    "papers",
    "steps",
]
