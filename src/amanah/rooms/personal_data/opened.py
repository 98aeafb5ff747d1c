"""A case in the hands of somebody who can read it, and the one way in which something is written into it."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.scope import holds
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import services as vault
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.workflow import WORKERS

TRIES = 5
"""How often an entry is sealed anew when colleagues write at the same moment."""


@dataclass(frozen=True)
class Opened:
    """The case, who opened it, and its content key."""

    case: Case
    viewer: Viewer
    key: bytes = field(repr=False)


def write(opened: Opened, channel: str, paper: Paper, day: date | None = None) -> Entry:
    """Seal one paper under the number it will get; where somebody else took that number meanwhile, under the next.

    Raises:
        Refused: "role" for who neither handles the case nor looks after personal data, and as the engine's `add_entry`.
    """
    if not holds(opened.viewer, WORKERS, opened.case):
        raise cases.Refused("role")
    for remaining in reversed(range(TRIES)):
        seq = case_queries.next_entry(opened.case)
        field_name = f"{channel}/{seq}"
        try:
            with transaction.atomic():
                vault.add_field(record_of(opened.case.pk), field_name, paper.to_bytes(), opened.key)
                return cases.add_entry(opened.case, channel, field_name, author=opened.viewer, seq=seq, day=day)
        except cases.Refused as refusal:
            if refusal.code != "conflict" or not remaining:
                raise
    raise AssertionError
