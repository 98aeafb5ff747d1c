"""What the rest of the house may hear about campaigns. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CampaignStepped:
    """Something was done about a campaign; `source` and `target` are states, and the same where it only went on."""

    campaign_id: UUID
    actor: str
    act: str
    seq: int
    source: str
    target: str

    @property
    def ref(self) -> str:
        """How other tables name the campaign."""
        return f"campaign:{self.campaign_id}"


@dataclass(frozen=True)
class IdeaAnswered:
    """An idea was considered, taken up, declined or withheld."""

    idea_id: UUID
    actor: str
    state: str


@dataclass(frozen=True)
class AgentAppointed:
    """Somebody was appointed as agent of change."""

    agent_id: UUID
    actor: str
