"""The yearly report: what came in, what happened to it, how fast, what was done about it, and how all this was counted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.engines.cases.queries.figures import SMALL, Counted
from amanah.rooms.whistleblowing.figures import tables
from amanah.rooms.whistleblowing.figures.queries import Indicators


def contents(found: Indicators) -> dict[str, Any]:
    """What the template shows, in the language of whoever asked."""
    year = found.chosen.last.year
    whole = found.chosen.last.month == 12  # noqa: PLR2004 - December
    period = str(year) if whole else _("Januari sampai %(month)s") % {"month": date_format(found.chosen.last, "F Y")}
    return {
        "title": _("Laporan tahunan penanganan laporan pelanggaran %(year)d") % {"year": year},
        "lead": _("Rentang: %(period)s. Disusun hanya dari kode dan tanggal; tidak satu pun isi laporan dibuka untuk menghitungnya.")
        % {"period": period},
        "small": tables.few(),
        "numbers": [[_text(number), words] for number, words in _headlines(found)],
        "chapters": [_came(found), _happened(found), _speed(found), _done(found), _method(found)],
    }


def _headlines(found: Indicators) -> list[tuple[Any, str]]:
    lines = [
        (tables.said(found.received), _("laporan diterima")),
        (tables.said(found.closed), _("laporan selesai ditangani")),
        (tables.said(found.open_now), _("belum selesai pada hari dokumen ini disusun")),
    ]
    if found.proven_share is not None:
        lines.append((f"{found.proven_share}%", _("dari yang diputus terbukti, seluruhnya atau sebagian")))
    return lines


def _came(found: Indicators) -> dict[str, Any]:
    return {
        "heading": _("Apa yang masuk"),
        "text": _compared(found.received, found.received_before, _("Laporan yang diterima")),
        "columns": {
            "title": _("Diterima (gelap) dan selesai (terang) per bulan"),
            "items": [[_month(month.month), month.opened, month.closed] for month in found.months],
        },
        "bars": [_bars(_("Tentang apa?"), found.topics), _bars(_("Kepada siapa?"), found.routes)],
    }


def _happened(found: Indicators) -> dict[str, Any]:
    told = []
    if found.judged is not None and found.proven is not None and found.proven_share is not None:
        told.append(
            _("Dari %(judged)d laporan yang diputus, %(proven)d (%(share)d%%) terbukti seluruhnya atau sebagian.")
            % {"judged": found.judged, "proven": found.proven, "share": found.proven_share}
        )
    told.append(_compared(found.closed, found.closed_before, _("Laporan yang selesai")))
    return {
        "heading": _("Apa yang terjadi dengan laporan"),
        "text": "\n\n".join(told),
        "bars": [_bars(_("Hasil yang ditetapkan"), found.outcomes), _bars(_("Di mana laporan dari rentang ini sekarang"), found.states)],
    }


def _speed(found: Indicators) -> dict[str, Any]:
    told = [
        _("%(step)s: %(share)d%% tepat waktu; separuhnya dalam %(median)s.")
        % {"step": speed.title, "share": speed.share, "median": _days(speed.median)}
        for speed in found.speeds
        if speed.share is not None and speed.median is not None
    ]
    return {
        "heading": _("Seberapa cepat"),
        "text": "\n\n".join(told),
        "table": {"columns": tables.speed_headers(), "rows": [[_text(value) for value in row] for row in tables.speeds(found)]},
        "bars": [_bars(_("Berapa lama yang belum selesai menunggu"), found.ages)],
    }


def _done(found: Indicators) -> dict[str, Any]:
    rows: list[tuple[str, int | None]] = [
        (_("Dibuka kembali setelah ditutup"), found.reopened),
        (_("Sudah dilaporkan sebelumnya"), found.duplicates),
        (_("Pelapornya kembali dan menulis lagi"), found.returned),
        (_("Pesan dari pelapor"), found.messages),
        *((str(name), number) for block in found.blocks for name, number in block.lines),
    ]
    return {
        "heading": _("Hubungan dengan pelapor dan tindak lanjutnya"),
        "text": _(
            "Laporan yang pelapornya kembali menunjukkan bahwa kotak komunikasi dipakai; laporan yang dibuka kembali, "
            "bahwa putusan dapat ditinjau."
        ),
        "table": {"columns": [_("Butir"), _("Jumlah")], "rows": [[name, _text(tables.said(number))] for name, number in rows]},
    }


def _method(found: Indicators) -> dict[str, Any]:
    told = [
        _(
            "Dihitung dari daftar data terbuka (jenis, jalur, topik, status, hasil, hari) dan kode yang ditetapkan petugas. Isi laporan, "
            "nama, dan berkas tetap tersegel."
        ),
        _(
            "Waktu dihitung dalam hari kalender sejak langkah mulai ditunggu sampai dipenuhi, untuk laporan yang diterima dalam rentang. "
            "Tepat waktu berarti tidak melewati tanggal janjinya; itu menurut aturan sebagian dihitung dalam hari kerja."
        ),
        _(
            "Laporan yang tidak boleh dilihat penyusun (karena menyangkut dirinya atau unit yang dipimpinnya) tidak ikut dihitung, maka "
            "dua penyusun dapat memperoleh angka yang berbeda."
        ),
        _("Berapa laporan tanpa nama tidak dapat dikatakan: cara melapor tersegel bersama isinya, sehingga pencuri data pun tidak tahu."),
        _("Jumlah laporan bukan ukuran banyaknya pelanggaran. Angka yang naik dapat berarti orang lebih percaya untuk melapor."),
    ]
    if found.blurred:
        told.append(_("Angka 1 sampai %(most)d tidak ditampilkan, karena dapat menunjuk orang.") % {"most": SMALL - 1})
    told += [str(block.method) for block in found.blocks]
    return {"heading": _("Cara menghitung dan batasnya"), "text": "\n\n".join(told)}


def _compared(now: int | None, before: int | None, what: str) -> str:
    if now is None or before is None:
        return f"{what}: {_text(tables.said(now))}."
    return _("%(what)s: %(now)d; pada rentang sebelumnya yang sama panjang: %(before)d.") % {"what": what, "now": now, "before": before}


def _bars(title: str, items: Sequence[Counted]) -> dict[str, Any]:
    return {"title": title, "items": [[str(item.title), item.count] for item in items]}


def _days(days: int | None) -> str:
    number = days or 0
    return ngettext("%(n)d hari", "%(n)d hari", number) % {"n": number}


def _month(month: date) -> str:
    return date_format(month, "M y")


def _text(value: Any) -> str:
    return str(value)
