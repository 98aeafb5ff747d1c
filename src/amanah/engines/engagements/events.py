"""What the rest of the house may hear about engagements. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class EngagementStepped:
    """Something was done about an engagement: `act` is a move or another act of the table; the states are equal where nothing moved."""

    engagement_id: UUID
    actor: str
    act: str
    source: str
    target: str

    @property
    def ref(self) -> str:
        """How other tables name the engagement."""
        return f"engagement:{self.engagement_id}"


@dataclass(frozen=True)
class FindingReported:
    """A finding stands in a report that was issued; `owed` says that it has to be answered and followed up."""

    finding_id: UUID
    engagement_id: UUID
    actor: str
    kind: str
    grade: str
    owed: bool

    @property
    def ref(self) -> str:
        """How other tables name the finding."""
        return f"finding:{self.finding_id}"
