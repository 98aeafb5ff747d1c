"""The tables of campaigns. Everything here is in clear: what belongs into a report has no place in any of it."""

from amanah.rooms.campaigns.models.campaigns import (
    AIM,
    MESSAGE,
    REF,
    TITLE,
    WORDS,
    Activity,
    Audience,
    Campaign,
    Spending,
    Step,
)
from amanah.rooms.campaigns.models.ideas import Idea, IdeaStep, Support
from amanah.rooms.campaigns.models.people import Agent, Deed, LeadershipAct
from amanah.rooms.campaigns.models.reach import Circular, Nameless, Reach, Reached, Reading

__all__ = [
    "AIM",
    "MESSAGE",
    "REF",
    "TITLE",
    "WORDS",
    "Activity",
    "Agent",
    "Audience",
    "Campaign",
    "Circular",
    "Deed",
    "Idea",
    "IdeaStep",
    "LeadershipAct",
    "Nameless",
    "Reach",
    "Reached",
    "Reading",
    "Spending",
    "Step",
    "Support",
]
