"""What this room answers about letters: they are sealed in the report's staff record, whose key no reporter's mailbox has."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.models import Account
from amanah.foundation.vault import queries as keys
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY

KINDS = ("referral", "clarification_minutes", "assignment", "report", "handover_minutes")


class LevyLetters:
    """Letters about levies."""

    def owns(self, ref: str) -> bool:
        """Whether the reference is such a report's."""
        return ref.startswith("case:") and Case.objects.filter(ref=ref, kind=ILLEGAL_LEVY.key).exists()

    def record(self, ref: str) -> str | None:
        """The staff record of the report."""
        return work_ref(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """Nothing here is opened by several for a time."""

    def title(self, ref: str) -> str:
        """The report's number."""
        return Case.objects.values_list("number", flat=True).get(ref=ref)

    def address(self, ref: str) -> str:
        """The report's page, where it is referred and its letters stand."""
        return reverse("illegal_levies_desk:tab", args=[self.title(ref), "referral"])

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the staff record, besides whoever could be given the case."""
        holders = keys.holders(work_ref(UUID(ref.removeprefix("case:"))))
        ids = [holder.removeprefix("account:") for holder in holders if holder.startswith("account:")]
        return [*Account.objects.filter(pk__in=ids).select_related("person"), *cases.candidates(Case.objects.get(ref=ref))]

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every report may need any of them
        """The kinds that fit such a report."""
        return KINDS
