"""Many units at once: what an instrument comes to for the institution and each unit below, as a table and a picture."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.instruments import queries, reading
from amanah.engines.instruments.declare import COLUMNS
from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.desk import loading
from amanah.engines.instruments.queries import Figure
from amanah.engines.instruments.sides import standing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock

LEFT, LONG, HIGH, TOP = 250, 400, 30, 24
LETTERS: Final = 34
"""How much of a unit's name stands beside its bar; the table has all of it."""
WEAKEST: Final = 10


@dataclass(frozen=True)
class Bar:
    """One unit's bar."""

    name: str
    title: str
    y: int
    length: int
    total: Decimal


@dataclass(frozen=True)
class Mark:
    """A bound across all bars: what it takes for a predicate or a grade."""

    x: int
    label: str
    anchor: str


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The roll-up of one instrument and one year, in one column, from a unit downward."""
    in_use = queries.instruments_in_use(request.viewer)
    context: dict[str, Any] = {"in_use": [(key, _title(key)) for key, _year in in_use], "columns": []}
    if in_use:
        key = request.GET.get("instrument", "") or in_use[0][0]
        latest = dict(in_use).get(key)
        if latest is None:
            raise Http404
        column = request.GET.get("column", "")
        column = column if column in COLUMNS else "internal"
        year = _year(request.GET.get("year", ""), latest)
        tops = _tops(request.viewer)
        unit = _unit(request, tops)
        since, until = date(year, 1, 1), date(year, 12, 31)
        figure = queries.roll_up(request.viewer, key, since, until, column=column, unit=unit)
        weak = queries.weakest(request.viewer, key, since, until, column=column, unit=unit) if figure else []
        instrument = reading.instruments().get(key)
        here = f"?instrument={key}&year={year}&column={column}"
        address = f"instrument={key}&year={year}&unit={unit.code}"
        context |= {
            "instrument": instrument,
            "key": key,
            "year": year,
            "years": range(clock.today().year + 1, clock.today().year - 6, -1),
            "unit": unit,
            "above": [(one, f"{here}&unit={one.code}") for one in _above(unit, tops)],
            "column": column,
            "column_title": COLUMNS[column],
            "columns": [{"title": title, "url": f"?{address}&column={one}", "current": one == column} for one, title in COLUMNS.items()],
            "figure": figure,
            "rows": [_row(one, f"{here}&unit={one.unit.code}", instrument) for one in (figure.below if figure else ())],
            "parts": [(part, figure.parts.get(part.key)) for part in loading.pages(instrument)] if figure and instrument else [],
            "weak": [(instrument.by_key[one.question], one, one.worth * 100) for one in weak[:WEAKEST] if one.question in instrument.by_key]
            if instrument
            else [],
            "picture": _picture(figure, instrument) if figure and figure.below else None,
        }
    return render(request, "instruments/units.html", context)


def _title(key: str) -> str:
    known = reading.instruments().get(key)
    return known.title.get(get_language() or "id") if known else key


def _year(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 1990 <= int(text) <= 2100 else otherwise  # noqa: PLR2004 - years


def _tops(viewer: Viewer) -> list[Unit]:
    """The topmost units over which this person sees sheets."""
    units = sorted({unit.path: unit for unit in standing(viewer).units}.items())
    tops: list[Unit] = []
    for _path, unit in units:
        if not tops or not tops[-1].contains(unit):
            tops.append(unit)
    return tops


def _unit(request: StaffRequest, tops: list[Unit]) -> Unit:
    code = request.GET.get("unit", "")
    unit = Unit.objects.filter(code=code).first() if code else (tops[0] if tops else None)
    if unit is None or not any(top.contains(unit) for top in tops):
        raise Http404
    return unit


def _above(unit: Unit, tops: list[Unit]) -> list[Unit]:
    """The units above this one that are still within reach, the topmost first."""
    above = Unit.objects.filter(path__in=[unit.path[:end] for end in range(1, len(unit.path))]).order_by("path")
    return [one for one in above if any(top.contains(one) for top in tops)]


def _row(one: Figure, url: str, instrument: Instrument | None) -> dict[str, Any]:
    grades = " · ".join(f"{grade} {count}" for grade, count in sorted(one.grades.items()))
    met = " · ".join(f"{key} {count}" for key, count in one.met.items())
    return {"figure": one, "url": url, "grades": met or grades or "–", "instrument": instrument}


def _picture(figure: Figure, instrument: Instrument | None) -> dict[str, Any]:
    most = instrument.most if instrument else Decimal(100)
    bars = [
        Bar(_short(one.unit.name), one.unit.name, TOP + n * HIGH, round(float(one.total / most) * LONG), one.total)
        for n, one in enumerate(sorted(figure.below, key=lambda one: -one.total))
    ]
    marks: list[Mark] = []
    for predicate in instrument.predicates if instrument else ():
        bound = next((one.points for one in predicate.conditions if not one.parts and one.points is not None), None)
        if bound is not None:
            anchor = "start" if marks else "end"  # two bounds stand close together: their labels lean apart
            marks.append(Mark(LEFT + round(float(bound / most) * LONG), f"{predicate.key} {bound.normalize():f}", anchor))
    high = TOP + len(bars) * HIGH + 6
    said = _("Nilai rata-rata %(n)d unit; angkanya ada pada tabel di bawah") % {"n": len(bars)}
    return {"bars": bars, "marks": marks, "height": high, "width": LEFT + LONG + 60, "left": LEFT, "said": said}


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
