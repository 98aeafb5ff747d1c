"""Everything that changes a declared interest. Every text is sealed before it is kept; every verb is one transaction."""

from amanah.rooms.interests.services.deciding import (
    CONTROLS,
    OWN,
    Measures,
    answer,
    appoint,
    ask,
    control,
    dismiss,
    end,
    may_end,
    name_substitute,
    recuse,
    settle,
    verifiers,
)
from amanah.rooms.interests.services.declaring import Draft, NoPerson, NoReceiver, begin, declare, state_yearly, unit_of

__all__ = [
    "CONTROLS",
    "OWN",
    "Draft",
    "Measures",
    "NoPerson",
    "NoReceiver",
    "answer",
    "appoint",
    "ask",
    "begin",
    "control",
    "declare",
    "dismiss",
    "end",
    "may_end",
    "name_substitute",
    "recuse",
    "settle",
    "state_yearly",
    "unit_of",
    "verifiers",
]
