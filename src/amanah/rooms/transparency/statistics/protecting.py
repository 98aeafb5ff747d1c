"""Leaving out small numbers so that nobody can work them out again. Pure functions over whole numbers.

A table is a list of cells and their total. A cell below the threshold, zero included, is not shown (primary suppression). Then more
cells are left out, in the order in which they are declared and so never because of their value, until those left out are at least
two, together reach the threshold, and are not all one below it (complementary suppression). All look alike. Where even the total is
below the threshold, nothing of the table is shown.

`tests/test_protecting.py` tries every small table: whatever is shown, each hidden cell can have had different values, also for
somebody who knows this text.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 3
"""The smallest threshold that protects; with 1 or 2 a hidden cell is a certain number."""


@dataclass(frozen=True)
class Shown:
    """A table as it is published: None is not shown."""

    total: int | None
    cells: Mapping[str, int | None]


def protect(cells: Mapping[str, int], threshold: int) -> Shown:
    """The table with its small numbers left out.

    Raises:
        ValueError: a threshold below LEAST, or a negative number.
    """
    if threshold < LEAST:
        raise ValueError(f"a threshold below {LEAST} hides nothing")
    if any(number < 0 for number in cells.values()):
        raise ValueError("a count is never negative")
    total = sum(cells.values())
    if total < threshold:
        return Shown(None, dict.fromkeys(cells))
    hidden = {code for code, number in cells.items() if number < threshold}
    if hidden:
        for code in cells:
            if _enough([cells[each] for each in hidden], threshold):
                break
            hidden.add(code)
    return Shown(total, {code: None if code in hidden else number for code, number in cells.items()})


def _enough(hidden: list[int], threshold: int) -> bool:
    return len(hidden) > 1 and sum(hidden) >= threshold and any(number != threshold - 1 for number in hidden)
