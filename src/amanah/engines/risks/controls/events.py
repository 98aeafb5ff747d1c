"""What the rest of the house may hear about controls. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ControlTested:
    """A control was tested; `test` is the reference that flags on risks name, `kind` and `verdict` are codes."""

    control_id: UUID
    actor: str
    test: str
    kind: str
    verdict: str

    @property
    def ref(self) -> str:
        """How other tables name the control."""
        return f"control:{self.control_id}"
