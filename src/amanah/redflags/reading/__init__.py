"""Files of others, taken into canonical tables. What does not fit is rejected with its place and reason; good rows are kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from amanah.redflags.data import Data
from amanah.redflags.writing import Rejected


class UnreadableError(Exception):
    """Nothing of what was named can be used; the text says which file and why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How files are to be read: the table kind where the person names it, columns under other headings, and the place's time zone."""

    schema: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    zone: str = "Asia/Jakarta"
    progress: Callable[[str], None] = lambda _text: None


@dataclass(slots=True)
class Taken:
    """What was read: rows per canonical table, how each file was understood, and what was rejected."""

    rows: dict[str, int] = field(default_factory=dict)
    files: list[tuple[str, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read(paths: Sequence[Path], data: Data, wish: Wish) -> Taken:
    """Read files and folders into `data`. Raises UnreadableError when none of them is of any use."""
    from amanah.redflags.reading import flat  # here, because it needs the classes above

    return flat.read(paths, data, wish)
