"""From TOML files to rules and calendars. Everything wrong is collected and named; nothing is guessed or filled in."""

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from amanah.rulebook.rules import BASES, MARKS, PERIODS, STATUSES, UNITS, Checked, Family, Rule, Text, Value, Version

T = TypeVar("T")

_KEY: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_FAMILY_FIELDS: Final = {"title", "note", "checked"}
_RULE_FIELDS: Final = {"title", "note", "unit", "floor", "tighter", "counted_from", "checked", "versions"}
_VERSION_FIELDS: Final = {
    "since", "since_exact", "until", "value", "source", "article", "href", "published", "status", "basis", "mark", "evidence",
    "note", "counted_from", "checked", "starts",
}  # fmt: skip
_CALENDAR_FIELDS: Final = {"year", "source", "amended_by", "status", "mark", "evidence", "href", "checked", "days"}
_DAY_FIELDS: Final = {"on", "kind", "id", "en", "estimate"}
DAY_KINDS: Final = ("public", "collective_leave", "local")


class RuleError(Exception):
    """The book cannot answer: an unknown key, a day on which a rule is not in force, or a book with mistakes in it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file of the book; `level` is "error" or, for what only a production start refuses, "production"."""

    file: str
    where: str
    text: str
    level: str = "error"

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.text}" if self.where else f"{self.file}: {self.text}"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off of a calendar year; `estimate` marks one that may still move."""

    on: date
    kind: str
    name: Text
    estimate: bool


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The days off of one year, per joint decree."""

    year: int
    source: str
    amended_by: str
    status: str
    mark: str
    evidence: str
    href: str
    checked: Checked
    days: tuple[DayOff, ...]
    layer: str
    book_sha: str


@dataclass
class Contents:
    """What one folder holds, with everything that is wrong in it."""

    rules: dict[str, Rule] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    calendars: dict[int, CalendarYear] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path, layer: str) -> Contents:
    """Read every family file and every calendar of `folder`; `layer` is "national" or "local"."""
    contents = Contents()
    if not folder.is_dir():
        contents.problems.append(Problem(str(folder), "", "there is no such folder"))
        return contents
    for path in sorted(folder.glob("*.toml")):
        _FamilyReader(path, layer, contents).read()
    for path in sorted((folder / "calendars").glob("*.toml")):
        _CalendarReader(path, layer, contents).read()
    return contents


class _Reader:
    """Takes values out of tables and says what is wrong with them."""

    def __init__(self, path: Path, layer: str, contents: Contents) -> None:
        self.path = path
        self.layer = layer
        self.contents = contents
        self.sha = ""

    def problem(self, where: str, text: str, level: str = "error") -> None:
        self.contents.problems.append(Problem(f"{self.path.parent.name}/{self.path.name}", where, text, level))

    def load(self) -> dict[str, Any] | None:
        data = self.path.read_bytes()
        self.sha = hashlib.sha256(data).hexdigest()
        try:
            return tomllib.loads(data.decode(), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problem("", f"cannot be read: {error}")
            return None

    def fields(self, table: dict[str, Any], allowed: set[str], where: str) -> None:
        for name in sorted(table.keys() - allowed):
            self.problem(where, f"unknown field {name!r}")

    def take(self, table: dict[str, Any], name: str, kind: type[T], where: str, default: T) -> T:
        """The field as `kind`; a wrong type is a problem and gives the default."""
        value: T = table.get(name, default)
        wrong = not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or (kind is date and isinstance(value, datetime))
        if wrong and name in table:
            self.problem(where, f"{name} = {value!r} is not a {kind.__name__}")
            return default
        return value

    def required(self, table: dict[str, Any], name: str, where: str) -> bool:
        if name not in table or table[name] == "":
            self.problem(where, f"{name} is missing")
            return False
        return True

    def choice(self, table: dict[str, Any], name: str, allowed: tuple[str, ...], where: str, default: str) -> str:
        value = table.get(name, default)
        if value not in allowed:
            self.problem(where, f"{name} = {value!r} is none of {', '.join(allowed)}")
            return default
        return str(value)

    def text(self, table: dict[str, Any], name: str, where: str) -> Text | None:
        if name not in table:
            return None
        value = table[name]
        if not isinstance(value, dict) or set(value) != {"id", "en"} or not all(isinstance(part, str) and part for part in value.values()):
            self.problem(where, f"{name} needs a text in id and one in en")
            return None
        return Text(value["id"], value["en"])

    def checked(self, table: dict[str, Any], where: str, default: Checked | None) -> Checked:
        value = table.get("checked")
        if value is None:
            if default is None:
                self.problem(where, "checked is missing")
            return default or Checked(date.min, "")
        if (
            isinstance(value, dict)
            and set(value) == {"on", "by"}
            and type(value["on"]) is date
            and isinstance(value["by"], str)
            and value["by"]
        ):
            return Checked(value["on"], value["by"])
        self.problem(where, "checked needs a date `on` and a name `by`")
        return default or Checked(date.min, "")

    def evidence(self, table: dict[str, Any], where: str) -> tuple[str, str]:
        """Status and mark, which must agree: what nobody read in the official text is not verified."""
        self.required(table, "status", where)
        self.required(table, "mark", where)
        status = self.choice(table, "status", STATUSES, where, "unverified")
        mark = self.choice(table, "mark", MARKS, where, "K-low")
        if status == "verified" and (mark != "L" or "checked" not in table):
            self.problem(where, "verified needs mark = L (read in the official text) and its own checked = { on, by }")
        if status == "example":
            self.problem(where, "is an example, which a production start refuses", "production")
        return status, mark


class _FamilyReader(_Reader):
    def read(self) -> None:
        table = self.load()
        if table is None:
            return
        family = self.path.stem
        if not _KEY.fullmatch(family):
            self.problem("", "a file name consists of small letters, digits and _")
            return
        title = self.text(table, "title", "")
        if title is None and self.layer == "national":
            self.problem("", "title is missing")
        self.contents.families[family] = Family(family, title or Text(family, family), self.text(table, "note", ""))
        checked = self.checked(table, "", None) if "checked" in table else None
        for name, rule in table.items():
            if name in _FAMILY_FIELDS:
                continue
            if not isinstance(rule, dict) or not _KEY.fullmatch(name):
                self.problem(name, "is neither a field of the family nor a rule")
                continue
            self._rule(family, name, rule, checked)

    def _rule(self, family: str, name: str, table: dict[str, Any], checked: Checked | None) -> None:
        self.fields(table, _RULE_FIELDS, name)
        title = self.text(table, "title", name)
        if title is None and self.layer == "national":
            self.problem(name, "title is missing")
        self.required(table, "unit", name)
        unit = table.get("unit", "")
        if unit not in UNITS:
            self.problem(name, f"unknown unit {unit!r}")
            return
        floor = self.choice(table, "floor", ("", "national"), name, "")
        tighter = self.choice(table, "tighter", ("", "lower", "higher"), name, "")
        if floor and not tighter:
            self.problem(name, "a national floor must say which way is tighter")
        rows = table.get("versions", [])
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            self.problem(name, "has no versions")
            return
        own = self.checked(table, name, checked) if "checked" in table else checked
        counted_from = self.text(table, "counted_from", name)
        versions = tuple(self._version(f"{name}[{number}]", row, unit, counted_from, own) for number, row in enumerate(rows, 1))
        self._unbroken(name, versions)
        key = f"{family}.{name}"
        self.contents.rules[key] = Rule(
            key, family, title or Text("", ""), self.text(table, "note", name), unit, floor, tighter, versions, self.layer, self.sha
        )

    def _version(self, where: str, table: dict[str, Any], unit: str, counted_from: Text | None, checked: Checked | None) -> Version:
        self.fields(table, _VERSION_FIELDS, where)
        for name in ("since", "basis") if table.get("basis") == "default" else ("since", "basis", "source"):
            self.required(table, name, where)
        status, mark = self.evidence(table, where)
        since = self.take(table, "since", date, where, date.min)
        exact = self.take(table, "since_exact", bool, where, default=True)
        if not exact and (since.month, since.day) != (1, 1):
            self.problem(where, "a start of which only the year is known is written as 1 January")
        href = self.take(table, "href", str, where, "")
        if href and not href.startswith(("https://", "http://")):
            self.problem(where, f"href = {href!r} is no address")
        return Version(
            since=since,
            since_exact=exact,
            until=self.take(table, "until", date, where, date.max) if "until" in table else None,
            value=self._value(table, unit, where),
            source=self.take(table, "source", str, where, ""),
            article=self.take(table, "article", str, where, ""),
            href=href,
            published=self.take(table, "published", date, where, date.min) if "published" in table else None,
            status=status,
            basis=self.choice(table, "basis", BASES, where, "default"),
            mark=mark,
            evidence=self.take(table, "evidence", str, where, ""),
            note=self.text(table, "note", where),
            counted_from=self.text(table, "counted_from", where) or counted_from,
            checked=self.checked(table, where, checked),
            starts=self.take(table, "starts", str, where, ""),
        )

    def _value(self, table: dict[str, Any], unit: str, where: str) -> Value | None:
        value = table.get("value")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or (isinstance(value, Decimal) and not value.is_finite()):
            self.problem(where, f"value = {value!r} is not a number")
            return None
        if value < 0 or (unit in (*PERIODS, "IDR") and not isinstance(value, int)):
            self.problem(where, f"value = {value} is no amount of {unit}")
            return None
        return value

    def _unbroken(self, name: str, versions: tuple[Version, ...]) -> None:
        """Versions stand oldest first; an end, where stated, is the day before the next start; a repeal is a version without a value."""
        for version in versions:
            if version.until is not None and version.until < version.since:
                self.problem(name, f"a version ends on {version.until}, before it starts on {version.since}")
        for earlier, later in pairwise(versions):
            if later.since <= earlier.since:
                self.problem(name, f"overlap: the version since {later.since} does not start after the one since {earlier.since}")
            elif earlier.until is not None and earlier.until >= later.since:
                self.problem(name, f"overlap: one version runs until {earlier.until}, the next starts on {later.since}")
            elif earlier.until is not None and (later.since - earlier.until).days > 1:
                self.problem(name, f"gap: nothing is said between {earlier.until} and {later.since}")


class _CalendarReader(_Reader):
    def read(self) -> None:
        table = self.load()
        if table is None:
            return
        self.fields(table, _CALENDAR_FIELDS, "")
        for name in ("year", "source", "days"):
            self.required(table, name, "")
        year = self.take(table, "year", int, "", 0)
        if str(year) != self.path.stem:
            self.problem("", f"year = {year} does not agree with the file's name")
        status, mark = self.evidence(table, "")
        days: dict[date, DayOff] = {}
        rows = self.take(table, "days", list, "", [])
        for number, row in enumerate(rows, 1):
            day = self._day(f"days[{number}]", row, year)
            if day is not None and day.on in days:
                self.problem(f"days[{number}]", f"{day.on} stands here twice")
            elif day is not None:
                days[day.on] = day
        self.contents.calendars[year] = CalendarYear(
            year=year,
            source=self.take(table, "source", str, "", ""),
            amended_by=self.take(table, "amended_by", str, "", ""),
            status=status,
            mark=mark,
            evidence=self.take(table, "evidence", str, "", ""),
            href=self.take(table, "href", str, "", ""),
            checked=self.checked(table, "", None),
            days=tuple(days[on] for on in sorted(days)),
            layer=self.layer,
            book_sha=self.sha,
        )

    def _day(self, where: str, row: Any, year: int) -> DayOff | None:
        if not isinstance(row, dict):
            self.problem(where, "is no day")
            return None
        self.fields(row, _DAY_FIELDS, where)
        on = row.get("on")
        if type(on) is not date or on.year != year:
            self.problem(where, f"on = {on!r} is no day of {year}")
            return None
        name = self.text({"name": {part: row.get(part) for part in ("id", "en")}}, "name", where)
        kind = self.choice(row, "kind", DAY_KINDS, where, "public")
        return DayOff(on, kind, name or Text(str(on), str(on)), self.take(row, "estimate", bool, where, default=False))
