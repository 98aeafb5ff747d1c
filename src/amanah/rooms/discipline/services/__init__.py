"""Everything that changes a case of discipline. Every text is sealed before it is kept; every verb is one transaction."""

from amanah.rooms.discipline.opened import Opened
from amanah.rooms.discipline.services.handling import (
    appoint,
    approve,
    deliver,
    examine,
    examine_anew,
    note,
    object_to,
    propose,
    recuse,
    reject,
    rule,
    simple_move,
    summon,
)
from amanah.rooms.discipline.services.starting import NoReceiver, NotNamed, start

__all__ = [
    "NoReceiver",
    "NotNamed",
    "Opened",
    "appoint",
    "approve",
    "deliver",
    "examine",
    "examine_anew",
    "note",
    "object_to",
    "propose",
    "recuse",
    "reject",
    "rule",
    "simple_move",
    "start",
    "summon",
]
