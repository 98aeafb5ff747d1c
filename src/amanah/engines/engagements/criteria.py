"""How references to criteria hang together: "<instrument>:<clause>" and "<instrument>:<clause>-<letter>"."""

from collections.abc import Sequence


def within(criterion: str, criteria: Sequence[str]) -> bool:
    """Whether a criterion is one of these or a part of one ("x:4.1-a" of "x:4.1", "x:4.1.2" of "x:4.1")."""
    return any(criterion == one or criterion.startswith((f"{one}.", f"{one}-")) for one in criteria)


def clause_of(criterion: str) -> str:
    """The clause of a criterion: "x:4.1-a" asks within "x:4.1"."""
    instrument, _colon, place = criterion.partition(":")
    return f"{instrument}:{place.partition('-')[0]}"
