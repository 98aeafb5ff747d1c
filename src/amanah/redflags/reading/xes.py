"""Event logs in IEEE XES (1849), read as a stream: each event with the attributes of its trace becomes one service event.

Attributes are known by their keys, the same as headings of a flat file (`concept:name`, `org:resource`, `time:timestamp`, …; those of the
trace as `case:` and the key). Document types and entities are refused. An event without case, activity or a time that can be read is
rejected with the line of the file; a file that breaks off gives what came before.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import pyarrow as pa
import pyarrow.parquet as pq
from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from amanah.redflags.reading import Into, flat, headings
from amanah.redflags.schemas.services import SERVICE_EVENTS

ATTRIBUTES: Final = frozenset({"string", "date", "int", "float", "boolean", "id"})
CHUNK: Final = 1 << 20
SILENCE: Final = 64
"""Megabytes without a single tag: no event log any more."""
PORTION: Final = 100_000


def read(path: Path, name: str, into: Into) -> None:
    """Take in one XES file, already unpacked."""
    target = into.work / f"{path.name}.parquet"
    parser = make_parser()
    parser.forbid_dtd = True
    log = _Log(name, into, parser.getLineNumber)
    parser.setContentHandler(log)
    with pq.ParquetWriter(target, log.schema) as writer, path.open("rb") as file:
        log.writer = writer
        try:
            while chunk := file.read(CHUNK):
                parser.feed(chunk)
                log.listen()
            parser.close()
        except SAXParseException as error:
            into.reject(name, f"the XML breaks off: {error.getMessage()}", line=error.getLineNumber() or 0)
        except DefusedXmlException as error:
            into.reject(name, f"refused: {type(error).__name__}, which an event log does not need")
        except SAXException as error:
            into.reject(name, f"the XML cannot be read: {error}")
        log.hand_over()
    if log.events:
        flat.read_parquet(target, name, into)
    elif not log.is_log:
        into.reject(name, "XML without a log of events: only XES is read as XML")


class _Log(ContentHandler):
    """Collects events; only attributes directly below a trace or an event count, not those nested in them."""

    def __init__(self, name: str, into: Into, line: Callable[[], int | None]) -> None:
        super().__init__()
        self.writer: pq.ParquetWriter | None = None
        self.events = self.silent = 0
        self.is_log = False
        self._name, self._into, self._line = name, into, line
        self._columns = [column.name for column in SERVICE_EVENTS.columns]
        self.schema = pa.schema([(column, pa.string()) for column in self._columns])
        self._known = _keys(into.wish.columns.get(SERVICE_EVENTS.name, {}))
        self._depth: list[str] = []
        self._trace: dict[str, tuple[int, str]] = {}
        self._event: dict[str, tuple[int, str]] = {}
        self._rows: list[dict[str, str]] = []

    def listen(self) -> None:
        """Another megabyte was read. Raises SAXException when there have been many without a tag."""
        self.silent += 1
        if self.silent > SILENCE:
            raise SAXException(f"no tag in {SILENCE} MB")

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        """A tag opens."""
        self.silent = 0
        tag = name.rpartition(":")[2]
        above = self._depth[-1] if self._depth else ""
        self._depth.append(tag)
        if tag == "log":
            self.is_log = True
        elif tag == "trace":
            self._trace = {}
        elif tag == "event":
            self._event = {}
        elif tag in ATTRIBUTES and above in {"trace", "event"}:
            key = attrs.get("key", "")
            where, key = (self._trace, f"case:{key}") if above == "trace" else (self._event, key)
            for column, rank in self._known.get(headings.plain(key), ()):
                if column not in where or rank < where[column][0]:
                    where[column] = rank, attrs.get("value", "")

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        """A tag closes; with an event, its row is whole."""
        self._depth.pop()
        if name.rpartition(":")[2] == "event":
            self._take()

    def hand_over(self) -> None:
        """Write the rows collected so far."""
        if self._rows and self.writer is not None:
            columns = {column: [row.get(column) for row in self._rows] for column in self._columns}
            self.writer.write_table(pa.table(columns, schema=self.schema))
            self._rows = []

    def _take(self) -> None:
        row = {column: value for column, (_, value) in (self._trace | self._event).items()}
        line = self._line() or 0
        for column in SERVICE_EVENTS.required:
            if not row.get(column, "").strip():
                self._into.reject(self._name, "the event has none", line=line, column=column)
                return
        if not _is_time(row["time"]):
            self._into.reject(self._name, f"{row['time'][:40]!r} is no time", line=line, column="time")
            return
        self.events += 1
        self._rows.append(row)
        if len(self._rows) >= PORTION:
            self.hand_over()


def _keys(chosen: Mapping[str, str]) -> dict[str, list[tuple[str, int]]]:
    """Key as compared → the columns it may fill, with its rank among their keys."""
    known: dict[str, list[tuple[str, int]]] = {}
    for column in SERVICE_EVENTS.columns:
        names = (chosen[column.name],) if column.name in chosen else (*column.aliases, column.name)
        for rank, name in enumerate(names):
            known.setdefault(headings.plain(name), []).append((column.name, rank))
    return known


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
