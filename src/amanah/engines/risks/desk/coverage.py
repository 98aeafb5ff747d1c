"""How far controls reach: which risks have one that a current test found effective, and where only belief stands."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from amanah.engines.risks.declare import KINDS
from amanah.engines.risks.desk import filters
from amanah.engines.risks.desk.queries import covered, lists
from amanah.engines.risks.desk.queries.covered import NATURES, NOTHING, STANDINGS, Cover, Group, Told
from amanah.engines.risks.models import Risk
from amanah.engines.risks.panels import Nature
from amanah.engines.risks.pictures import shares
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

GAPS = 15
"""How many risks without proof are named, the highest first."""
GROUPS = 20
"""How many units are drawn, those with most unproven risks first."""
WORDS = {
    "proven": gettext_lazy("teruji efektif"),
    "unproven": gettext_lazy("belum terbukti"),
    "failed": gettext_lazy("gagal diuji"),
    "none": gettext_lazy("tanpa pengendalian"),
}
NATURE = {"preventive": gettext_lazy("Mencegah"), "detective": gettext_lazy("Mendeteksi"), "corrective": gettext_lazy("Memulihkan")}
TONES = {"proven": "success", "unproven": "warning", "failed": "danger", "none": "neutral"}


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """By unit or by kind of risk; and the gravest risks that no tested control holds."""
    form = filters.FilterForm(request.GET, without=filters.FIELD)
    risks = lists.narrowed(request.viewer, form.filters())
    by_kind = request.GET.get("by") == "kind"
    served = covered.covers(request.viewer, risks)
    told = covered.told(risks)
    groups = covered.groups(told, served, _kind if by_kind else _unit)
    query = form.kept(request.GET, without=filters.FIELD)
    whole = sum((group.counts for group in groups), Counter())
    context = {
        "form": form,
        "sentence": form.sentence(request.GET),
        "query": query,
        "by_kind": by_kind,
        "tabs": _tabs(query, by_kind=by_kind),
        "legend": [{"key": key, "title": WORDS[key], "count": whole[key]} for key in STANDINGS],
        "every": sum(whole.values()),
        "whole": whole,
        "groups": _drawn(groups[:GROUPS], query, by_kind=by_kind),
        "groups_left": max(len(groups) - GROUPS, 0),
        "gaps": _gaps(told, served),
        "gaps_left": max(sum(whole.values()) - whole["proven"] - GAPS, 0),
        "natures": [NATURE[nature] for nature in NATURES],
    }
    return render(request, "risks/coverage.html", context)


def _tabs(query: str, *, by_kind: bool) -> list[dict[str, Any]]:
    return [
        {"title": title, "url": "?" + "&".join(part for part in (query, f"by={key}") if part), "current": by_kind == (key == "kind")}
        for key, title in (("unit", _("Menurut unit")), ("kind", _("Menurut jenis risiko")))
    ]


def _drawn(groups: list[Group], query: str, *, by_kind: bool) -> list[dict[str, Any]]:
    """Each group with its bar."""
    here = reverse("risks:register")
    return [
        {
            "title": group.title,
            "url": f"{here}?{query}&{urlencode({'kind' if by_kind else 'unit': group.code})}",
            "bar": shares.bar([(key, group.counts[key]) for key in STANDINGS]),
            "counts": [group.counts[key] for key in STANDINGS],
            "group": group,
        }
        for group in groups
    ]


def _kind(risk: Told) -> tuple[str, str]:
    return risk.kind, str(KINDS[risk.kind])


def _unit(risk: Told) -> tuple[str, str]:
    return risk.unit, risk.name


def _gaps(told: list[Told], served: Mapping[UUID, Cover]) -> list[dict[str, Any]]:
    """The risks with the highest scores whose controls are not proven, with what stands by nature."""
    chosen = [risk.pk for risk in told if served.get(risk.pk, NOTHING).standing != "proven"][:GAPS]
    found = Risk.objects.select_related("unit", "owner").in_bulk(chosen)
    return [{"row": lists.row(found[pk]), "cells": [_cell(nature, served.get(pk, NOTHING)) for nature in NATURES]} for pk in chosen]


def _cell(nature: Nature, cover: Cover) -> dict[str, Any]:
    standing = cover.of(nature)
    return {"nature": NATURE[nature], "word": WORDS[standing], "tone": TONES[standing], "none": standing == "none"}
