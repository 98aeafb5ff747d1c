"""Public figures: frozen, the same for everybody, with every small number left out."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amanah.foundation.exports.tables import csv_bytes
from amanah.rooms.transparency.statistics import queries
from amanah.rooms.transparency.views import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The newest release in full, and the way to the others."""
    found = queries.releases()
    context = {
        "shown": queries.told(found[0]) if found else None,
        "others": [(release, queries.period(release)) for release in found[1:]],
        "columns": queries.columns(found),
    }
    return render(request, "transparency/statistics/page.html", context)


@public_page
def release(request: HttpRequest, first: date) -> HttpResponse:
    """One release."""
    shown = queries.of_period(first)
    if shown is None:
        raise Http404
    return render(request, "transparency/statistics/page.html", {"shown": shown, "others": [], "columns": []})


@public_page
def as_csv(_request: HttpRequest) -> HttpResponse:
    """Every release as one table; an empty number was not shown."""
    headers = [_("Sejak"), _("Sampai"), _("Tabel"), _("Butir"), _("Jumlah")]
    content = csv_bytes(headers, queries.rows(queries.releases()))
    return HttpResponse(
        content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="statistics.csv"'}
    )


@public_page
def as_json(_request: HttpRequest) -> JsonResponse:
    """Every release as it was frozen, with the digest that stands in the ledger."""
    found = [
        {
            "kind": release.kind,
            "first": release.first.isoformat(),
            "last": release.last.isoformat(),
            "threshold": release.threshold,
            "tables": release.tables,
            "published_on": release.published_on.isoformat(),
            "sha256": release.sha256,
        }
        for release in queries.releases()
    ]
    return JsonResponse({"releases": found})
