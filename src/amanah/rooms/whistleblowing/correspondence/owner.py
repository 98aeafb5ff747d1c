"""What this room answers about letters: they are sealed in the report's staff record, whose key no reporter's mailbox has."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from amanah.engines.cases import queries as cases
from amanah.engines.cases.addresses import through_desk
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.models import Account
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault.quorum import services as quorum
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

KINDS = (
    "review_note",
    "assignment",
    "clarification_minutes",
    "report",
    "reporter_reply",
    "referral",
    "handover_minutes",
    "rehabilitation",
)


class ReportLetters:
    """Letters about reports."""

    def titles(self, refs: Collection[str]) -> Mapping[str, str]:
        """Those of the references that are reports, with their numbers."""
        return cases.numbers_of(WHISTLEBLOWING.key, refs)

    def record(self, ref: str) -> str | None:
        """The staff record of the report."""
        return work_ref(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """An opening by several whose time is over reads nothing."""
        quorum.lapse(ref)

    def address(self, title: str) -> str:
        """The report's page, at its letters."""
        return f"{through_desk(title).replace('/cases/', '/whistleblowing/')}letters/"

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the staff record; whoever could be given the case gets it with the case."""
        return keys.openers(work_ref(UUID(ref.removeprefix("case:"))))

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every report may need any of them
        """The kinds that fit a report."""
        return KINDS
