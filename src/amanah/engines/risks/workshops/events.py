"""What the rest of the house may hear about workshops. Events carry ids, never words or scores."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(workshop_id: UUID) -> str:
    """How other tables name a workshop."""
    return f"workshop:{workshop_id}"


@dataclass(frozen=True)
class WorkshopEvent:
    """Something happened to a workshop; `actor` is who did it ("account:<id>")."""

    workshop_id: UUID
    actor: str


@dataclass(frozen=True)
class WorkshopCalled(WorkshopEvent):
    """People were asked for their scores: all of them, or the one who was asked later."""

    persons: tuple[UUID, ...]


@dataclass(frozen=True)
class ScoresOpened(WorkshopEvent):
    """Everybody's scores can be read from now on."""


@dataclass(frozen=True)
class WorkshopEnded(WorkshopEvent):
    """It is over; `cancelled` says that nothing came of it."""

    cancelled: bool
