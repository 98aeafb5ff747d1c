"""What the hand-made cases drew from each indicator: each must be seen to fire, to be clear and to be not available."""

from collections.abc import Iterable, Mapping
from typing import Final

from amanah.redflags.catalogue import catalogue
from amanah.redflags.running import Answer

CASES: Final = ("fired", "clear", "not available")
SEEN: dict[str, set[str]] = {}
"""Indicator → what it answered at least once in this process."""


def note(answer: Answer) -> None:
    said = SEEN.setdefault(answer.indicator, set())
    said |= {case for case, count in zip(CASES, (answer.fired, answer.clear, answer.not_available), strict=True) if count}
    if not (answer.fired or answer.clear):
        said.add("not available")


def lacking(seen: Mapping[str, Iterable[str]], wanted: Iterable[str] = CASES) -> list[str]:
    """A line for every indicator that was not seen in one of the ways that are wanted."""
    gone = {one.id: [case for case in wanted if case not in seen.get(one.id, ())] for one in catalogue().all()}
    return [f"{name} was never seen: {', '.join(cases)}" for name, cases in gone.items() if cases]
