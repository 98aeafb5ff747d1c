"""How far the people of some units have come: unit by unit and need by need, as bars with their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah.engines.risks.pictures.shares import Share, bar
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import SEGMENT, Unit
from amanah.kernel import clock
from amanah.rooms.learning.needs import declare, queries
from amanah.rooms.learning.needs.desk import words
from amanah.rooms.learning.needs.ground import Ground
from amanah.rooms.learning.needs.queries import Scope

LOOKS = ("proven", "unproven", "failed", "none")
"""The patterns of met, soon, late and exempt on a bar."""
WIDTH = len(declare.STATES)


@dataclass
class Line:
    """One bar: of a unit, or of a need."""

    title: str
    url: str
    counts: list[int] = field(default_factory=lambda: [0] * WIDTH)
    second: Sequence[str] = ()
    cells: list[int | None] = field(default_factory=list)

    @property
    def owed(self) -> int:
        """How many owe it: the exempt are left out."""
        return sum(self.counts) - self.counts[declare.EXEMPT]

    @property
    def percent(self) -> int | None:
        """Of those who owe it, who meets it today, what falls due soon included; rounded down. None where nobody owes it."""
        return share(self.counts)

    @property
    def late(self) -> int:
        """How many are missing or expired."""
        return self.counts[declare.MISSING] + self.counts[declare.EXPIRED]

    @property
    def bar(self) -> list[Share]:
        """Its bar."""
        numbers = (self.counts[declare.MET], self.counts[declare.SOON], self.late, self.counts[declare.EXEMPT])
        return bar(list(zip(LOOKS, numbers, strict=True)))


def share(counts: Sequence[int]) -> int | None:
    """Per cent of those who owe something that are not late; None where nobody owes it."""
    owed = sum(counts) - counts[declare.EXEMPT]
    return (counts[declare.MET] + counts[declare.SOON]) * 100 // owed if owed else None


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The units that one manages or heads."""
    seen = queries.scope(request.viewer)
    if not seen.tops:
        return render(request, "needs/coverage.html", {"nothing": True, "tops": ()})
    chosen = _chosen(request.GET.get("unit", ""), seen)
    tops = (chosen,) if chosen is not None else seen.tops
    laid = queries.over(tops)
    counts = laid.counts()
    units, needs = _by_unit(laid, counts, tops), _by_need(laid, counts, chosen)
    day = clock.today()
    reached, servants = queries.hours_reached(tops, day, laid)
    wanted = queries.hours_wanted(day)
    language = get_language() or "id"
    whole = Line("", "", [sum(line.counts[n] for line in needs) for n in range(WIDTH)])
    context = {
        "unit": chosen,
        "up": _above(chosen, seen) if chosen is not None else None,
        "tops": seen.tops,
        "units": units,
        "needs": needs,
        "whole": whole,
        "legend": legend(whole),
        "people": len(laid.people),
        "fully": seen.fully,
        "hours": {
            "reached": reached,
            "of": servants,
            "wanted": wanted.in_words(language),
            "basis": wanted.cite(language),
            "sure": wanted.verified,
        },
        "year": day.year,
        "gaps_url": reverse("needs:gaps") + (f"?unit={chosen.pk}" if chosen is not None else ""),
    }
    return render(request, "needs/coverage.html", context)


def _chosen(said: str, seen: Scope) -> Unit | None:
    if not said:
        return seen.tops[0] if len(seen.tops) == 1 else None
    try:
        unit = Unit.objects.filter(pk=UUID(said)).first()
    except ValueError:
        raise Http404 from None
    if unit is None or not seen.covers(unit):
        raise Http404
    return unit


def _above(unit: Unit, seen: Scope) -> str:
    """The address of the picture one level up, where that is still theirs to see; "" else."""
    if unit.parent is not None and seen.covers(unit.parent):
        return f"?unit={unit.parent_id}"
    return reverse("needs:coverage") if len(seen.tops) > 1 else ""


def _by_unit(laid: Ground, counts: Mapping[UUID, Sequence[int]], tops: Sequence[Unit]) -> list[Line]:
    """The units below the chosen one, each with what is below it, and the chosen one itself; or the topmost ones."""
    one = tops[0] if len(tops) == 1 else None
    by_path = {unit.path: unit for unit in laid.units.values()}
    lines: dict[str, Line] = {}
    sums: dict[str, list[int]] = {}
    for pk, row in counts.items():
        unit = laid.units[pk]
        if one is not None:
            if not one.contains(unit):
                continue
            path = unit.path[: len(one.path) + SEGMENT]
        else:
            path = next((top.path for top in tops if top.contains(unit)), "")
        if path not in lines:
            place = by_path[path]
            here = one is not None and place.pk == one.pk
            gaps = f"{reverse('needs:gaps')}?{urlencode({'unit': place.pk})}"
            lines[path] = Line(place.name, gaps if here else f"?unit={place.pk}")
            sums[path] = [0] * len(row)
        sums[path] = [before + more for before, more in zip(sums[path], row, strict=True)]
    for path, line in lines.items():
        line.counts = [sum(sums[path][n::WIDTH]) for n in range(WIDTH)]
        line.cells = [share(sums[path][start : start + WIDTH]) for start in range(0, len(sums[path]), WIDTH)]
    return [lines[path] for path in sorted(lines) if sum(lines[path].counts)]


def _by_need(laid: Ground, counts: Mapping[UUID, Sequence[int]], chosen: Unit | None) -> list[Line]:
    """Each need with how its people stand to it."""
    inside = [row for pk, row in counts.items() if chosen is None or chosen.contains(laid.units[pk])]
    found = []
    for place, rule in enumerate(laid.rules):
        said = {"need": str(rule.need.pk)} | ({"unit": str(chosen.pk)} if chosen is not None else {})
        line = Line(str(rule.need), f"{reverse('needs:gaps')}?{urlencode(said)}", second=words.audience(rule.need))
        line.counts = [sum(row[place * WIDTH + n] for row in inside) for n in range(WIDTH)]
        found.append(line)
    return found


def legend(whole: Line) -> list[dict[str, Any]]:
    """What the patterns mean."""
    keys = ("met", "due_soon", "missing", "exempt")
    numbers = (whole.counts[declare.MET], whole.counts[declare.SOON], whole.late, whole.counts[declare.EXEMPT])
    return [{"look": look, "title": declare.TITLES[key], "count": count} for look, key, count in zip(LOOKS, keys, numbers, strict=True)]
