"""Reading everything that was named, each file in its own way."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from amanah.redflags.reading import Into, UnreadableError, files, flat, ocds, xes

Reader = Callable[[Path, str, Into], None]
"""read(path, name, into): take in one file, known to the person as `name`."""

READERS: Final[Mapping[files.Format, Reader]] = {
    "csv": flat.read_csv,
    "xlsx": flat.read_sheets,
    "parquet": flat.read_parquet,
    "json": ocds.read,
    "xml": xes.read,
}


def read(paths: Sequence[Path], into: Into) -> None:
    """Take in every file behind `paths`. Raises UnreadableError when none of them is of any use."""
    for found in files.find(paths, into):
        reader = READERS.get(found.format)
        if reader is None:
            into.reject(found.name, f"{found.format} of this kind is not read")
            continue
        into.wish.progress(found.name)
        reader(found.path, found.name, into)
    flat.finish(into)
    ocds.finish(into)
    if not into.data.names and not into.taken.rows:
        raise UnreadableError("nothing could be read; rejected.csv says why, file by file")
