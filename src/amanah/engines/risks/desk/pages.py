"""One risk: what it is and how bad, what stands in its way, and how that changed."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from amanah.engines.risks import panels, redflags
from amanah.engines.risks.criteria import in_force
from amanah.engines.risks.declare import (
    AREAS,
    BRIBERY,
    CAUSES,
    CLOCKS,
    CORRUPTION_TYPES,
    FLAGS,
    FRAUD_TYPES,
    KINDS,
    OPTIONS,
    STAGES,
    STATES,
    TONES,
)
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.desk.acts import may_write, offers
from amanah.engines.risks.desk.queries import lists, story
from amanah.engines.risks.desk.requests import risk_or_404
from amanah.engines.risks.models import Risk
from amanah.engines.risks.panels import Serving
from amanah.engines.risks.pictures import bowtie, heat, trend
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.threads import queries as threads
from amanah.kernel import clock

LETTERS = {"inherent": gettext_lazy("M"), "residual": gettext_lazy("S"), "target": gettext_lazy("T")}
"""How the stages are named on the map, where there is room for one letter."""
MARKS = {
    "effective": gettext_lazy("efektif"),
    "partly": gettext_lazy("sebagian efektif"),
    "ineffective": gettext_lazy("tidak efektif"),
    "stale": gettext_lazy("perlu diuji ulang"),
    "untested": gettext_lazy("belum diuji"),
}
READINGS = 10
"""The most scores that one line shows."""


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """Its facts, its scores on the map, why and what then, and what other parts know of it."""
    risk = risk_or_404(request, number)
    viewer = request.viewer
    walk = threads.walk_for(viewer, risk.ref)
    flags = story.open_flags(risk)
    titles = redflags.titles()
    context = {
        **_common(risk, "show"),
        "way": _way(risk),
        **_map(risk),
        "causes": [{"text": one.text, "sort": CAUSES.get(one.sort, "")} for one in risk.causes.all()],
        "consequences": [{"text": one.text, "area": AREAS.get(one.area, "")} for one in risk.consequences.all()],
        "red_flags": [
            {"title": matrices.said(titles[one.indicator]) if one.indicator in titles else one.indicator, "note": one.note}
            for one in risk.red_flags.all()
        ],
        "areas": [AREAS[key] for key in risk.impact_areas if key in AREAS],
        "flags": [{"flag": flag, "title": FLAGS[flag.sort]} for flag in flags],
        "panels": _panels(request, risk, side=False),
        "side_panels": _panels(request, risk, side=True),
        "acts": offers(viewer, risk),
        "clocks": [
            {"title": CLOCKS[one.name], "deadline": one, "urgency": clocks.describe(one, clock.today())}
            for one in clocks.open_by_ref([risk.ref]).get(risk.ref, [])
        ],
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
        "fraud_type": FRAUD_TYPES.get(risk.fraud_type, ""),
        "corruption_type": CORRUPTION_TYPES.get(risk.corruption_type, ""),
        "option": OPTIONS.get(risk.option, ""),
    }
    return render(request, "risks/risk.html", context)


@signed_in
@require_safe
def show_bowtie(request: StaffRequest, number: str) -> HttpResponse:
    """Causes and what prevents them, the event, what softens it and the consequences."""
    risk = risk_or_404(request, number)
    servings = panels.controls(request.viewer, Risk.objects.filter(pk=risk.pk))
    left = _strands([(one.pk, one.text) for one in risk.causes.all()], servings, right=False)
    right = _strands([(one.pk, one.text) for one in risk.consequences.all()], servings, right=True)
    words = {"nothing": _("tanpa pengendalian"), "general": _("hanya yang umum")}
    own = [strand for strand in (*left, *right) if not strand.loose]
    context = {
        **_common(risk, "bowtie"),
        "tie": bowtie.draw(risk.title, left, right, **words) if left or right else None,
        "left": left,
        "right": right,
        "sides": [{"title": _("Sebab"), "strands": left}, {"title": _("Akibat"), "strands": right}],
        "may_write": may_write(request.viewer, risk),
        **words,
        "bare": sum(strand.bare for strand in own),
        "strands": len(own),
    }
    return render(request, "risks/bowtie.html", context)


@signed_in
@require_safe
def show_history(request: StaffRequest, number: str) -> HttpResponse:
    """How its scores went, each with the edition it was scored with, and everything that was done about it."""
    risk = risk_or_404(request, number)
    judged = story.judged(risk)
    context = {**_common(risk, "history"), "judged": judged, "timeline": story.timeline(risk), "picture": _course(judged)}
    return render(request, "risks/history.html", context)


def _panels(request: StaffRequest, risk: Risk, *, side: bool) -> list[SafeString]:
    """The sections of other parts, each rendered with what it gave."""
    found = panels.shown(request.viewer, risk, side=side)
    return [render_to_string(one.template, {"risk": risk, **one.context}, request) for one in found]


def _common(risk: Risk, here: str) -> dict[str, Any]:
    """What every page of a risk shows at its head."""
    tabs = (
        ("show", "risks:risk", _("Ringkasan")),
        ("bowtie", "risks:bowtie", _("Dasi kupu-kupu")),
        ("history", "risks:history", _("Riwayat")),
    )
    return {
        "risk": risk,
        "row": lists.row(risk),
        "kind": KINDS[risk.kind],
        "state": STATES[risk.state],
        "tone": TONES[risk.state],
        "bribery": BRIBERY.get(risk.bribery_class, ""),
        "tabs": [{"title": title, "url": reverse(name, args=[risk.number]), "current": key == here} for key, name, title in tabs],
    }


def _way(risk: Risk) -> list[dict[str, Any]]:
    """The three stages in words: score, level, both steps of the scales."""
    found = []
    for key, title in STAGES.items():
        place = risk.cell(key)
        stage: dict[str, Any] = {"key": key, "title": title, "letter": LETTERS[key]}
        if place is not None:
            criteria = matrices.of(getattr(risk, f"{key}_edition_id"))
            steps = zip((criteria.likelihood, criteria.impact), place, strict=True)
            words = [matrices.said(scale[step - 1].title) for scale, step in steps]
            stage |= {
                "score": getattr(risk, f"{key}_score"),
                "level": matrices.level(criteria, getattr(risk, f"{key}_level")),
                "likelihood": f"{place[0]} {words[0]}",
                "impact": f"{place[1]} {words[1]}",
            }
        found.append(stage)
    return found


def _map(risk: Risk) -> dict[str, Any]:
    """Its way across the matrix of the score that stands now; a stage that was scored with another one has no place on it."""
    criteria = matrices.of(risk.edition_id)
    matrix = matrices.matrix(criteria, risk.kind)
    stops = [
        heat.Stop(str(LETTERS[key]), str(title), place)
        for key, title in STAGES.items()
        if (place := risk.cell(key)) is not None and getattr(risk, f"{key}_edition_id") == risk.edition_id
    ]
    return {
        "stops": stops,
        "wide": heat.draw(matrix, stops=stops),
        "narrow": heat.draw(matrix, stops=stops, size=heat.NARROW),
        "criteria": criteria,
        "criteria_title": matrices.said(criteria.title),
        "outdated": risk.edition_id is not None and criteria.sha256 != in_force().sha256,
    }


def _mark(serving: Serving) -> str:
    return "untested" if not serving.verdict else "stale" if serving.stale else serving.verdict


def _strands(ends: list[tuple[int, str]], servings: list[Serving], *, right: bool) -> list[bowtie.Strand]:
    """Each cause or consequence with its controls; what stands against none alone stands last, for all of them."""
    mine = [one for one in servings if (one.nature != "preventive") == right]
    keyed = [((one.consequence if right else one.cause), one) for one in mine]
    known = {pk for pk, _text in ends}
    loose = [_barrier(one) for key, one in keyed if key not in known]
    found = [bowtie.Strand(text, [_barrier(one) for key, one in keyed if key == pk], held=bool(loose)) for pk, text in ends]
    if loose:
        found.append(bowtie.Strand(_("Untuk semua akibat") if right else _("Untuk semua sebab"), loose, loose=True))
    return found


def _barrier(one: Serving) -> bowtie.Barrier:
    mark = _mark(one)
    return bowtie.Barrier(one.title, mark, MARKS[mark], one.number, one.url, one.key)


def _course(judged: list[story.Judged]) -> trend.Score | None:
    """The line of what stood: what was scored with controls, or without while there was nothing else; on the newest edition's levels."""
    told = [one for one in judged if one.assessment.stage == "residual"] or [one for one in judged if one.assessment.stage == "inherent"]
    if not told:
        return None
    criteria = matrices.of(told[0].assessment.edition_id)
    same = [one for one in told if one.assessment.edition_id == criteria.sha256][:READINGS][::-1]
    days = [[*group][-1] for _day, group in groupby(same, key=lambda one: one.assessment.day)]
    readings = [trend.Reading(date_format(one.assessment.day, "j M y"), one.assessment.score, one.level) for one in days if one.level]
    bands = [(level, band.upto) for level, band in zip(matrices.levels(criteria), criteria.bands, strict=True)]
    return trend.score(readings, bands) if len(readings) > 1 else None
