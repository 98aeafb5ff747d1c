"""What the rest of the house may hear about interests. Events carry ids, never content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class InterestDeclared:
    """Somebody declared an interest."""

    interest_id: UUID
    actor: str
