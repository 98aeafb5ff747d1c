"""Everything that changes a case. Each verb is one transaction with one ledger entry, written last.

Whatever the engine will not do raises `Refused`. A `Mover` is a Viewer, or "reporter" or "system".
"""

from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.services.clocks import extend_clock, pause_clock, refresh_due, resume_clock, set_day
from amanah.engines.cases.services.entries import add_entry, mark_read
from amanah.engines.cases.services.handing import hand
from amanah.engines.cases.services.holding import ask_release, keep_hold, place_hold, release_hold
from amanah.engines.cases.services.moving import approve, move, propose, reject
from amanah.engines.cases.services.opening import open_case
from amanah.engines.cases.services.people import assign, recheck_exclusions, recuse, succeed, tag_subject, unassign
from amanah.engines.cases.services.placing import pass_on, place

__all__ = [
    "Refused",
    "add_entry",
    "approve",
    "ask_release",
    "assign",
    "extend_clock",
    "hand",
    "keep_hold",
    "mark_read",
    "move",
    "open_case",
    "pass_on",
    "pause_clock",
    "place",
    "place_hold",
    "propose",
    "recheck_exclusions",
    "recuse",
    "refresh_due",
    "reject",
    "release_hold",
    "resume_clock",
    "set_day",
    "succeed",
    "tag_subject",
    "unassign",
]
