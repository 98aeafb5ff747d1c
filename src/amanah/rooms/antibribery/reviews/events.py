"""What the rest of the house may hear about reviews. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ReviewStepped:
    """Something was done about a review: `act` is one of `declare.ACTS`."""

    review_id: UUID
    actor: str
    act: str

    @property
    def ref(self) -> str:
        """How other tables name it."""
        return f"smap_review:{self.review_id}"
