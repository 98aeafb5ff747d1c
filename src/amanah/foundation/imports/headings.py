"""Where the headers of a sheet are, in sheets that people made for people: below a title, in two rows, twice the same."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from amanah.foundation.imports.columns import Shape, guess
from amanah.foundation.imports.reading import Line

_NUMBERED: Final = re.compile(r"\(?(\d{1,2})\)?")
_LEAST_NUMBERED: Final = 3


def split(lines: Sequence[Line], shape: Shape) -> tuple[list[str], list[Line]]:
    """The headers, and the rows below them.

    Up to `shape.above` rows are passed over for a row of which more columns are known, and a row of headings above headings is read
    together with the one below it ("Risiko tersisa" over "Dampak" is "Risiko tersisa Dampak"). Equal headers of a mapped table are
    numbered, so that each can be chosen. A row that only counts the columns is dropped.
    """
    best = (len(guess(shape.columns, lines[0][1])), 0, 1)
    for at in range(min(shape.above + 1, len(lines)) if shape.above else 0):
        single = len(guess(shape.columns, lines[at][1]))
        double = len(guess(shape.columns, _joined(lines[at][1], lines[at + 1][1]))) if at + 1 < len(lines) else 0
        for count, rows in ((single, 1), (double, 2)):
            if count > best[0]:
                best = (count, at, rows)
    _count, at, rows = best
    headers = lines[at][1] if rows == 1 else _joined(lines[at][1], lines[at + 1][1])
    left = list(lines[at + rows :])
    if shape.above and left and _counts(left[0][1]):
        del left[0]
    return (_numbered(headers) if shape.mapped else headers), left


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Two rows of headings as one; what stands above goes on to the right over cells that are empty there."""
    found, last = [], ""
    for place in range(max(len(above), len(below))):
        top = above[place] if place < len(above) else ""
        under = below[place] if place < len(below) else ""
        last = top or last
        found.append(f"{last} {under}" if under else top)
    return found


def _counts(cells: Sequence[str]) -> bool:
    """Whether a row says nothing but 1, 2, 3."""
    said = [cell for cell in cells if cell]
    found = [int(match[1]) for cell in said if (match := _NUMBERED.fullmatch(cell))]
    return len(found) == len(said) >= _LEAST_NUMBERED and found == list(range(found[0], found[0] + len(found)))


def _numbered(headers: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for header in headers:
        seen[header] += 1
        found.append(f"{header} ({seen[header]})" if header and seen[header] > 1 else header)
    return found
