"""What the rest of the house may hear about learning. Events carry codes and ids, never words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


def ref_of(record_id: UUID) -> str:
    """How other tables name a record of learning."""
    return f"record:{record_id}"


@dataclass(frozen=True)
class Learned:
    """Somebody learned something and got a record of it. One of `person_id` and `outsider_id` is given; none goes out for an import."""

    record_id: UUID
    person_id: UUID | None
    outsider_id: int | None
    topic_id: int
    done_on: date
    origin: str
    actor: str

    @property
    def ref(self) -> str:
        """How other tables name the record."""
        return ref_of(self.record_id)


@dataclass(frozen=True)
class RecordVoided:
    """A record does not count any longer."""

    record_id: UUID
    person_id: UUID | None
    actor: str

    @property
    def ref(self) -> str:
        """How other tables name the record."""
        return ref_of(self.record_id)
