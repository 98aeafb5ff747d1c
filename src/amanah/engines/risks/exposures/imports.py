"""Classing posts by a table, as one of the uses of `foundation.imports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import declare, queries, services
from amanah.engines.risks.exposures.models import REASON, Exposure
from amanah.engines.risks.exposures.refusals import Refused
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Post
from amanah.kernel import clock

CLASSES = {
    "rendah": declare.LOW,
    "low": declare.LOW,
    "risiko_suap_rendah": declare.LOW,
    "di_atas_rendah": declare.MORE,
    "more_than_low": declare.MORE,
    "lebih_dari_rendah": declare.MORE,
    "risiko_suap_di_atas_batas_rendah": declare.MORE,
    "": "",
}

SHAPE = Shape(
    (
        Column(
            "unit", ("unit", "kode_unit", "nama_unit"), gettext_lazy("Kode atau nama unit."), "DIT-K3", required=True, reads=values.words
        ),
        Column("post", ("jabatan", "nama_jabatan", "post"), gettext_lazy("Nama jabatan di unit itu."), "Penguji K3", True, values.words),
        Column(
            "class",
            ("golongan", "golongan_risiko_suap", "kelas", "class"),
            gettext_lazy("“rendah” atau “di atas rendah”. Kosong: jabatan ini dilewati."),
            "di atas rendah",
            reads=values.choice(CLASSES),
        ),
        Column(
            "reason",
            ("alasan", "reason"),
            gettext_lazy("Mengapa. Wajib bila golongannya diisi."),
            "Menerbitkan hasil uji yang menentukan izin operasi.",
            longest=REASON,
            reads=values.words,
        ),
    ),
    longest=200,
    mapped=True,
    above=5,
    limits=Limits(rows=20_000),
)


@dataclass
class Row(table.Row):
    """One post."""

    found: Post | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Two queries, however many rows."""
    known: dict[tuple[str, str], Post] = {}
    for post in queries.posts(viewer).select_related("unit").order_by("pk"):
        for name in (post.unit.code.casefold(), text.fold(post.unit.name)):
            known[name, text.fold(post.title)] = post
    decided = {one.post_id: one for one in queries.in_force(clock.today()).filter(sort=declare.POST)}
    seen: set[Any] = set()
    for row in rows:
        if row.errors or not row.said["class"]:
            continue
        unit, title = row.said["unit"], text.fold(row.said["post"])
        found = known.get((unit.casefold(), title)) or known.get((text.fold(unit), title))
        if found is None:
            row.refuse("post", _("Tidak ada jabatan bernama ini di unit itu, atau unit itu di luar wewenang Anda."))
        elif not queries.may_class(viewer, found.unit):
            row.refuse("unit", Refused.sentences["side"])
        elif found.pk in seen:
            row.refuse("post", _("Jabatan ini sudah ada pada baris di atas."))
        elif not row.said["reason"]:
            row.refuse("reason", Refused.sentences["reason"])
        else:
            seen.add(found.pk)
            row.found = found
            _say(row, decided.get(found.pk))


def _say(row: Row, before: Exposure | None) -> None:
    chosen = row.said["class"]
    if before is not None and (before.bribery_class, before.reason) == (chosen, row.said["reason"]):
        return
    if before is None or before.bribery_class == chosen:
        row.changes.append(str(BRIBERY[chosen]))
    else:
        row.changes.append(_("%(before)s menjadi %(after)s") % {"before": BRIBERY[before.bribery_class], "after": BRIBERY[chosen]})


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    many = [(row.found, Decision(row.said["class"], row.said["reason"])) for row in rows if row.found is not None]
    services.decide_posts(many, viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    more = sum(row.said["class"] == declare.MORE for row in plan.changing)
    return {"rows": len(plan.rows), "posts": len(plan.changing), "more": more}


POSTS = Table(SHAPE, Row, _check, _write, ("exposure_table.imported", "exposure:table"), _count)
