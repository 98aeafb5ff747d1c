"""What the rest of the house may hear about indicators. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class IndicatorRead:
    """A value was kept; `level` is its code, `latest` says that no later period has a value."""

    indicator_id: UUID
    actor: str
    level: str
    latest: bool

    @property
    def ref(self) -> str:
        """How other tables name the indicator."""
        return f"indicator:{self.indicator_id}"
