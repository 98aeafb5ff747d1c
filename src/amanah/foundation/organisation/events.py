"""What the rest of the house may hear about the organisation."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class HoldingChanged:
    """A person took up, changed or left a post."""

    person_id: UUID
    post_id: UUID
    unit_id: UUID
