"""What the rest of the house may hear. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ExposureDecided:
    """A class of bribery risk was decided for something; `key` is its own within its sort."""

    sort: str
    key: str
    post_id: UUID | None
    bribery_class: str
    actor: str
