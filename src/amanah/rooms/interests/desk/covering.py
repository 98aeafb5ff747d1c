"""How far the units have met a duty: as a table, and as the same table to keep."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.interests import coverage, duties
from amanah.rooms.interests.desk.opening import viewer_of
from amanah.rooms.interests.duties import Duty

YEARS = 5
"""How many years back one can look."""


@dataclass(frozen=True)
class Chosen:
    """What the address asks for."""

    duty: Duty
    year: int
    unit: Unit

    def query(self, **changes: str | int) -> str:
        """The address's query with something else chosen."""
        chosen: dict[str, str | int] = {"duty": self.duty.key, "year": self.year, "unit": self.unit.code}
        return urlencode(chosen | changes)


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One duty, one year, one unit with its parts; names of those who are still missing."""
    chosen = _chosen(request)
    this_year = clock.today().year
    context = {
        "chosen": chosen,
        "table": coverage.table(chosen.duty, chosen.year, chosen.unit),
        "due": _due(chosen),
        "tabs": [_tab(duty, chosen) for duty in duties.every()],
        "years": [(year, f"?{chosen.query(year=year)}") for year in range(this_year, this_year - YEARS, -1)],
        "above": _above(request, chosen),
        "others": [top for top in coverage.tops(viewer_of(request)) if not top.contains(chosen.unit)],
        "open": chosen.duty.open(chosen.year),
        "named": coverage.NAMED,
        "query": chosen.query(),
    }
    return render(request, "interests/coverage.html", context)


@signed_in
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The table as it is shown."""
    if form not in TYPES:
        raise Http404
    chosen = _chosen(request)
    found = coverage.table(chosen.duty, chosen.year, chosen.unit)
    headers = [_("Unit"), _("Kode"), _("Wajib"), _("Sudah"), _("Belum"), _("Persen")]
    rows: list[list[Any]] = [
        [_named(row), row.unit.code, row.owing, row.done, row.left, row.per_cent] for row in (*found.rows, found.total)
    ]
    rows[-1][0] = _("Seluruhnya")
    return table(str(chosen.duty.title), form, headers, rows, name=f"{chosen.duty.key}-{chosen.year}-{chosen.unit.code}")


def _tab(duty: Duty, chosen: Chosen) -> dict[str, Any]:
    return {"title": duty.title, "url": f"?{chosen.query(duty=duty.key)}", "current": duty.key == chosen.duty.key}


def _named(row: coverage.Row) -> str:
    return _("%(unit)s, langsung") % {"unit": row.unit.name} if row.itself else row.unit.name


def _due(chosen: Chosen) -> Any:
    try:
        return chosen.duty.due(chosen.year)
    except rulebook.RuleError:
        return None


def _chosen(request: HttpRequest) -> Chosen:
    """What was asked for, or the first of each; 404 for a unit that is not the viewer's to see."""
    viewer = viewer_of(request)
    tops = coverage.tops(viewer)
    duty = duties.find(request.GET.get("duty", duties.STATEMENT.key))
    if not tops or duty is None:
        raise Http404
    asked = request.GET.get("unit", "")
    unit = Unit.objects.filter(code=asked).first() if asked else tops[0]
    this_year = clock.today().year
    year = request.GET.get("year", str(this_year))
    if unit is None or not any(top.contains(unit) for top in tops) or year not in {str(this_year - back) for back in range(YEARS)}:
        raise Http404
    return Chosen(duty, int(year), unit)


def _above(request: HttpRequest, chosen: Chosen) -> dict[str, str] | None:
    parent = chosen.unit.parent
    if parent is None or not coverage.may_see(viewer_of(request), parent):
        return None
    return {"name": parent.name, "url": f"?{chosen.query(unit=parent.code)}"}
