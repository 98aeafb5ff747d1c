"""The rules by which the institution measures itself, for everybody to read and to check."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amanah.kernel import clock
from amanah.rooms.transparency.rules import queries
from amanah.rooms.transparency.views import public_page
from amanah.rulebook.reading import RuleError


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Every rule in force today."""
    groups = queries.groups()
    rows = [row for group in groups for row in group.rows]
    context = {
        "groups": groups,
        "today": clock.today(),
        "count": len(rows),
        "verified": sum(row.verified for row in rows),
        "years": queries.years(),
    }
    return render(request, "transparency/rules/index.html", context)


@public_page
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule with its history; `?from=2026-03-10` also counts a date by it."""
    try:
        page = queries.page(key)
    except RuleError as error:
        raise Http404 from error
    written = request.GET.get("from", "").strip()
    context = {"page": page, "written": written, "counted": None, "problem": ""}
    if page.period and written:
        try:
            context["counted"] = queries.counted(key, date.fromisoformat(written))
        except RuleError:
            context["problem"] = _("Aturan ini tidak berlaku pada tanggal itu.")
        except (ValueError, OverflowError):
            context["problem"] = _("Tulis tanggal seperti 2026-03-10: tahun, bulan, hari.")
    return render(request, "transparency/rules/rule.html", context)


@public_page
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """The days off of a year, by the joint decree."""
    found = queries.calendar(year)
    if found is None:
        raise Http404
    decree, days = found
    return render(request, "transparency/rules/calendar.html", {"year": year, "decree": decree, "days": days, "years": queries.years()})
