"""Importing a list of controls, as one of the uses of `foundation.imports`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls import declare, services
from amanah.engines.risks.controls.models import TITLE, WORDS, Control
from amanah.engines.risks.controls.queries.visible import may_keep
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import numbers


def _codes(titles: Mapping[str, Any], default: str, **more: str) -> values.Reader:
    """A code by itself, or by a word that means it; empty is the default."""
    return values.choice({"": default, **{values.fold(code): code for code in titles}, **more})


SHAPE = Shape(
    (
        Column(
            "title",
            ("pengendalian", "nama", "control", "title"),
            gettext_lazy("Apa pengendaliannya, dalam satu kalimat."),
            "Dua orang memeriksa berkas sebelum izin terbit",
            required=True,
            reads=values.words,
            longest=TITLE,
        ),
        Column("unit", ("unit", "kode_unit"), gettext_lazy("Kode unit yang menjalankan."), "DIT-K3", required=True, reads=values.code),
        Column(
            "risks",
            ("risiko", "nomor_risiko", "risks"),
            gettext_lazy("Nomor risiko yang dijaga, dipisah titik koma. Boleh kosong."),
            "RS-26-7F3K9Q",
            reads=lambda said: tuple(numbers.tidy(one) for one in said.replace(",", ";").split(";") if one.strip()),
        ),
        Column(
            "nature",
            ("cara_kerja", "sifat", "nature"),
            gettext_lazy("mencegah, mendeteksi, atau memulihkan; kosong berarti mencegah."),
            "mencegah",
            reads=_codes(
                declare.NATURES,
                "preventive",
                mencegah="preventive",
                preventif="preventive",
                mendeteksi="detective",
                detektif="detective",
                memulihkan="corrective",
                korektif="corrective",
            ),
        ),
        Column(
            "sort",
            ("golongan", "sort"),
            gettext_lazy("keuangan atau nonkeuangan; kosong berarti nonkeuangan."),
            "nonkeuangan",
            reads=_codes(declare.SORTS, "non_financial", keuangan="financial", nonkeuangan="non_financial", non_keuangan="non_financial"),
        ),
        Column(
            "way",
            ("pelaksanaan", "way"),
            gettext_lazy("manual atau otomatis; kosong berarti manual."),
            "manual",
            reads=_codes(declare.WAYS, "manual", otomatis="automated"),
        ),
        Column(
            "frequency",
            ("frekuensi", "seberapa_sering", "frequency"),
            gettext_lazy("setiap transaksi, harian, mingguan, bulanan, triwulanan, semesteran, tahunan, atau bila ada kejadian."),
            "harian",
            reads=_codes(
                declare.FREQUENCIES,
                "every_time",
                setiap_transaksi="every_time",
                harian="daily",
                mingguan="weekly",
                bulanan="monthly",
                triwulanan="quarterly",
                semesteran="half_yearly",
                tahunan="yearly",
                bila_ada_kejadian="on_event",
            ),
        ),
        Column("key", ("kunci", "key"), gettext_lazy("ya bila pengendalian kunci."), "ya", reads=values.flag),
        Column(
            "owner",
            ("dijalankan_oleh", "nip", "owner"),
            gettext_lazy("NIP atau nomor lain. Kosong: pemimpin unit."),
            reads=values.number,
        ),
        Column("description", ("penjelasan", "description"), gettext_lazy("Bagaimana dijalankan."), longest=WORDS, reads=values.text),
    ),
    longest=TITLE,
    several_lines=True,
    mapped=True,
)


@dataclass
class Row(table.Row):
    """One control."""

    unit: Unit | None = None
    owner: Person | None = None
    risks: list[Risk] = field(default_factory=list)


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """A fixed number of queries, however many rows."""
    units = {unit.code.upper(): unit for unit in Unit.objects.filter(until__isnull=True)}
    told = {row.said["owner"] for row in rows if row.said["owner"]}
    people = {person.nip: person for person in Person.objects.filter(nip__in=told)}
    people |= {person.other_number: person for person in Person.objects.filter(other_number__in=told)}
    asked = {number for row in rows for number in row.said["risks"] or ()}
    known = {risk.number: risk for risk in risks.visible(viewer).filter(number__in=asked).select_related("unit")}
    there = set(Control.objects.filter(title__in=[row.said["title"] for row in rows], state="active").values_list("title", "unit_id"))
    seen: set[tuple[str, object]] = set()
    for row in rows:
        unit = units.get(row.said["unit"] or "")
        if unit is None:
            row.refuse("unit", _("Tidak ada unit terbuka dengan kode ini."))
            continue
        if not may_keep(viewer, unit):
            row.refuse("unit", _("Unit ini di luar wewenang Anda."))
        if row.said["owner"] and row.said["owner"] not in people:
            row.refuse("owner", _("Tidak ada orang dengan nomor ini."))
        missing = [number for number in row.said["risks"] or () if number not in known]
        if missing:
            row.refuse("risks", _("Tidak ada risiko bernomor %(number)s.") % {"number": missing[0][:20]})
        place = (row.said["title"] or "", unit.pk)
        if place in seen:
            row.refuse("title", _("Pengendalian ini sudah ada pada baris di atas."))
        seen.add(place)
        if row.errors or place in there:
            continue
        row.unit, row.owner = unit, people.get(row.said["owner"])
        row.risks = [known[number] for number in dict.fromkeys(row.said["risks"] or ())]
        row.changes.append(_("pengendalian baru, menjaga %(n)d risiko") % {"n": len(row.risks)})


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in rows:
        if row.unit is None:
            continue
        said = {name: row.said[name] for name in ("title", "nature", "sort", "way", "frequency", "description")}
        places = [services.Place(risk) for risk in row.risks]
        services.enter(**said, key=bool(row.said["key"]), unit=row.unit, owner=row.owner, places=places, viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {"rows": len(plan.rows), "controls": len(plan.changing), "links": sum(len(row.risks) for row in plan.changing)}


CONTROLS = Table(SHAPE, Row, _check, _write, ("control_table.imported", "control:table"), _count)
