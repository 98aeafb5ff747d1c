"""What the rest of the house may hear about due diligence. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DiligenceStepped:
    """Something was done about a file; the states are equal where nothing moved."""

    diligence_id: UUID
    actor: str
    act: str
    source: str
    target: str

    @property
    def ref(self) -> str:
        """How other tables name it."""
        return f"diligence:{self.diligence_id}"


@dataclass(frozen=True)
class InadequacyStepped:
    """A decision that controls do not suffice was proposed, agreed to or rejected."""

    inadequacy_id: UUID
    actor: str
    state: str

    @property
    def ref(self) -> str:
        """How other tables name it."""
        return f"inadequacy:{self.inadequacy_id}"
