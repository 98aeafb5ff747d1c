"""A list of due diligence carried out before, brought as a table: one of the uses of `foundation.imports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures.imports import CLASSES
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Unit
from amanah.foundation.organisation.queries import open_units
from amanah.kernel import numbers
from amanah.rooms.antibribery.due_diligence import declare, naming, queries, services
from amanah.rooms.antibribery.due_diligence.models import NUMBER, TITLE, WORDS, Diligence
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services import Earlier, Subject, screening
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import may_keep

SORTS = {
    "rekan_bisnis": declare.ASSOCIATE,
    "mitra": declare.ASSOCIATE,
    "penyedia": declare.ASSOCIATE,
    "rekan": declare.ASSOCIATE,
    "associate": declare.ASSOCIATE,
    "proyek": declare.UNDERTAKING,
    "transaksi": declare.UNDERTAKING,
    "kegiatan": declare.UNDERTAKING,
    "undertaking": declare.UNDERTAKING,
}
FORMS = {
    "badan": declare.FIRM,
    "badan_usaha": declare.FIRM,
    "lembaga": declare.FIRM,
    "perusahaan": declare.FIRM,
    "firm": declare.FIRM,
    "perseorangan": declare.PERSON,
    "perorangan": declare.PERSON,
    "orang": declare.PERSON,
    "person": declare.PERSON,
    "": "",
}
OUTCOMES = {
    "boleh_dilanjutkan": declare.PROCEED,
    "dilanjutkan": declare.PROCEED,
    "disetujui": declare.PROCEED,
    "lolos": declare.PROCEED,
    "proceed": declare.PROCEED,
    "dengan_syarat": declare.CONDITIONS,
    "bersyarat": declare.CONDITIONS,
    "boleh_dilanjutkan_dengan_syarat": declare.CONDITIONS,
    "conditions": declare.CONDITIONS,
    "tidak_dilanjutkan": declare.REFUSE,
    "ditolak": declare.REFUSE,
    "refuse": declare.REFUSE,
    "tidak_diperlukan": declare.SPARE,
    "": "",
}

SHAPE = Shape(
    (
        Column(
            "scope",
            ("ruang_lingkup", "lingkup", "scope"),
            gettext_lazy("Nomor atau judul ruang lingkup SMAP. Bila kosong, dikenali dari unitnya."),
            "LS-26-7F3K9Q",
            reads=values.words,
        ),
        Column(
            "sort", ("jenis", "kategori", "sort"), gettext_lazy("“rekan bisnis” atau “proyek”."), "rekan bisnis", True, values.choice(SORTS)
        ),
        Column(
            "name",
            ("nama", "nama_mitra", "nama_penyedia", "nama_rekan", "name"),
            gettext_lazy("Nama rekan, proyek, transaksi, atau kegiatan."),
            "PT Karya Contoh",
            True,
            values.words,
            longest=TITLE,
        ),
        Column("form", ("bentuk", "form"), gettext_lazy("“badan” atau “perseorangan”; untuk rekan."), "badan", reads=values.choice(FORMS)),
        Column(
            "number",
            ("nomor_identitas", "npwp", "nib", "registration"),
            gettext_lazy("NPWP, NIB, atau nomor daftar lain. Mengenali pihak yang sama; bukan NIK."),
            "01.234.567.8-901.000",
            reads=values.words,
            longest=NUMBER,
        ),
        Column("unit", ("unit", "kode_unit", "satker"), gettext_lazy("Kode atau nama unit."), "DIT-K3", True, values.words),
        Column(
            "about", ("uraian", "pekerjaan", "about"), gettext_lazy("Hubungan atau pekerjaannya."), "Pelatihan ahli K3", True, values.words
        ),
        Column(
            "class",
            ("golongan", "golongan_risiko", "risiko", "risk_class"),
            gettext_lazy("“rendah” atau “di atas rendah”."),
            "di atas rendah",
            True,
            values.choice(CLASSES),
        ),
        Column(
            "reason",
            ("alasan", "alasan_golongan", "reason"),
            gettext_lazy("Mengapa digolongkan demikian."),
            "Mengurus sertifikat",
            True,
            values.words,
        ),
        Column("engaged", ("sudah_berjalan", "engaged"), gettext_lazy("“ya” bila hubungannya sudah ada."), "ya", reads=values.flag),
        Column(
            "outcome",
            ("keputusan", "hasil", "outcome"),
            gettext_lazy("“disetujui”, “dengan syarat”, “ditolak”, atau “tidak diperlukan”. Kosong: masih akan diperiksa."),
            "disetujui",
            reads=values.choice(OUTCOMES),
        ),
        Column(
            "day",
            ("tanggal_keputusan", "tanggal", "decided_on"),
            gettext_lazy("Wajib bila ada keputusan."),
            "2026-03-02",
            reads=values.past_day,
        ),
        Column(
            "by",
            ("diputus_oleh", "pejabat", "decided_by"),
            gettext_lazy("Siapa yang memutus."),
            "Ketua FKAP",
            reads=values.words,
            longest=TITLE,
        ),
        Column("words", ("catatan", "syarat", "notes"), gettext_lazy("Alasan atau syaratnya."), "", reads=values.words),
    ),
    longest=WORDS // 4,
    several_lines=True,
    mapped=True,
    above=5,
    limits=Limits(rows=2_000),
)


@dataclass
class Row(table.Row):
    """One file of the older list."""

    scope: Scope | None = None
    subject: Subject | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Three queries, however many rows."""
    scopes: dict[str, Scope] = {}
    mine: list[Scope] = [scope for scope in queries.askable(viewer) if may_keep(viewer, scope.unit)]
    for one_scope in mine:
        scopes |= {one_scope.number: one_scope, text.fold(one_scope.title): one_scope}
    units: dict[str, Unit] = {}
    for one in open_units():
        units.setdefault(text.fold(one.name), one)
    units |= {one.code.casefold(): one for one in list(units.values())}
    there = dict.fromkeys(Diligence.objects.filter(scope__in=mine).values_list("scope_id", "sort", "key"), "")
    for row in rows:
        if row.errors:
            continue
        unit = units.get(row.said["unit"].casefold()) or units.get(text.fold(row.said["unit"]))
        scope = _scope(row.said["scope"], unit, scopes, mine)
        if scope is None:
            row.refuse("scope", Refused.sentences["scope"])
        elif unit is None or not scope.unit.contains(unit):
            row.refuse("unit", Refused.sentences["unit"])
        elif _fits(row):
            row.scope, row.subject = scope, _subject(row.said, unit)
            place = (scope.pk, row.subject.sort, services.key_of(row.subject))
            if there.get(place):
                row.refuse("name", _("Sudah ada pada baris di atas."))
            elif place not in there:
                there[place] = "here"
                row.changes.append(_says(row))


def _scope(said: str, unit: Unit | None, scopes: dict[str, Scope], mine: list[Scope]) -> Scope | None:
    """The one that is meant; where nothing is said, the only one there is, or the only one in which the unit lies."""
    if said:
        return scopes.get(numbers.tidy(said)) or scopes.get(text.fold(said))
    fitting = [scope for scope in mine if unit is not None and scope.unit.contains(unit)] if len(mine) > 1 else mine
    return fitting[0] if len(fitting) == 1 else None


def _fits(row: Row) -> bool:
    """Whether what stands in one row goes together; what does not is named."""
    said = row.said
    if not said["class"]:
        row.refuse("class", values.UNKNOWN)
    if said["sort"] == declare.ASSOCIATE and not said["form"]:
        row.refuse("form", Refused.sentences["form"])
    if not naming.digits(said["number"] or "") and not naming.fold(said["name"]):
        row.refuse("name", Refused.sentences["name"])
    if bool(said["outcome"]) != (said["day"] is not None):
        row.refuse("day", _("Keputusan dan harinya disebut bersama."))
    if said["outcome"] == declare.CONDITIONS and not said["words"]:
        row.refuse("words", _("Tuliskan syaratnya."))
    return not row.errors


def _subject(said: dict[str, Any], unit: Unit) -> Subject:
    return Subject(
        said["sort"],
        said["name"],
        unit,
        said["about"],
        said["class"],
        said["reason"],
        form=said["form"] if said["sort"] == declare.ASSOCIATE else "",
        registration=said["number"] or "",
        engaged=bool(said["engaged"]),
    )


def _says(row: Row) -> str:
    outcome = row.said["outcome"]
    state = declare.OUTCOMES[outcome] if outcome else declare.STATES[declare.ASKED].title
    return f"{declare.SORTS[row.said['sort']]}, {BRIBERY[row.said['class']]}: {state}"


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    against = screening.ready()
    for row in rows:
        if row.scope is not None and row.subject is not None:
            said = row.said
            earlier = Earlier(said["outcome"], said["day"], said["by"] or "", said["words"] or "") if said["outcome"] else None
            services.carry(row.scope, row.subject, viewer=viewer, earlier=earlier, against=against)


def _count(plan: Plan[Row]) -> dict[str, int]:
    decided = sum(bool(row.said["outcome"]) for row in plan.changing)
    return {"rows": len(plan.rows), "files": len(plan.changing), "decided": decided}


REGISTER = Table(SHAPE, Row, _check, _write, ("diligence_table.imported", "diligence:table"), _count)
