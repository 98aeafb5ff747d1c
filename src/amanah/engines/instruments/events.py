"""What the rest of the house may hear about sheets. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(sheet_id: UUID) -> str:
    """How other tables name a sheet."""
    return f"sheet:{sheet_id}"


def ref_of_answer(sheet_id: UUID, question: str) -> str:
    """How other tables name what a sheet says to one question, in all its columns: what proofs are attached to."""
    return f"answer:{sheet_id}:{question}"


@dataclass(frozen=True)
class SheetStepped:
    """Something was done about a sheet: `act` is a move or another act of the table; the states are equal where nothing moved."""

    sheet_id: UUID
    actor: str
    act: str
    seq: int
    source: str
    target: str

    @property
    def ref(self) -> str:
        """How other tables name the sheet."""
        return ref_of(self.sheet_id)
