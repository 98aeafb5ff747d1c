"""What the rest of the house may hear about reviews. Events carry ids, never words."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(review_id: UUID) -> str:
    """How other tables name a review."""
    return f"review:{review_id}"


@dataclass(frozen=True)
class ReviewMoved:
    """A review was submitted, sent back or signed; `actor` is who did it ("account:<id>")."""

    review_id: UUID
    actor: str
    state: str
