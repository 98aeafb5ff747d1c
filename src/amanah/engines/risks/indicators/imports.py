"""Importing values of indicators, as one of the uses of `foundation.imports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks.indicators import declare, periods, services
from amanah.engines.risks.indicators.models import NOTE, Indicator, Reading
from amanah.engines.risks.indicators.queries.visible import sides_of, visible
from amanah.engines.risks.indicators.services.keeping import LARGEST
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.kernel import clock, numbers


def decimal(said: str) -> Decimal | None:
    """A number as people write it here (1.250,5) or as programs do (1250.5); None for an empty cell."""
    plain = said.strip().replace(" ", "").removesuffix("%")
    if not plain:
        return None
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise values.Unfit(_("Bukan angka. Tulis seperti 12,5 atau 12.5.")) from None
    if not found.is_finite() or abs(found) >= LARGEST:
        raise values.Unfit(services.Refused.sentences["value"])
    return found


SHAPE = Shape(
    (
        Column(
            "indicator",
            ("indikator", "nomor", "indicator", "number"),
            gettext_lazy("Nomor indikator."),
            "IR-26-7F3K9Q",
            required=True,
            reads=numbers.tidy,
        ),
        Column(
            "period",
            ("masa", "periode", "period"),
            gettext_lazy("2026-02 (bulan), 2026-TW1 (triwulan), 2026-S1 (semester), 2026 (tahun), atau satu hari di dalamnya."),
            "2026-02",
            required=True,
            reads=values.words,
        ),
        Column("value", ("nilai", "value"), gettext_lazy("Angka, dengan koma atau titik desimal."), "12,5", required=True, reads=decimal),
        Column(
            "note",
            ("catatan", "note"),
            gettext_lazy("Wajib bila masa itu sudah bernilai: mengapa nilainya diganti."),
            longest=NOTE,
            reads=values.words,
        ),
    )
)


@dataclass
class Row(table.Row):
    """One value."""

    found: Indicator | None = None
    span: periods.Period | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Two queries, however many rows."""
    known = visible(viewer).filter(number__in={row.said["indicator"] for row in rows}, state="active").select_related("unit", "owner")
    indicators = {indicator.number: indicator for indicator in known}
    kept: dict[tuple[object, object], Decimal] = {}
    for reading in Reading.objects.filter(indicator__in=list(indicators.values())).order_by("seq"):
        kept[reading.indicator_id, reading.first] = reading.value
    seen: set[tuple[object, object]] = set()
    for row in rows:
        indicator = indicators.get(row.said["indicator"] or "")
        if indicator is None or not sides_of(viewer, indicator).reads:
            row.refuse("indicator", _("Tidak ada indikator dengan nomor ini yang dapat Anda isi."))
            continue
        span = periods.read(row.said["period"] or "", indicator.frequency)
        if span is None or span.first > clock.today():
            row.refuse("period", _("Bukan masa yang diukur indikator ini, atau belum mulai."))
            continue
        place = (indicator.pk, span.first)
        if place in seen:
            row.refuse("period", _("Masa ini sudah ada pada baris di atas."))
        seen.add(place)
        value = row.said["value"]
        if value is None or kept.get(place) == value:
            continue
        if place in kept and not row.said["note"]:
            row.refuse("note", services.Refused.sentences["reason"])
        row.found, row.span = indicator, span
        level = declare.LEVELS[indicator.level_of(value)]
        told = {"title": indicator.title, "period": periods.label(span, indicator.frequency), "value": value, "level": level}
        row.changes.append(_("%(title)s, %(period)s: %(value)s (%(level)s)") % told)


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in sorted(rows, key=lambda row: row.span.first if row.span else clock.today()):
        if row.found is not None and row.span is not None:
            services.keep(row.found, row.span.first, row.said["value"], note=row.said["note"], feed=declare.CSV, viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    red = sum(row.found is not None and row.found.level_of(row.said["value"]) == declare.RED for row in plan.changing)
    return {"rows": len(plan.rows), "values": len(plan.changing), "red": red}


READINGS = Table(SHAPE, Row, _check, _write, ("indicator_table.imported", "indicator:table"), _count)
