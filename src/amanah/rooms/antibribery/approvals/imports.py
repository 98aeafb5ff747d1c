"""A list of commitments that associates gave before, brought as a table: one of the uses of `foundation.imports`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Unit
from amanah.foundation.organisation.queries import open_units
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import rules, services
from amanah.rooms.antibribery.approvals.models import TITLE
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.services import Asked
from amanah.rooms.antibribery.models import Scope

CLASSES = {
    "rendah": "low",
    "low": "low",
    "di_atas_rendah": "more_than_low",
    "lebih_dari_rendah": "more_than_low",
    "tinggi": "more_than_low",
    "more_than_low": "more_than_low",
}

SHAPE = Shape(
    (
        Column(
            "unit", ("unit", "kode_unit", "nama_unit"), gettext_lazy("Kode atau nama unit yang mengikatnya."), "BALAI", True, values.words
        ),
        Column(
            "associate",
            ("rekan_bisnis", "mitra", "penyedia", "nama_mitra", "associate"),
            gettext_lazy("Nama rekan bisnis."),
            "PT Contoh Alat Uji",
            True,
            values.words,
            longest=TITLE,
        ),
        Column(
            "matter",
            ("kontrak", "transaksi", "nomor_kontrak", "matter"),
            gettext_lazy("Kontrak atau transaksinya."),
            "Kontrak 12/2026",
            True,
            values.words,
            longest=TITLE,
        ),
        Column(
            "bribery_class",
            ("risiko", "golongan_risiko", "class"),
            gettext_lazy("rendah, atau di atas rendah."),
            "di atas rendah",
            True,
            values.choice(CLASSES),
        ),
        Column(
            "document",
            ("dokumen", "komitmen", "surat_pernyataan", "document"),
            gettext_lazy("Tempat komitmennya tertulis. Kosong: baru diminta."),
            "Pasal 14 kontrak",
            False,
            values.words,
            longest=TITLE,
        ),
        Column(
            "right_to_end",
            ("hak_mengakhiri", "dapat_diakhiri", "right_to_end"),
            gettext_lazy("ya atau tidak: kontrak dapat diakhiri karena suap."),
            "ya",
            False,
            values.flag,
        ),
        Column("expires_on", ("berlaku_sampai", "berakhir", "expires_on"), gettext_lazy("Hari terakhir."), "2027-12-31", False, values.day),
    ),
    longest=200,
    mapped=True,
    above=5,
    limits=Limits(rows=5_000),
)


@dataclass
class Row(table.Row):
    """One commitment of the list."""

    found: Unit | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """As many queries as there are units named, and two."""
    units: dict[str, Unit] = {}
    for one in open_units():
        units.setdefault(text.fold(one.name), one)
    units |= {one.code.casefold(): one for one in list(units.values())}
    known = {
        (unit, rules.fold(name), matter) for unit, name, matter in visible.commitments(viewer).values_list("unit_id", "associate", "matter")
    }
    scopes: dict[str, Scope | None] = {}
    for row in rows:
        if row.errors:
            continue
        said = row.said
        unit = units.get(said["unit"].casefold()) or units.get(text.fold(said["unit"]))
        scope = scopes.setdefault(unit.code, visible.scope_of(unit)) if unit is not None else None
        if unit is None:
            row.refuse("unit", _("Tidak ada unit dengan kode atau nama ini."))
        elif scope is None or not visible.keeps(viewer, scope, unit):
            row.refuse("unit", Refused.sentences["scope" if scope is None else "side"])
        elif (unit.pk, rules.fold(said["associate"]), said["matter"]) in known:
            row.refuse("matter", _("Komitmen rekan bisnis ini untuk kontrak itu sudah tercatat."))
        elif said["expires_on"] is not None and (not said["document"] or said["expires_on"] <= clock.today()):
            row.refuse("expires_on", _("Hari yang akan datang, dan hanya bila dokumennya disebut."))
        else:
            known.add((unit.pk, rules.fold(said["associate"]), said["matter"]))
            row.found = unit
            row.changes.append(_("komitmen yang sudah diberikan") if said["document"] else _("komitmen yang diminta"))


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in rows:
        said = row.said
        if row.found is None:
            continue
        one = services.ask_commitment(Asked(row.found, said["associate"], said["matter"], said["bribery_class"]), viewer=viewer)
        if said["document"]:
            right = bool(said["right_to_end"])
            services.commit(one, said["document"], right_to_end=right, expires_on=said["expires_on"], viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {"rows": len(plan.rows), "commitments": len(plan.changing)}


LIST = Table(SHAPE, Row, _check, _write, ("associate_commitment_table.imported", "associate_commitment:table"), _count)
