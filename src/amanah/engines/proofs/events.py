"""What the rest of the house may hear about proofs. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(proof_id: UUID) -> str:
    """How other tables name a proof."""
    return f"proof:{proof_id}"


@dataclass(frozen=True)
class ProofReplaced:
    """A newer proof took the place of one; `carried` are the records that now use the newer one. `actor` is who did it."""

    proof_id: UUID
    by_id: UUID
    carried: tuple[str, ...]
    actor: str


@dataclass(frozen=True)
class ProofWithdrawn:
    """A proof shows nothing any longer; `refs` are the records that it was used for."""

    proof_id: UUID
    refs: tuple[str, ...]
    actor: str
