"""What the rest of the house may hear about documents. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(document_id: UUID) -> str:
    """How other tables name a document."""
    return f"document:{document_id}"


@dataclass(frozen=True)
class DocumentStepped:
    """Something was done about a document: `act` is a key of `declare.ACTS`, `version_id` what it was about, if any."""

    document_id: UUID
    version_id: int | None
    act: str
    actor: str


@dataclass(frozen=True)
class Acknowledged:
    """Somebody says that they have read a version and take it as binding."""

    document_id: UUID
    version_id: int
    person_id: UUID
    actor: str
