"""A new version of a list of names to be wary of, brought as a table: one of the uses of `foundation.imports`."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import services
from amanah.rooms.antibribery.due_diligence.models import NUMBER, TITLE, Version
from amanah.rooms.antibribery.due_diligence.services import Listed

ENTRIES = Shape(
    (
        Column(
            "name",
            ("nama", "nama_penyedia", "nama_pihak", "penyedia", "name"),
            gettext_lazy("Nama badan atau orang."),
            "PT Karya Contoh",
            True,
            values.words,
            longest=TITLE,
        ),
        Column(
            "number",
            ("npwp", "nomor_identitas", "nib", "identity_number"),
            gettext_lazy("NPWP atau nomor identitas badan. NIK tidak diperlukan."),
            "01.234.567.8-901.000",
            reads=values.words,
            longest=NUMBER,
        ),
        Column("address", ("alamat", "address"), gettext_lazy("Alamat."), "Surabaya", reads=values.words, longest=300),
        Column(
            "reference",
            ("nomor_sk", "sk_penetapan", "sk_pencantuman", "nomor_surat", "reference"),
            gettext_lazy("Nomor keputusan yang mencantumkannya."),
            "SK-12/2025",
            reads=values.words,
            longest=TITLE,
        ),
        Column(
            "publisher",
            ("instansi", "k_l_pd", "satuan_kerja", "penetap", "publisher"),
            gettext_lazy("Instansi yang menetapkan."),
            "Dinas Pekerjaan Umum",
            reads=values.words,
            longest=TITLE,
        ),
        Column(
            "reason",
            ("pelanggaran", "jenis_pelanggaran", "alasan", "reason"),
            gettext_lazy("Pelanggaran atau alasannya."),
            "Dokumen palsu",
            reads=values.words,
            longest=1000,
        ),
        Column(
            "since",
            ("berlaku_sejak", "mulai", "tanggal_mulai", "from"),
            gettext_lazy("Hari mulai berlakunya."),
            "2025-02-01",
            reads=values.day,
        ),
        Column(
            "until",
            ("berlaku_sampai", "selesai", "tanggal_selesai", "until"),
            gettext_lazy("Hari terakhir berlakunya."),
            "2026-01-31",
            reads=values.day,
        ),
        Column(
            "as_of",
            ("tanggal_daftar", "per_tanggal", "as_of"),
            gettext_lazy("Hari daftar ini diterbitkan; cukup pada baris pertama."),
            "2026-11-20",
            reads=values.past_day,
        ),
    ),
    longest=300,
    mapped=True,
    above=5,
    limits=Limits(rows=20_000),
)


def _listed(row: table.Row) -> Listed:
    names = ("name", "number", "address", "reference", "publisher", "reason")
    return Listed(**{name: row.said[name] or "" for name in names}, since=row.said["since"], until=row.said["until"])


def _check_list(key: str, rows: Sequence[table.Row]) -> None:
    """All rows go in, or none where the version in use says the same. What is new in the list is said row by row."""
    for row in rows:
        if not row.errors and row.said["since"] and row.said["until"] and row.said["until"] < row.said["since"]:
            row.refuse("until", _("Hari terakhir sebelum hari pertama."))
    if any(row.errors for row in rows):
        return
    last = Version.objects.filter(list=key).order_by("-n").first()
    listed = [_listed(row) for row in rows]
    if last is not None and last.digest == services.digest_of(listed):
        return
    marks = set(last.entries.values_list("mark", flat=True)) if last is not None else set()
    for row, one in zip(rows, listed, strict=True):
        row.changes.append(_("tetap") if one.mark in marks else _("baru dalam daftar"))


def _as_of(rows: Sequence[table.Row]) -> date | None:
    said = [row.said["as_of"] for row in rows if row.said["as_of"] is not None]
    return max(said) if said else clock.today()


def list_table(key: str) -> Table[table.Row]:
    """The table by which a new version of this list is brought, whole."""

    def check(rows: Sequence[table.Row], _viewer: Viewer) -> None:
        _check_list(key, rows)

    def write(rows: Sequence[table.Row], viewer: Viewer) -> None:
        if rows:
            services.bring(key, [_listed(row) for row in rows], viewer=viewer, as_of=_as_of(rows))

    def count(plan: Plan[table.Row]) -> dict[str, int]:
        return {"rows": len(plan.rows), "new": sum(_("baru dalam daftar") in row.changes for row in plan.changing)}

    return Table(ENTRIES, table.Row, check, write, ("watch_list.imported", f"watch_list:{key}"), count)
