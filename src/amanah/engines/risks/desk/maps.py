"""The map: how many risks stand in each field, and how they moved."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks.criteria import Criteria, in_force
from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.desk import filters, matrices
from amanah.engines.risks.desk.queries import lists, maps
from amanah.engines.risks.models import Edition
from amanah.engines.risks.pictures import heat
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

MOVEMENT = "movement"
SHOWN = 60
"""The most movements that the table names one by one."""
_OWN = ("stage", "likelihood", "impact", "edition")


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The register on its matrix, at one stage or as movement; each number leads to the risks behind it."""
    form = filters.FilterForm(request.GET, without=_OWN)
    risks = lists.narrowed(request.viewer, form.filters())
    stage = request.GET.get("stage", "")
    stage = stage if stage in {*STAGES, MOVEMENT} else "residual"
    at = "residual" if stage == MOVEMENT else stage
    stood = maps.standing(risks, at)
    chosen = _edition(request.GET.get("edition", ""), stood)
    criteria = matrices.of(chosen)
    counts = stood.counts.get(criteria.sha256, {})
    query = form.kept(request.GET, without=_OWN)
    matrix = matrices.matrix(criteria, form.cleaned_data.get("kind", ""))
    flows = maps.flows(risks, "inherent", "residual", criteria.sha256) if stage == MOVEMENT else []
    drawn: dict[str, Any] = {"counts": counts, "urls": _urls(counts, at, criteria, query), "flows": flows}
    cells = heat.draw(matrix, **drawn).cells
    wide = len(matrix.impact)
    context = {
        "form": form,
        "sentence": form.sentence(request.GET),
        "query": query,
        "stage": stage,
        "tabs": _tabs(stage, query),
        "wide": heat.draw(matrix, **drawn),
        "narrow": heat.draw(matrix, **drawn, size=heat.NARROW),
        "matrix": matrix,
        "grid": [(matrix.likelihood[row[0].likelihood - 1], row) for row in (cells[n : n + wide] for n in range(0, len(cells), wide))],
        "levels": _levels(criteria, counts, matrix),
        "placed": sum(counts.values()),
        "unplaced": stood.unplaced,
        "criteria": criteria,
        "criteria_title": matrices.said(criteria.title),
        "others": _others(stood, criteria, stage, query),
        "kind": form.cleaned_data.get("kind", ""),
        **_movement(flows, matrix),
    }
    return render(request, "risks/map.html", context)


def _edition(wanted: str, stood: maps.Standing) -> str:
    """The edition asked for where risks have it; else the one in force, or if nothing was scored with it the one most used."""
    now = in_force().sha256
    if wanted in stood.counts:
        return wanted
    return now if now in stood.counts or not stood.counts else max(stood.counts, key=stood.total)


def _urls(counts: Any, stage: str, criteria: Criteria, query: str) -> dict[heat.Field, str]:
    here = reverse("risks:register")
    return {
        (likelihood, impact): f"{here}?"
        + "&".join(
            part
            for part in (query, urlencode({"stage": stage, "likelihood": likelihood, "impact": impact, "edition": criteria.sha256}))
            if part
        )
        for likelihood, impact in counts
    }


def _tabs(stage: str, query: str) -> list[dict[str, Any]]:
    titles = {**STAGES, MOVEMENT: _("Pergerakan")}
    return [{"title": title, "url": f"?{_with(query, stage=key)}", "current": key == stage} for key, title in titles.items()]


def _with(query: str, **more: str) -> str:
    return "&".join(part for part in (query, urlencode(more)) if part)


def _levels(criteria: Criteria, counts: Any, matrix: heat.Matrix) -> list[tuple[heat.Level, int]]:
    """How many stand on each level, the gravest first."""
    return [
        (level, sum(n for (likelihood, impact), n in counts.items() if matrix.levels[likelihood - 1][impact - 1].key == level.key))
        for level in reversed(matrices.levels(criteria))
    ]


def _others(stood: maps.Standing, criteria: Criteria, stage: str, query: str) -> list[dict[str, Any]]:
    """The other editions that risks were scored with, each with its number."""
    others = Edition.objects.in_bulk([key for key in stood.counts if key != criteria.sha256]) if len(stood.counts) > 1 else {}
    return [
        {
            "title": f"{matrices.said(matrices.of(key).title)} ({edition.edition})",
            "count": stood.total(key),
            "url": f"?{_with(query, stage=stage, edition=key)}",
        }
        for key, edition in others.items()
    ]


def _movement(flows: list[heat.Flow], matrix: heat.Matrix) -> dict[str, Any]:
    """Every movement in words, the largest first, and how many fell, stayed and rose."""

    def told(place: heat.Field) -> dict[str, Any]:
        likelihood, impact = place
        words = matrix.likelihood[likelihood - 1], matrix.impact[impact - 1]
        return {"words": words, "field": place, "score": _score(matrix, place), "level": matrix.levels[likelihood - 1][impact - 1]}

    moved = sorted(flows, key=lambda flow: (-flow.count, flow.source, flow.target))
    change = [(_score(matrix, flow.target) - _score(matrix, flow.source), flow.count) for flow in flows]
    return {
        "moves": [{"ends": (told(flow.source), told(flow.target)), "count": flow.count} for flow in moved[:SHOWN]],
        "moves_left": max(len(moved) - SHOWN, 0),
        "fell": sum(n for by, n in change if by < 0),
        "stayed": sum(n for by, n in change if by == 0),
        "rose": sum(n for by, n in change if by > 0),
    }


def _score(matrix: heat.Matrix, place: heat.Field) -> int:
    return matrix.scores[place[0] - 1][place[1] - 1]
