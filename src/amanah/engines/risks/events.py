"""What the rest of the house may hear about risks. Events carry codes and ids, never words."""

from dataclasses import dataclass
from uuid import UUID


def ref_of(risk_id: UUID) -> str:
    """How other tables name a risk."""
    return f"risk:{risk_id}"


@dataclass(frozen=True)
class RiskEvent:
    """Something happened to a risk; `actor` is who did it ("account:<id>" or "system")."""

    risk_id: UUID
    actor: str

    @property
    def ref(self) -> str:
        """How other tables name the risk."""
        return ref_of(self.risk_id)


@dataclass(frozen=True)
class RiskEntered(RiskEvent):
    """A risk was entered; `source` is the record it arose from, or nothing."""

    source: str


@dataclass(frozen=True)
class RiskStepped(RiskEvent):
    """Something was done about a risk: `act` is a key of `declare.ACTS`."""

    act: str


@dataclass(frozen=True)
class RiskAssessed(RiskEvent):
    """A stage was scored; `level` is the band's key."""

    stage: str
    score: int
    level: str
    within_appetite: bool


@dataclass(frozen=True)
class RiskFlagged(RiskEvent):
    """A sign was set on a risk; `origin` is where it came from."""

    flag_id: int
    sort: str
    origin: str
