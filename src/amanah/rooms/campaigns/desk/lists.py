"""The list of campaigns, its export, and the month in which their activities stand."""

import calendar
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.data import values
from amanah.rooms.campaigns.desk.forms import FilterForm
from amanah.rooms.campaigns.models import Activity
from amanah.rooms.campaigns.queries import lists, page
from amanah.rooms.campaigns.queries.lists import LARGEST, Filters, Row
from amanah.rooms.campaigns.sides import standing

WEEK = 7


def tabs(current: str) -> list[dict[str, Any]]:
    """The four pages about campaigns that stand beside each other."""
    titles = {
        "list": _("Daftar kampanye"),
        "calendar": _("Kalender"),
        "materials": _("Bahan cetak dan teks"),
        "agents": _("Para agen perubahan"),
    }
    return [{"title": title, "url": reverse(f"campaigns:{name}"), "current": name == current} for name, title in titles.items()]


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The campaigns one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("campaigns:list")
    context = narrowing.shown(request.GET, form, lambda after: lists.listing(request.viewer, chosen, after=after), here)
    context |= {"may_open": bool(standing(request.viewer).keeping), "tabs": tabs("list")}
    return render(request, "campaigns/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every campaign of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: lists.listing(request.viewer, chosen, after=after, size=LARGEST))
    columns = [
        _("Nomor"),
        _("Kampanye"),
        _("Unit"),
        _("Penanggung jawab"),
        _("Status"),
        _("Hari pertama"),
        _("Hari terakhir"),
        _("Yang harus berbeda"),
        _("Ukuran"),
        _("Nilai awal"),
        _("Sasaran"),
        _("Nilai akhir"),
        _("Hasil evaluasi"),
        _("Nilai yang diangkat"),
        _("Kegiatan"),
        _("Terlaksana"),
        _("Kontak"),
        _("Anggaran"),
        _("Terpakai"),
    ]
    return table(_("kampanye"), form, columns, [_line(row) for row in rows])


def _line(row: Row) -> list[Any]:
    one = row.campaign
    figures = [float(figure) if figure is not None else None for figure in (one.baseline, one.target, one.result)]
    tags = ", ".join(str(values()[key]) for key in one.values if key in values())
    return [
        one.number,
        one.title,
        str(one.unit),
        str(one.owner),
        str(one.stands.title),
        one.begins_on,
        one.ends_on,
        one.aim,
        f"{one.measure} ({one.measure_unit})" if one.measure_unit else one.measure,
        *figures,
        str(row.outcome),
        tags,
        row.planned,
        row.done,
        row.contacts,
        one.budget if row.spent is not None else None,
        row.spent,
    ]


@signed_in
@require_safe
def month(request: StaffRequest) -> HttpResponse:
    """A month of activities, as a sheet of weeks; on a narrow screen the days that hold something."""
    first = _first(request.GET.get("month", ""))
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    found = page.month(request.viewer, first, last)
    by_day: dict[date, list[dict[str, Any]]] = {}
    for activity in found:
        day = max(activity.day, first)
        while day <= min(activity.last_day, last):
            by_day.setdefault(day, []).append(_entry(activity, goes_on=day > activity.day))
            day += timedelta(days=1)
    begin = first - timedelta(days=first.weekday())
    weeks = []
    while begin <= last:
        days = [begin + timedelta(days=n) for n in range(WEEK)]
        weeks.append([{"day": day if first <= day <= last else None, "entries": by_day.get(day, [])} for day in days])
        begin += timedelta(days=WEEK)
    context = {
        "weeks": weeks,
        "weekdays": [date_format(date(2024, 1, 1 + n), "l") for n in range(WEEK)],
        "title": date_format(first, "F Y"),
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "many": len(found),
        "today": clock.today(),
        "tabs": tabs("calendar"),
    }
    return render(request, "campaigns/calendar.html", context)


def _first(said: str) -> date:
    if not said:
        return clock.today().replace(day=1)
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError:
        raise Http404 from None


def _entry(activity: Activity, *, goes_on: bool) -> dict[str, Any]:
    return {
        "activity": activity,
        "url": addresses.of_activity(activity.number),
        "at": "" if goes_on or activity.begins_at is None else f"{activity.begins_at:%H.%M}",
        "goes_on": goes_on,
        "done": activity.state == declare.DONE,
    }
