"""What the rest of the house may hear about shared keys. Events carry ids, never content."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QuorumEvent:
    """Something happened to the shared key of `matter`; `actor` is "account:<id>" or "system"."""

    matter: str
    actor: str


@dataclass(frozen=True)
class OpeningAsked(QuorumEvent):
    """Somebody wants to read and has said why."""


@dataclass(frozen=True)
class PartGiven(QuorumEvent):
    """A colleague gave their share to an opening."""


@dataclass(frozen=True)
class OpeningBegan(QuorumEvent):
    """Enough shares came together, or the recovery key was used: somebody can read now."""


@dataclass(frozen=True)
class OpeningEnded(QuorumEvent):
    """Its time is over, or it was given back; what was wrapped for it is gone."""


@dataclass(frozen=True)
class SharesChanged(QuorumEvent):
    """A share was dropped, moved, or all were made anew; `left` is how many people hold a usable one now."""

    left: int
    threshold: int
