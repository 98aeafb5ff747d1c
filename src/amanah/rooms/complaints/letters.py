"""What this room answers about letters: they are sealed in the complaint's staff record, whose key no reporter's mailbox has."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from amanah.engines.cases import queries as cases
from amanah.engines.cases.addresses import through_desk
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.models import Account
from amanah.foundation.vault import queries as keys
from amanah.rooms.complaints.workflow import COMPLAINT


class ComplaintLetters:
    """Letters about complaints."""

    def titles(self, refs: Collection[str]) -> Mapping[str, str]:
        """Those of the references that are complaints, with their numbers."""
        return cases.numbers_of(COMPLAINT.key, refs)

    def record(self, ref: str) -> str | None:
        """The staff record of the complaint."""
        return work_ref(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """Nothing ends by itself here."""

    def address(self, title: str) -> str:
        """The complaint's page, where it is passed on."""
        return f"{through_desk(title).replace('/cases/', '/complaints/')}handling/"

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the staff record; whoever could be given the case gets it with the case."""
        return keys.openers(work_ref(UUID(ref.removeprefix("case:"))))

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every complaint may need either
        """The kinds that fit a complaint."""
        return ("referral", "reporter_reply")
