"""The verbs of campaigns: each is one transaction with its entry of the ledger."""

from amanah.rooms.campaigns.audiences import AudiencePlan
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.acting import (
    ActivityPlan,
    count_reach,
    do_activity,
    drop_activity,
    list_reach,
    may_work,
    move_activity,
    plan_activity,
    spend,
)
from amanah.rooms.campaigns.services.circulars import (
    CircularPlan,
    change_circular,
    confirm_read,
    send_circular,
    withdraw_circular,
    write_circular,
)
from amanah.rooms.campaigns.services.ideas import consider, decline, put_in, support, take_support_back, take_up, withhold
from amanah.rooms.campaigns.services.moving import approve, cancel, evaluate, finish, may, note_result, send_back, start, submit, writes
from amanah.rooms.campaigns.services.people import (
    ActPlan,
    appoint_agent,
    end_agent,
    record_act,
    record_deed,
    void_act,
    write_plan,
)
from amanah.rooms.campaigns.services.planning import Plan, change, open_campaign

__all__ = [
    "ActPlan",
    "ActivityPlan",
    "AudiencePlan",
    "CircularPlan",
    "Plan",
    "Refused",
    "appoint_agent",
    "approve",
    "cancel",
    "change",
    "change_circular",
    "confirm_read",
    "consider",
    "count_reach",
    "decline",
    "do_activity",
    "drop_activity",
    "end_agent",
    "evaluate",
    "finish",
    "list_reach",
    "may",
    "may_work",
    "move_activity",
    "note_result",
    "open_campaign",
    "plan_activity",
    "put_in",
    "record_act",
    "record_deed",
    "send_back",
    "send_circular",
    "spend",
    "start",
    "submit",
    "support",
    "take_support_back",
    "take_up",
    "void_act",
    "withdraw_circular",
    "withhold",
    "write_circular",
    "write_plan",
    "writes",
]
