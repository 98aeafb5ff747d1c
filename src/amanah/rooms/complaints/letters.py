"""What this room answers about letters: they are sealed in the complaint's staff record, whose key no reporter's mailbox has."""

from collections.abc import Iterable
from uuid import UUID

from amanah.engines.cases import queries as cases
from amanah.engines.cases.addresses import through_desk
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.models import Account
from amanah.foundation.vault import queries as keys
from amanah.rooms.complaints.workflow import COMPLAINT


class ComplaintLetters:
    """Letters about complaints."""

    def owns(self, ref: str) -> bool:
        """Whether the reference is a complaint's."""
        return ref.startswith("case:") and Case.objects.filter(ref=ref, kind=COMPLAINT.key).exists()

    def record(self, ref: str) -> str | None:
        """The staff record of the complaint."""
        return work_ref(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """Nothing ends by itself here."""

    def title(self, ref: str) -> str:
        """The complaint's number."""
        return Case.objects.values_list("number", flat=True).get(ref=ref)

    def address(self, ref: str) -> str:
        """The complaint's page, where it is passed on."""
        return f"{through_desk(self.title(ref)).replace('/cases/', '/complaints/')}handling/"

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the staff record, besides whoever could be given the case."""
        holders = keys.holders(work_ref(UUID(ref.removeprefix("case:"))))
        ids = [holder.removeprefix("account:") for holder in holders if holder.startswith("account:")]
        return [*Account.objects.filter(pk__in=ids).select_related("person"), *cases.candidates(Case.objects.get(ref=ref))]

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every complaint may need either
        """The kinds that fit a complaint."""
        return ("referral", "reporter_reply")
