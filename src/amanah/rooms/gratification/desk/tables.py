"""The recap as a document and as sheets."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.reports.amounts import rupiah
from amanah.foundation.exports.tables import Sheet
from amanah.rooms.gratification.queries.recap import Count, Recap


def document(found: Recap, value: int | None) -> dict[str, Any]:
    """For the printer."""
    sections = [_section(title, counts) for title, counts in parts(found) if counts]
    columns = [(_("Tenggat"), "left"), (_("Tepat waktu"), "right"), (_("Terlewat"), "right"), (_("Berjalan"), "right")]
    paces = [[str(pace.title), str(pace.kept), str(pace.missed), str(pace.running)] for pace in found.paces]
    sections.append({"heading": _("Ketepatan waktu"), "columns": [{"title": t, "align": a, "width": 4} for t, a in columns], "rows": paces})
    if found.held:
        heads = [{"title": _("Kegiatan"), "width": 6}, *({"title": title, "align": "right"} for title in (_("Jumlah"), _("Peserta")))]
        rows = [[str(one.title), str(one.number), str(one.participants)] for one in found.held]
        sections.append({"heading": _("Kegiatan UPG"), "columns": heads, "rows": rows})
    if found.grid.units:
        # Ten columns do not fit on paper: each unit names its occasions instead.
        heads = [{"title": _("Unit"), "width": 5}, {"title": _("Peristiwa"), "width": 6}, {"title": _("Jumlah"), "align": "right"}]
        rows = [[unit, _named(found.grid.occasions, counts), str(total)] for unit, counts, total in found.grid.rows]
        sections.append({"heading": _("Unit dan peristiwa"), "columns": heads, "rows": rows})
    return {
        "title": _("Rekap Unit Pengendalian Gratifikasi"),
        "lead": _("Laporan yang diterima %(first)s sampai %(last)s") % {"first": day(found.first), "last": day(found.last)},
        "facts": [[title, words] for title, words in facts(found, value)],
        "sections": sections,
    }


def sheets(found: Recap, value: int | None) -> list[Sheet]:
    """For a spreadsheet."""
    flat = [(str(title), str(count.title), count.number) for title, counts in parts(found) for count in counts]
    paces = [(str(pace.title), pace.kept, pace.missed, pace.running) for pace in found.paces]
    return [
        Sheet(_("Ringkasan"), [_("Butir"), _("Isi")], facts(found, value)),
        Sheet(_("Rincian"), [_("Bagian"), _("Butir"), _("Jumlah")], flat),
        Sheet(
            _("Kegiatan UPG"),
            [_("Kegiatan"), _("Jumlah"), _("Peserta")],
            [(str(one.title), one.number, one.participants) for one in found.held],
        ),
        Sheet(_("Ketepatan waktu"), [_("Tenggat"), _("Tepat waktu"), _("Terlewat"), _("Berjalan")], paces),
        Sheet(
            _("Unit dan peristiwa"),
            [_("Unit"), *found.grid.occasions, _("Jumlah")],
            [[u, *counts, total] for u, counts, total in found.grid.rows],
        ),
    ]


def facts(found: Recap, value: int | None) -> list[tuple[str, str]]:
    """What stands first."""
    known = rupiah(value) if value is not None else _("kunci belum dibuka")
    return [
        (_("Laporan diterima"), str(found.received)),
        (_("Lewat batas melapor kepada KPK"), str(found.late)),
        (_("Terungkap dari pengawasan internal"), str(found.found_by_audit)),
        (_("Nilai yang menjadi milik negara (rupiah)"), known),
    ]


def parts(found: Recap) -> Sequence[tuple[str, list[Count]]]:
    """The tables of counts, with their titles."""
    return (
        (_("Menurut jenis"), found.topics),
        (_("Menurut bulan"), found.months),
        (_("Menurut golongan"), found.sorts),
        (_("Menurut bentuk"), found.forms),
        (_("Menurut status penetapan"), found.outcomes),
        (_("Menurut tahap"), found.states),
    )


def day(value: Any) -> str:
    """A day in words."""
    return date_format(value, "j F Y")


def _named(occasions: Sequence[str], counts: Sequence[int]) -> str:
    return "; ".join(f"{name} {number}" for name, number in zip(occasions, counts, strict=True) if number)


def _section(title: str, counts: list[Count]) -> dict[str, Any]:
    columns = [{"title": _("Butir"), "width": 6}, {"title": _("Jumlah"), "align": "right"}]
    return {"heading": title, "columns": columns, "rows": [[str(count.title), str(count.number)] for count in counts]}
