"""What the rest of the house may hear about actions. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(action_id: UUID) -> str:
    """How other tables name an action."""
    return f"action:{action_id}"


@dataclass(frozen=True)
class ActionEvent:
    """Something happened to an action; `actor` is who did it ("account:<id>")."""

    action_id: UUID
    actor: str

    @property
    def ref(self) -> str:
        """How other tables name the action."""
        return ref_of(self.action_id)


@dataclass(frozen=True)
class ActionOpened(ActionEvent):
    """An action was given; `source` is the record it arose from, or nothing."""

    source: str


@dataclass(frozen=True)
class ActionStepped(ActionEvent):
    """Something was done about an action: `act` is a move or another act of the table; the states are equal where nothing moved."""

    act: str
    seq: int
    source: str
    target: str


@dataclass(frozen=True)
class ActionProposed(ActionEvent):
    """A cancellation or a reopening waits for a second person."""

    move: str
