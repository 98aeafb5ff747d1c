"""The same figures as tables, for spreadsheets and for the yearly report."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases.queries.figures import SMALL, Counted
from amanah.foundation.exports.tables import Sheet
from amanah.rooms.whistleblowing.figures.queries import Indicators


def few() -> str:
    """What stands where a number is too small to be shown."""
    return _("kurang dari %(n)d") % {"n": SMALL}


def said(number: int | None) -> Any:
    """The number, or that it is small."""
    return few() if number is None else number


def sheets(found: Indicators) -> list[Sheet]:
    """One sheet for each question."""
    return [
        Sheet(_("Ringkasan"), [_("Butir"), _("Jumlah")], summary(found)),
        Sheet(_("Per bulan"), [_("Bulan"), _("Diterima"), _("Ditutup")], [[m.month, said(m.opened), said(m.closed)] for m in found.months]),
        Sheet(_("Kecepatan"), speed_headers(), speeds(found)),
        *(Sheet(title, [title, _("Jumlah")], counted(items)) for title, items in parts(found)),
        *(Sheet(str(block.title), [_("Butir"), _("Jumlah")], [[str(name), said(n)] for name, n in block.lines]) for block in found.blocks),
    ]


def parts(found: Indicators) -> list[tuple[str, Sequence[Counted]]]:
    """What is counted by code, with its title."""
    return [
        (_("Pokok masalah"), found.topics),
        (_("Penerima"), found.routes),
        (_("Keadaan sekarang"), found.states),
        (_("Hasil"), found.outcomes),
        (_("Usia yang belum selesai"), found.ages),
    ]


def counted(items: Sequence[Counted]) -> list[list[Any]]:
    """Title and number."""
    return [[str(item.title), said(item.count)] for item in items]


def summary(found: Indicators) -> list[list[Any]]:
    """The single numbers."""
    return [
        [_("Rentang"), f"{date_format(found.chosen.first, 'F Y')} – {date_format(found.chosen.last, 'F Y')}"],
        [_("Laporan diterima"), said(found.received)],
        [_("Laporan diterima, rentang sebelumnya"), said(found.received_before)],
        [_("Laporan selesai"), said(found.closed)],
        [_("Laporan selesai, rentang sebelumnya"), said(found.closed_before)],
        [_("Belum selesai hari ini"), said(found.open_now)],
        [_("Diputus terbukti atau tidak"), said(found.judged)],
        [_("Terbukti, seluruhnya atau sebagian"), said(found.proven)],
        [_("Terbukti, persen dari yang diputus"), "–" if found.proven_share is None else found.proven_share],
        [_("Sudah dilaporkan sebelumnya"), said(found.duplicates)],
        [_("Pernah dibuka kembali"), said(found.reopened)],
        [_("Pelapornya menulis lagi"), said(found.returned)],
        [_("Pesan dari pelapor"), said(found.messages)],
    ]


def speed_headers() -> list[str]:
    """The columns of `speeds`."""
    return [
        _("Langkah"),
        _("Janji"),
        _("Sudah"),
        _("Median (hari)"),
        _("Sembilan dari sepuluh (hari)"),
        _("Tepat waktu (%)"),
        _("Terlewat"),
        _("Berjalan"),
    ]


def speeds(found: Indicators) -> list[list[Any]]:
    """One line for each promised step."""
    dash = "–"
    return [
        [
            str(speed.title),
            speed.promise,
            said(speed.done),
            *(dash if value is None else value for value in (speed.median, speed.tail, speed.share)),
            said(speed.missed),
            said(speed.running),
        ]
        for speed in found.speeds
    ]


def flat(found: Indicators) -> list[list[Any]]:
    """Everything in three columns, for CSV."""
    lines: list[list[Any]] = [[_("Ringkasan"), *row] for row in summary(found)]
    for month in found.months:
        name = month.month.isoformat()[:7]
        lines += [[_("Diterima per bulan"), name, said(month.opened)], [_("Ditutup per bulan"), name, said(month.closed)]]
    for row in speeds(found):
        lines += [[f"{row[0]}: {header}", row[1], value] for header, value in zip(speed_headers()[2:], row[2:], strict=True)]
    for title, items in parts(found):
        lines += [[title, *row] for row in counted(items)]
    for block in found.blocks:
        lines += [[str(block.title), str(name), said(number)] for name, number in block.lines]
    return lines
