"""The map, one exposure, and how far the fee boards reach."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions import queries as actions
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.public_services.components import COMPONENTS
from amanah.kernel import clock
from amanah.rooms.illegal_levies.prevention import queries
from amanah.rooms.illegal_levies.prevention.desk.requests import exposure_or_404
from amanah.rooms.illegal_levies.prevention.factors import BANDS, FACTORS, LEAST, MOST, matrix
from amanah.rooms.illegal_levies.prevention.models import Exposure
from amanah.rooms.illegal_levies.prevention.room import MANAGER

STEP_X, STEP_Y = 100, 52
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@role_required(MANAGER.key)
@require_safe
def show_map(request: StaffRequest) -> HttpResponse:
    """Heat map, its table, and the list, the gravest first; narrowed by service, field of the matrix or what is due."""
    every = queries.on_the_map(request.viewer)
    chosen, said = _narrowed(request, every)
    shown = list(chosen.select_related("service", "unit")[: queries.SHOWN + 1])
    cells = queries.heat_map(chosen if "service" in said else every, step_x=STEP_X, step_y=STEP_Y)
    context = {
        "cells": cells,
        "grid": [cells[start : start + MOST] for start in range(0, len(cells), MOST)],
        "impacts": range(LEAST, MOST + 1),
        "rows": queries.rows(shown[: queries.SHOWN]),
        "more": len(shown) > queries.SHOWN,
        "quarter": queries.quarter(every),
        "matrix": matrix(clock.today()),
        "bands": [(band, (LEAST, *matrix(clock.today()).starts)[band.rank]) for band in BANDS],
        "said": said,
        "address": request.GET.urlencode() if said else "",
        "step_x": STEP_X,
        "step_y": STEP_Y,
    }
    return render(request, "levy_prevention/map.html", context)


def _narrowed(request: StaffRequest, exposures: QuerySet[Exposure]) -> tuple[QuerySet[Exposure], dict[str, str]]:
    """The exposures that the address asks for, and how that is said."""
    said: dict[str, str] = {}
    code = request.GET.get("service", "").strip()[:40].replace("\0", "")
    if code:
        exposures, said["service"] = exposures.filter(service__code=code.upper()), _("layanan %(code)s") % {"code": code.upper()}
    field = [request.GET.get(name, "") for name in ("likelihood", "impact")]
    if all(value in {str(n) for n in range(LEAST, MOST + 1)} for value in field):
        likelihood, impact = map(int, field)
        exposures = exposures.filter(likelihood=likelihood, impact=impact)
        said["field"] = _("kemungkinan %(likelihood)s, dampak %(impact)s") % {"likelihood": likelihood, "impact": impact}
    if request.GET.get("due"):
        exposures, said["due"] = exposures.filter(review_on__lt=clock.today()), _("tinjauan terlambat")
    return exposures, said


@role_required(MANAGER.key)
@require_safe
def show(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One exposure: its answers, its control plan, and how it was judged before."""
    exposure = exposure_or_404(request, pk)
    assessments = list(exposure.assessments.select_related("by__person"))
    newest = assessments[0]
    bands = matrix(clock.today())
    context = {
        "exposure": exposure,
        "row": queries.rows([exposure])[0],
        "newest": newest,
        "answers": [(factor, newest.answers[factor.key]) for factor in FACTORS],
        "history": [(one, bands.band(one.score)) for one in assessments],
        "plans": actions.arising_from(request.viewer, exposure.ref),
        "matrix": bands,
    }
    return render(request, "levy_prevention/exposure.html", context)


@role_required(MANAGER.key)
@require_safe
def coverage(request: StaffRequest) -> HttpResponse:
    """Which services have no published fee, or something else missing on their public page."""
    gaps = queries.gaps(request.viewer)
    context = {
        "gaps": [gap for gap in gaps if not queries.complete(gap) or gap.unmapped],
        "count": len(gaps),
        "published": sum(not gap.no_fee for gap in gaps),
        "complete": sum(queries.complete(gap) for gap in gaps),
        "every": len(COMPONENTS),
    }
    return render(request, "levy_prevention/coverage.html", context)


@role_required(MANAGER.key)
@require_safe
def export(request: StaffRequest, kind: str) -> HttpResponse:
    """The map as a table, exactly what the list shows for the same address."""
    if kind not in KINDS:
        raise Http404
    chosen, _said = _narrowed(request, queries.on_the_map(request.viewer))
    headers = [_("Layanan"), _("Tahapan"), _("Unit"), _("Kemungkinan"), _("Dampak"), _("Skor"), _("Golongan"), _("Pengendalian")]
    headers += [_("Rencana berjalan"), _("Dinilai pada"), _("Tinjauan berikutnya")]
    lines = [_cells(row) for row in queries.rows(chosen.select_related("service", "unit"))]
    data = csv_bytes(headers, lines) if kind == "csv" else xlsx_bytes([Sheet(_("Peta rawan pungli"), headers, lines)])
    name = f"peta-rawan-pungli-{clock.today().isoformat()}.{kind}"
    return HttpResponse(data, content_type=KINDS[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _cells(row: queries.Row) -> list[Any]:
    exposure = row.exposure
    where = [exposure.service.code, exposure.stage_title, exposure.unit.name]
    judged = [exposure.likelihood, exposure.impact, exposure.score, str(row.band.title), str(row.control)]
    return [*where, *judged, row.owed, exposure.assessed_on, exposure.review_on]
