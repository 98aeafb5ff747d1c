"""The trend: how many risks stood on each level when each quarter ended."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks.criteria import in_force
from amanah.engines.risks.desk import filters, matrices
from amanah.engines.risks.desk.queries import course, lists
from amanah.engines.risks.desk.queries.course import Ended
from amanah.engines.risks.pictures import trend
from amanah.engines.risks.pictures.heat import Level
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

_NOT_OF_THEN = ("level", "state", "beyond", "flagged", "graver", "review", *filters.FIELD, "edition")
"""What is true of a risk today says nothing of how it stood before."""
ROMAN = ("I", "II", "III", "IV")


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Eight quarters by level, with what was above the appetite and the flags raised in each."""
    form = filters.FilterForm(request.GET, without=_NOT_OF_THEN)
    chosen = form.filters()
    risks = lists.narrowed(
        request.viewer, lists.Filters(kind=chosen.kind, unit=chosen.unit, process=chosen.process, words=chosen.words, state="every")
    )
    levels = matrices.levels(in_force())
    ended = course.course(risks)
    quarters = [_quarter(one, levels) for one in ended]
    before, now = quarters[-2], quarters[-1]
    context = {
        "form": form,
        "sentence": form.sentence(request.GET),
        "picture": trend.columns(quarters, levels),
        "levels": levels[::-1],
        "lines": [_line(one, quarter, levels) for one, quarter in zip(ended, quarters, strict=True)],
        "now": now,
        "before": before,
        "change": now.beyond - before.beyond,
        "fewer": before.beyond - now.beyond,
        "any": any(quarter.total for quarter in quarters),
    }
    return render(request, "risks/trend.html", context)


def called(year: int, quarter: int) -> str:
    """A quarter as columns name it."""
    return _("Tw %(quarter)s %(year)d") % {"quarter": ROMAN[quarter - 1], "year": year}


def _quarter(ended: Ended, levels: list[Level]) -> trend.Quarter:
    counts: Counter[str] = Counter()
    for (edition, key), n in ended.levels.items():
        counts[_today(edition, key, levels)] += n
    return trend.Quarter(called(ended.year, ended.quarter), dict(counts), ended.flags, ended.beyond)


def _today(edition: str, key: str, levels: list[Level]) -> str:
    """The level of today's criteria that a level of old ones is drawn on: that of its name, else the one of equal shade."""
    if any(level.key == key for level in levels):
        return key
    old = matrices.level(matrices.of(edition), key)
    shade = old.shade if old else 1
    return min(levels, key=lambda level: abs(level.shade - shade)).key


def _line(ended: Ended, quarter: trend.Quarter, levels: list[Level]) -> dict[str, Any]:
    return {
        "title": quarter.title,
        "until": ended.until,
        "counts": [quarter.counts.get(level.key, 0) for level in reversed(levels)],
        "total": quarter.total,
        "beyond": quarter.beyond,
        "unassessed": ended.unassessed,
        "flags": quarter.flags,
    }
