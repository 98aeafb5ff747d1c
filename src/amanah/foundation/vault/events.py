"""What the rest of the house may hear about keys. Events carry ids, never content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RecoveryEvent:
    """Something happened to a called recovery; `actor` is "account:<id>" or "system" for the command."""

    call_id: UUID
    actor: str


@dataclass(frozen=True)
class RecoveryCalled(RecoveryEvent):
    """Somebody wants records opened with the recovery key."""


@dataclass(frozen=True)
class RecoveryConfirmed(RecoveryEvent):
    """A second officer agreed; the shares may be entered."""


@dataclass(frozen=True)
class RecoveryWithdrawn(RecoveryEvent):
    """It was called off before anything was opened."""


@dataclass(frozen=True)
class RecoveryDone(RecoveryEvent):
    """Records were opened with the recovery key and given to the person named."""


@dataclass(frozen=True)
class KeysWanted:
    """Somebody has new keys, and records that they may hold are not wrapped for them."""

    account_id: UUID
