"""What this room answers about letters: they are sealed in the report's staff record, whose key no reporter's mailbox has."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.urls import reverse

from amanah.engines.cases import queries as cases
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.models import Account
from amanah.foundation.vault import queries as keys
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY

KINDS = ("referral", "clarification_minutes", "assignment", "report", "handover_minutes")


class LevyLetters:
    """Letters about levies."""

    def titles(self, refs: Collection[str]) -> Mapping[str, str]:
        """Those of the references that are such reports, with their numbers."""
        return cases.numbers_of(ILLEGAL_LEVY.key, refs)

    def record(self, ref: str) -> str | None:
        """The staff record of the report."""
        return work_ref(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """Nothing here is opened by several for a time."""

    def address(self, title: str) -> str:
        """The report's page, where it is referred and its letters stand."""
        return reverse("illegal_levies_desk:tab", args=[title, "referral"])

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the staff record; whoever could be given the case gets it with the case."""
        return keys.openers(work_ref(UUID(ref.removeprefix("case:"))))

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every report may need any of them
        """The kinds that fit such a report."""
        return KINDS
