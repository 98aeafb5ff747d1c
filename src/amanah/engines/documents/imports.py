"""A list of documents that were in force before, brought as a table: one of the uses of `foundation.imports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.documents import declare, queries, services
from amanah.engines.documents.models import ADDRESS, CODE, MONTHS, TITLE, YEARS, Document
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services import Content, Heading
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Unit
from amanah.foundation.organisation.queries import open_units

SORTS = {
    "kebijakan": "policy",
    "policy": "policy",
    "pedoman": "manual",
    "manual": "manual",
    "pedoman_atau_manual": "manual",
    "prosedur": "procedure",
    "sop": "procedure",
    "procedure": "procedure",
    "instruksi_kerja": "procedure",
    "formulir": "form",
    "form": "form",
    "surat_keputusan": "decree",
    "sk": "decree",
    "decree": "decree",
    "rekaman": "record",
    "rekaman_baku": "record",
    "record": "record",
    "eksternal": "external",
    "dokumen_eksternal": "external",
    "dokumen_dari_luar": "external",
    "external": "external",
}

SHAPE = Shape(
    (
        Column("unit", ("unit", "kode_unit", "nama_unit", "pemilik"), gettext_lazy("Kode atau nama unit."), "FKAP", True, values.words),
        Column(
            "title",
            ("judul", "nama_dokumen", "dokumen", "title"),
            gettext_lazy("Judul dokumen."),
            "Prosedur penerimaan hadiah",
            True,
            values.words,
            longest=TITLE,
        ),
        Column("code", ("nomor", "nomor_dokumen", "kode", "code"), gettext_lazy("Nomor menurut instansi."), "SOP-07", False, values.words),
        Column(
            "sort",
            ("jenis", "sort"),
            gettext_lazy("kebijakan, pedoman, prosedur, formulir, surat keputusan, rekaman, atau dokumen dari luar."),
            "prosedur",
            True,
            values.choice(SORTS),
        ),
        Column("issuer", ("penerbit", "issuer"), gettext_lazy("Hanya untuk dokumen dari luar."), "", False, values.words, longest=TITLE),
        Column("label", ("versi", "revisi", "version"), gettext_lazy("Versi yang berlaku."), "3", False, values.words, longest=20),
        Column(
            "since",
            ("berlaku_sejak", "tanggal_berlaku", "tanggal", "effective_from"),
            gettext_lazy("Hari mulai berlaku."),
            "2025-01-15",
            True,
            values.past_day,
        ),
        Column(
            "address",
            ("alamat", "lokasi", "tautan", "address"),
            gettext_lazy("Alamat web tempat naskahnya tersimpan, atau tempat menyimpannya."),
            "https://jdih.example/sop-07",
            False,
            values.words,
            longest=ADDRESS,
        ),
        Column("months", ("tinjau_ulang_bulan", "bulan"), gettext_lazy("Ditinjau ulang tiap berapa bulan."), "12", False, values.whole),
        Column("years", ("retensi_tahun", "retensi"), gettext_lazy("Disimpan berapa tahun sesudah ditarik."), "5", False, values.whole),
    ),
    longest=200,
    mapped=True,
    above=5,
    limits=Limits(rows=5_000),
)


@dataclass
class Row(table.Row):
    """One document of the list."""

    found: Unit | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Two queries, however many rows."""
    units: dict[str, Unit] = {}
    for one in open_units():
        units.setdefault(text.fold(one.name), one)
    units |= {one.code.casefold(): one for one in list(units.values())}
    taken = set(Document.objects.exclude(code="").values_list("unit_id", "code"))
    titled = {(unit, text.fold(title)) for unit, title in queries.visible(viewer).values_list("unit_id", "title")}
    for row in rows:
        if row.errors:
            continue
        said = row.said
        unit = units.get(said["unit"].casefold()) or units.get(text.fold(said["unit"]))
        if unit is None:
            row.refuse("unit", _("Tidak ada unit dengan kode atau nama ini."))
        elif not queries.may_keep(viewer, unit):
            row.refuse("unit", Refused.sentences["unit"])
        elif len(said["code"] or "") > CODE or (said["code"] and (unit.pk, said["code"]) in taken):
            row.refuse("code", Refused.sentences["code"])
        elif not said["code"] and (unit.pk, text.fold(said["title"])) in titled:
            row.refuse("title", _("Unit itu sudah punya dokumen dengan judul ini. Beri nomor bila memang lain."))
        elif _fits(row):
            taken.add((unit.pk, said["code"]))
            titled.add((unit.pk, text.fold(said["title"])))
            row.found = unit
            row.changes.append(_("%(sort)s baru") % {"sort": declare.SORTS[said["sort"]]})


def _fits(row: Row) -> bool:
    """Whether what stands in one row goes together; what does not is named."""
    said = row.said
    if (said["sort"] == declare.EXTERNAL) != bool(said["issuer"]):
        row.refuse("issuer", Refused.sentences["issuer"])
    if said["months"] is not None and not 1 <= said["months"] <= MONTHS:
        row.refuse("months", _("Dari 1 sampai %(most)d bulan.") % {"most": MONTHS})
    if said["years"] is not None and said["years"] > YEARS:
        row.refuse("years", _("Paling banyak %(most)d tahun.") % {"most": YEARS})
    return not row.errors


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in rows:
        if row.found is not None:
            services.keep(_heading(row.said), row.found, _content(row.said), row.said["since"], viewer=viewer)


def _heading(said: dict[str, Any]) -> Heading:
    return Heading(
        title=said["title"],
        sort=said["sort"],
        code=said["code"] or "",
        issuer=said["issuer"] or "",
        every_months=said["months"],
        keep_years=said["years"],
    )


def _content(said: dict[str, Any]) -> Content:
    """Where the list names no address of the web, what it says is all that is known of the content."""
    address = said["address"] or ""
    label = said["label"] or ""
    if address.startswith(("https://", "http://")) and " " not in address:
        return Content(address=address, label=label)
    place = _("Naskah tersimpan di: %(place)s") % {"place": address} if address else _("Naskah belum dimasukkan.")
    return Content(text=place, label=label)


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {"rows": len(plan.rows), "documents": len(plan.changing)}


LIST = Table(SHAPE, Row, _check, _write, ("document_table.imported", "document:table"), _count)
