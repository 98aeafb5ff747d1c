"""On which line of its file a row stands, counted as the person counts."""

import csv
from array import array
from dataclasses import dataclass
from functools import cached_property

from amanah.redflags.reading.plain_text import Prepared


@dataclass(frozen=True)
class Places:
    """The rows below the headings of one prepared CSV file.

    DuckDB numbers neither the rows it takes nor those it leaves out: cells may hold line ends, lines may be blank, rows may be of another
    length. Where any of that happens the file is gone through once more, but only when there is something to name.
    """

    prepared: Prepared
    skipped: int
    """Lines down to and with the headings."""
    delimiter: str
    width: int
    by_row: bool = False
    """Count rows, as of a sheet, and not lines."""

    def of_taken(self, row: int, rows: int) -> int:
        """The line on which row `row` (from 0) of the `rows` taken begins."""
        if self.prepared.lines == self.skipped + rows:  # a row a line
            return self.prepared.line(self.skipped + row + 1)
        taken, _refused = self._lines
        return self._said(taken[row] if len(taken) == rows else self.skipped + row + 1)

    def of_refused(self, which: int, said: int) -> int:
        """The line of refused row `which` (from 0), where DuckDB `said` another."""
        _taken, refused = self._lines
        return self._said(refused[which] if which < len(refused) else said)

    def _said(self, line: int) -> int:
        return line if self.by_row else self.prepared.line(line)

    @cached_property
    def _lines(self) -> tuple["array[int]", "array[int]"]:
        taken, refused = array("Q"), array("Q")
        with self.prepared.path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            began = 1
            for number, cells in enumerate(reader, 1):
                if began > self.skipped and cells:
                    (taken if len(cells) == self.width else refused).append(number if self.by_row else began)
                began = reader.line_num + 1
        return taken, refused
