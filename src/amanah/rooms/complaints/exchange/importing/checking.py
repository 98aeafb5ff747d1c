"""What each row means, and what is wrong with it. A row is right as a whole, or it is named and stays outside."""

import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access import keys as secrets
from amanah.foundation.imports import cells, days, values
from amanah.foundation.imports.reading import Line
from amanah.foundation.imports.taking import places
from amanah.foundation.imports.values import fold
from amanah.kernel import clock
from amanah.rooms.complaints.exchange.importing import columns as known
from amanah.rooms.complaints.exchange.importing.columns import BY_KEY, SHAPE

NO_DAY, FUTURE, BEFORE, KIND, STATUS, FLAG = "no_day", "future", "before", "kind", "status", "flag"
TWICE, EARLIER, NOBODY = "twice", "earlier", "nobody"
SENTENCES: Final[Mapping[str, Any]] = {
    **cells.SENTENCES,
    NO_DAY: values.NO_DAY,
    FUTURE: values.FUTURE,
    BEFORE: _("Tanggal selesai mendahului tanggal diterima."),
    KIND: _("Jenis laporan tidak dikenal: pengaduan, aspirasi, atau permintaan informasi."),
    STATUS: _("Status tidak dikenal."),
    FLAG: _("Tulis ya atau tidak."),
    TWICE: _("Pengaduan ini sudah ada di baris sebelumnya."),
    EARLIER: _("Pengaduan ini sudah diimpor sebelumnya."),
    NOBODY: _("Semua petugas yang memegang kunci dikeluhkan di sini. Sarankan saluran di luar instansi."),
}
_BY_DAY: Final = ("received", "closed")


@dataclass
class Row:
    """One row: its line in the file, its cells by field, and field → code of what is wrong."""

    line: int
    cells: dict[str, str]
    wrong: dict[str, str] = field(default_factory=dict)
    received: date | None = None
    closed: date | None = None
    tag: bytes = b""

    @property
    def kind(self) -> str:
        """Our topic."""
        return known.KINDS.get(fold(self.cells.get("kind", "")) or "pengaduan", "")

    @property
    def finished(self) -> bool:
        """Whether it was over in the other system."""
        return fold(self.cells.get("status", "")) in known.FINISHED

    @property
    def involved(self) -> tuple[str, ...]:
        """Whom it complains of, one name each."""
        parts = re.split(r"[\n;]+", self.cells.get("involved", ""))
        return tuple(dict.fromkeys(name for name in (" ".join(part.split()) for part in parts) if name not in {"", "-"}))

    def says(self, key: str) -> bool:
        """Whether a flag is set."""
        return fold(self.cells.get(key, "")) in known.YES


def rows(lines: Iterator[Line], columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows below the headers, each checked by itself and against those before it in the file."""
    _number, headers, _spoilt = next(lines)
    at = [(key, place) for key, place in places(headers, columns) if key in BY_KEY]
    today, seen, secret = clock.today(), set[bytes](), secrets.subject_key()
    for line, found, spoilt in lines:
        row = Row(line, {key: cells.bare(found[place]) if place < len(found) else "" for key, place in at})
        row.wrong.update({key: spoilt[place] for key, place in at if place in spoilt})
        _check(row, today)
        row.tag = tag_of(row, secret)
        if row.tag in seen:
            row.wrong.setdefault("number" if row.cells.get("number") else "text", TWICE)
        seen.add(row.tag)
        yield row


def tag_of(row: Row, secret: bytes) -> bytes:
    """The keyed tag by which the same complaint is known again: of its number, or where there is none, of day and text."""
    said = row.cells.get("number", "").strip().upper() or f"{row.received}\n{row.cells.get('text', '')}"
    kind = b"number" if row.cells.get("number") else b"text"
    return hmac.digest(secret, b"amanah/complaint-import/v1/" + kind + b"/" + said.encode("utf-8", "replace"), "sha256")


def file_tag(data: bytes) -> bytes:
    """The keyed tag by which the same file is known again."""
    return hmac.digest(secrets.subject_key(), b"amanah/complaint-import/v1/file/" + data, "sha256")


def _check(row: Row, today: date) -> None:
    for key, text in row.cells.items():
        column = BY_KEY[key]
        problem = cells.problem(text, most=SHAPE.most_in(column), required=column.required)
        if problem:
            row.wrong.setdefault(key, problem)
    for key in _BY_DAY:
        _day(row, key, today)
    if row.received and row.closed and row.closed < row.received:
        row.wrong.setdefault("closed", BEFORE)
    if not row.kind:
        row.wrong.setdefault("kind", KIND)
    status = fold(row.cells.get("status", ""))
    if status not in known.FINISHED | known.UNFINISHED:
        row.wrong.setdefault("status", STATUS)
    for key in ("anonymous", "secret"):
        if fold(row.cells.get(key, "")) not in known.YES | known.NO:
            row.wrong.setdefault(key, FLAG)


def _day(row: Row, key: str, today: date) -> None:
    said = row.cells.get(key, "").strip()
    if not said or key in row.wrong:
        return
    found = days.read(said)
    if found is None:
        row.wrong[key] = NO_DAY
    elif found > today:
        row.wrong[key] = FUTURE
    else:
        setattr(row, key, found)


def named(wrong: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(field, code) in words."""
    return [(BY_KEY[key].label, str(SENTENCES[code])) for key, code in wrong]
