"""What this room answers about letters: they are sealed in the report's staff record, whose key no reporter's mailbox has."""

from collections.abc import Iterable
from uuid import UUID

from amanah.engines.cases import queries as cases
from amanah.engines.cases.addresses import through_desk
from amanah.engines.cases.models import Case
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

    def owns(self, ref: str) -> bool:
        """Whether the reference is a report's."""
        return ref.startswith("case:") and Case.objects.filter(ref=ref, kind=WHISTLEBLOWING.key).exists()

    def record(self, ref: str) -> str | None:
        """The staff record of the report."""
        return work_ref(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """An opening by several whose time is over reads nothing."""
        quorum.lapse(ref)

    def title(self, ref: str) -> str:
        """The report's number."""
        return Case.objects.values_list("number", flat=True).get(ref=ref)

    def address(self, ref: str) -> str:
        """The report's page, at its letters."""
        return f"{through_desk(self.title(ref)).replace('/cases/', '/whistleblowing/')}letters/"

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the staff record, besides whoever could be given the case."""
        holders = keys.holders(work_ref(UUID(ref.removeprefix("case:"))))
        ids = [holder.removeprefix("account:") for holder in holders if holder.startswith("account:")]
        return [*Account.objects.filter(pk__in=ids).select_related("person"), *cases.candidates(Case.objects.get(ref=ref))]

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every report may need any of them
        """The kinds that fit a report."""
        return KINDS
