"""Files of due diligence, the lists that they are checked against, and what was decided."""

from amanah.rooms.antibribery.due_diligence.models.files import (
    CODE,
    DIGEST,
    KEY,
    NUMBER,
    TITLE,
    WORDS,
    Answer,
    Decision,
    Diligence,
    Finding,
    Inadequacy,
    Owner,
    Step,
)
from amanah.rooms.antibribery.due_diligence.models.lists import Check, Entry, Hit, Version

__all__ = [
    "CODE",
    "DIGEST",
    "KEY",
    "NUMBER",
    "TITLE",
    "WORDS",
    "Answer",
    "Check",
    "Decision",
    "Diligence",
    "Entry",
    "Finding",
    "Hit",
    "Inadequacy",
    "Owner",
    "Step",
    "Version",
]
