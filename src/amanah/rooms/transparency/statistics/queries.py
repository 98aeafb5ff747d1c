"""What the public may read: releases, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases import registry
from amanah.rooms.transparency.statistics.models import Release
from amanah.rooms.transparency.statistics.services import ACKNOWLEDGED, IN_TIME, KIND, LATE, OUTCOMES, TOPICS

LENGTH, HEIGHT, WIDTH = 300, 110, 640


@dataclass(frozen=True)
class Line:
    """One cell of a table: None is not shown; `length` is its bar of LENGTH at most."""

    title: str
    number: int | None
    length: int


@dataclass(frozen=True)
class Table:
    """One table of a release."""

    name: str
    title: str
    total: int | None
    lines: list[Line]


@dataclass(frozen=True)
class Published:
    """A release as the page shows it."""

    release: Release
    period: str
    received: int | None
    closed: int | None
    answered: int | None
    in_time: int | None
    tables: list[Table]


@dataclass(frozen=True)
class Column:
    """One release in the picture of all: its place and height; None where its total is not shown."""

    period: str
    number: int | None
    x: int
    width: int
    height: int

    @property
    def top(self) -> int:
        """Its upper edge."""
        return HEIGHT - self.height


def releases() -> list[Release]:
    """All of them, the newest first."""
    return list(Release.objects.filter(kind=KIND))


def newest() -> Published | None:
    """The latest release, in words; None before the first."""
    found = Release.objects.filter(kind=KIND).first()
    return told(found) if found else None


def of_period(first: date) -> Published | None:
    """The release of the period that begins on this day."""
    found = Release.objects.filter(kind=KIND, first=first).first()
    return told(found) if found else None


def told(release: Release) -> Published:
    """A release with titles instead of codes."""
    tables = {name: _table(name, title, release) for name, title in _titles().items()}
    answered = {line: release.tables[ACKNOWLEDGED]["cells"].get(line) for line in (IN_TIME, LATE)}
    return Published(
        release=release,
        period=period(release),
        received=tables[TOPICS].total,
        closed=tables[OUTCOMES].total,
        answered=tables[ACKNOWLEDGED].total,
        in_time=answered[IN_TIME],
        tables=list(tables.values()),
    )


def period(release: Release) -> str:
    """As people say it: Juli sampai September 2026."""
    first = date_format(release.first, "F" if release.first.year == release.last.year else "F Y")
    return _("%(first)s sampai %(last)s") % {"first": first, "last": date_format(release.last, "F Y")}


def columns(found: list[Release]) -> list[Column]:
    """What was received, release by release, the oldest first; at most twelve."""
    some = list(reversed(found[:12]))
    totals = [release.tables[TOPICS]["total"] for release in some]
    most = max((total or 0 for total in totals), default=0) or 1
    step = WIDTH // max(len(some), 4)
    return [
        Column(date_format(release.last, "M y"), total, place * step + step // 8, step * 3 // 4, round(HEIGHT * (total or 0) / most))
        for place, (release, total) in enumerate(zip(some, totals, strict=True))
    ]


def rows(found: list[Release]) -> list[list[Any]]:
    """Every cell of every release, for a file: period, table, cell, number (empty where it is not shown)."""
    lines: list[list[Any]] = []
    for release in found:
        for table in told(release).tables:
            lines.append([release.first, release.last, table.title, _("Jumlah"), table.total])
            lines += [[release.first, release.last, table.title, line.title, line.number] for line in table.lines]
    return lines


def _table(name: str, title: str, release: Release) -> Table:
    cells: dict[str, int | None] = release.tables[name]["cells"]
    titles = _cells(name)
    most = max((number or 0 for number in cells.values()), default=0) or 1
    lines = [Line(str(titles.get(code, code)), number, round(LENGTH * (number or 0) / most)) for code, number in cells.items()]
    return Table(name, title, release.tables[name]["total"], lines)


def _titles() -> dict[str, str]:
    return {
        TOPICS: _("Laporan diterima, menurut pokok masalah"),
        OUTCOMES: _("Laporan selesai, menurut hasilnya"),
        ACKNOWLEDGED: _("Pernyataan diterima"),
    }


def _cells(name: str) -> dict[str, Any]:
    kind = registry.kind(KIND)
    titles: dict[str, dict[str, Any]] = {
        TOPICS: {**kind.topics, "": _("Tanpa topik")},
        OUTCOMES: dict(kind.outcomes),
        ACKNOWLEDGED: {IN_TIME: _("tepat waktu"), LATE: _("terlambat")},
    }
    return titles[name]
