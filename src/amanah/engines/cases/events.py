"""What the rest of the house may hear about cases. Events carry codes and ids, never content."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


def ref_of(case_id: UUID) -> str:
    """How other tables name a case."""
    return f"case:{case_id}"


@dataclass(frozen=True)
class CaseEvent:
    """Something happened to a case; `kind` is its kind's key and `actor` who did it ("account:<id>", "reporter", "system")."""

    case_id: UUID
    kind: str
    actor: str

    @property
    def ref(self) -> str:
        """How other tables name the case."""
        return ref_of(self.case_id)


@dataclass(frozen=True)
class CaseOpened(CaseEvent):
    """A case began."""

    route: str


@dataclass(frozen=True)
class CasesOpened:
    """Many cases of one kind began at once, in place of as many `CaseOpened`: who listens to that one listens to this one too."""

    kind: str
    actor: str
    cases: tuple[CaseOpened, ...]
    days: frozenset[date]


@dataclass(frozen=True)
class CaseMoved(CaseEvent):
    """A case took a move; `seq` is the number of its step."""

    move: str
    source: str
    target: str
    seq: int


@dataclass(frozen=True)
class CaseClosed(CaseEvent):
    """A case entered a closed state; published after its CaseMoved."""

    state: str
    outcome: str


@dataclass(frozen=True)
class CaseReopened(CaseEvent):
    """A case left a closed state; published after its CaseMoved."""

    state: str


@dataclass(frozen=True)
class CaseHanded(CaseEvent):
    """A case went over to another kind, which `kind` names, or to another route of its own; published when it stands there."""

    former: str


@dataclass(frozen=True)
class CaseAssigned(CaseEvent):
    """Someone was given a case."""

    account_id: UUID


@dataclass(frozen=True)
class CaseUnassigned(CaseEvent):
    """Someone no longer works on a case.

    `because` is "released", "recused", "excluded", "interest" (one that they declared), "succeeded" or "handed".
    Whoever holds keys for them takes them
    away.
    """

    account_id: UUID
    because: str


@dataclass(frozen=True)
class EntryAdded(CaseEvent):
    """Something was added to a case's conversation or file."""

    channel: str
    seq: int


@dataclass(frozen=True)
class CaseDayKnown(CaseEvent):
    """Somebody said, or corrected, on which day something was that the case's clocks count from."""

    key: str


@dataclass(frozen=True)
class ApprovalAsked(CaseEvent):
    """A move waits for the second pair of eyes."""

    proposal_id: int
    move: str


@dataclass(frozen=True)
class ApprovalDecided(CaseEvent):
    """The second pair of eyes has spoken; `verdict` is "approved" or "rejected"."""

    proposal_id: int
    move: str
    verdict: str
