"""What the rest of the house may hear about nonconformities. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class NonconformityStepped:
    """Something was done about a nonconformity; the states are equal where nothing moved."""

    nonconformity_id: UUID
    actor: str
    act: str
    source: str
    target: str

    @property
    def ref(self) -> str:
        """How other tables name it."""
        return f"nonconformity:{self.nonconformity_id}"
