"""A case in the hands of somebody who can read it."""

from dataclasses import dataclass, field
from uuid import UUID

from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer


def work_ref(case_id: UUID) -> str:
    """The sealed record of what staff write among themselves: its key is never wrapped for the reporter's mailbox."""
    return f"work:{case_id}"


@dataclass(frozen=True)
class Opened:
    """The case, who opened it, and the keys of its two records: what reporter and staff share, and what staff keep to themselves."""

    case: Case
    viewer: Viewer
    key: bytes = field(repr=False)
    work_key: bytes = field(repr=False)

    @property
    def records(self) -> dict[str, bytes]:
        """Both records with their keys: whoever is given the case is given both."""
        return {self.case.ref: self.key, work_ref(self.case.pk): self.work_key}
