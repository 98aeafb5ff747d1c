"""The criteria in force: matrix, scales, bands, appetite, where they come from; and what there was before."""

from typing import Any

from django.db.models import Count, Max, Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks.criteria import Criteria, Level, choices, criteria, in_force
from amanah.engines.risks.declare import KINDS
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.models import Assessment, Edition
from amanah.engines.risks.pictures import heat
from amanah.engines.risks.queries import visible
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """What a risk is scored with today."""
    return _page(request, in_force())


@signed_in
@require_safe
def past(request: StaffRequest, sha256: str) -> HttpResponse:
    """One edition, as risks were scored with it; also shipped ones that nobody scored with yet."""
    shipped = {one.sha256: one for one in criteria().values()}
    if sha256 not in shipped and not Edition.objects.filter(pk=sha256).exists():
        raise Http404
    return _page(request, shipped.get(sha256) or matrices.of(sha256))


def _page(request: StaffRequest, shown: Criteria) -> HttpResponse:
    now = in_force()
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "fraud"
    matrix = matrices.matrix(shown, kind)
    context = {
        "shown": shown,
        "title": matrices.said(shown.title),
        "note": matrices.said(shown.note) if shown.note else "",
        "current": shown.sha256 == now.sha256,
        "verified": shown.status == "verified",
        "wide": heat.draw(matrix),
        "narrow": heat.draw(matrix, size=heat.NARROW),
        "grid": [
            (
                f"{likelihood} {matrix.likelihood[likelihood - 1]}",
                list(zip(matrix.scores[likelihood - 1], matrix.levels[likelihood - 1], strict=True)),
            )
            for likelihood in range(len(matrix.likelihood), 0, -1)
        ],
        "columns": [f"{n} {words}" for n, words in enumerate(matrix.impact, 1)],
        "kind": kind,
        "kind_title": KINDS[kind],
        "kinds": [{"title": title, "url": f"?kind={key}", "current": key == kind} for key, title in KINDS.items()],
        "bands": _bands(shown),
        "appetites": [(title, _levels(shown)[shown.appetite[key]]) for key, title in KINDS.items()],
        "scales": [_scale(_("Kemungkinan"), shown, shown.likelihood), _scale(_("Dampak"), shown, shown.impact)],
        "since": _since(shown),
        "history": _history(request.viewer, now),
        "shipped": [(one, matrices.said(one.title)) for one in criteria().values() if one.sha256 not in {now.sha256, shown.sha256}],
    }
    return render(request, "risks/criteria.html", context)


def _levels(shown: Criteria) -> dict[str, heat.Level]:
    return {level.key: level for level in matrices.levels(shown)}


def _bands(shown: Criteria) -> list[dict[str, Any]]:
    """Each level with the scores it spans, the gravest first."""
    found, above = [], 1
    for level, band in zip(matrices.levels(shown), shown.bands, strict=True):
        found.append({"level": level, "from": above, "upto": band.upto})
        above = band.upto + 1
    return found[::-1]


def _scale(title: str, shown: Criteria, steps: tuple[Level, ...]) -> dict[str, Any]:
    """A scale as a table: its steps, and what each means by area."""
    areas = [key for key in shown.areas if any(key in step.meanings for step in steps)]
    rows = [
        {
            "number": step.number,
            "title": matrices.said(step.title),
            "meanings": [
                {"area": matrices.said(shown.areas[key]), "text": matrices.said(step.meanings[key]) if key in step.meanings else "–"}
                for key in areas
            ],
        }
        for step in steps
    ]
    return {"title": title, "areas": [matrices.said(shown.areas[key]) for key in areas], "rows": rows}


def _since(shown: Criteria) -> Any:
    """From which day the institution uses it; None where it does not."""
    days = [choice.since for choice in choices() if choice.criteria == shown.id and choice.since <= clock.today()]
    return max(days) if days and criteria()[shown.id].sha256 == shown.sha256 else None


def _history(viewer: Viewer, now: Criteria) -> list[dict[str, Any]]:
    """Every edition that the viewer's risks were scored with, and when: one query, and one for each edition not read before."""
    used = (
        Assessment.objects.filter(risk__in=visible(viewer).values("pk"))
        .values("edition_id")
        .annotate(n=Count("pk"), first=Min("day"), last=Max("day"))
        .order_by("-last")
    )
    return [
        {
            **one,
            "edition": matrices.of(one["edition_id"]),
            "title": matrices.said(matrices.of(one["edition_id"]).title),
            "current": one["edition_id"] == now.sha256,
        }
        for one in used
    ]
