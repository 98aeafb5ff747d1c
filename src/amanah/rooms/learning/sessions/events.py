"""What the rest of the house may hear about sessions. Events carry ids, never names."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(session_id: UUID) -> str:
    """How other tables name a session."""
    return f"session:{session_id}"


@dataclass(frozen=True)
class SessionEvent:
    """Something happened to a session; `actor` is who did it ("account:<id>", "system")."""

    session_id: UUID
    actor: str


@dataclass(frozen=True)
class SeatsProposed(SessionEvent):
    """People want a seat, or are wanted in one, and somebody has to decide."""

    seats: tuple[UUID, ...]


@dataclass(frozen=True)
class SeatsGiven(SessionEvent):
    """People were invited, be it at once or when a place became free."""

    seats: tuple[UUID, ...]


@dataclass(frozen=True)
class SeatDecided(SessionEvent):
    """Somebody was not approved, put on the waiting list, taken off, or declined; the seat says which."""

    seat: UUID


@dataclass(frozen=True)
class SessionMoved(SessionEvent):
    """Time or place changed."""


@dataclass(frozen=True)
class SessionCancelled(SessionEvent):
    """It will not take place."""


@dataclass(frozen=True)
class SessionClosed(SessionEvent):
    """What people did was credited to them."""


@dataclass(frozen=True)
class OutsideSent:
    """Somebody handed in a certificate from elsewhere."""

    certificate_id: UUID
    actor: str


@dataclass(frozen=True)
class OutsideDecided:
    """It was accepted or not."""

    certificate_id: UUID
    actor: str
