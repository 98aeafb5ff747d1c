"""The verbs of policy, objectives and measures: each is one transaction with one step and one entry of the ledger."""

from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.objectives.services.measures import Bounds, Watch, end, plan, rebound
from amanah.rooms.antibribery.objectives.services.objectives import (
    Aim,
    drop,
    evaluate,
    give,
    hand_over,
    revise,
    set_objective,
    write_progress,
    writers,
)
from amanah.rooms.antibribery.objectives.services.policy import choose, decide, judge, publish, unpublish
from amanah.rooms.antibribery.objectives.services.reading import analyse, read, read_due
from amanah.rooms.antibribery.objectives.services.reading import give as give_for_measure

__all__ = [
    "Aim",
    "Bounds",
    "Refused",
    "Watch",
    "analyse",
    "choose",
    "decide",
    "drop",
    "end",
    "evaluate",
    "give",
    "give_for_measure",
    "hand_over",
    "judge",
    "plan",
    "publish",
    "read",
    "read_due",
    "rebound",
    "revise",
    "set_objective",
    "unpublish",
    "write_progress",
    "writers",
]
