"""What may be read of engagements, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.engagements.queries.coverage import Covered, coverage
from amanah.engines.engagements.queries.follow_up import FollowUp, counted, follow_up
from amanah.engines.engagements.queries.lists import LARGEST, Filters, FindingFilters, FindingRow, Row, finding_list, listing
from amanah.engines.engagements.queries.page import asked, may_decide, moves, paper_offers, team, timeline
from amanah.engines.engagements.queries.report import findings_of, papers_of, team_of, untested, waivers_of
from amanah.engines.engagements.queries.visible import find, find_finding, findings, inside, papers, programmes, visible
from amanah.engines.engagements.queries.work import lines

__all__ = [
    "LARGEST",
    "Covered",
    "Filters",
    "FindingFilters",
    "FindingRow",
    "FollowUp",
    "Row",
    "asked",
    "counted",
    "coverage",
    "find",
    "find_finding",
    "finding_list",
    "findings",
    "findings_of",
    "follow_up",
    "inside",
    "lines",
    "listing",
    "may_decide",
    "moves",
    "paper_offers",
    "papers",
    "papers_of",
    "programmes",
    "team",
    "team_of",
    "timeline",
    "untested",
    "visible",
    "waivers_of",
]
