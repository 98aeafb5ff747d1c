"""What the rest of the house may hear about tests. Events carry codes and ids, never an answer."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AttemptSubmitted:
    """Somebody handed in a test. `passed` is None for one that only measures; `origin` is what it belongs to, "" for nothing."""

    attempt_id: UUID
    actor: str
    purpose: str
    origin: str
    passed: bool | None

    @property
    def ref(self) -> str:
        """How other tables name the attempt."""
        return f"attempt:{self.attempt_id}"
