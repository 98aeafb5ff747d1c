"""The UPG's own pages: recap with its map, register of givers, typing in, nil reports."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.desk.typed import take
from amanah.engines.reports.services.typed import TypedIn
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import IncomingFile
from amanah.foundation.exports.downloads import TYPES
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import xlsx_bytes
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.kernel import clock
from amanah.rooms.gratification import services
from amanah.rooms.gratification.desk import forms, tables
from amanah.rooms.gratification.desk.drawing import heat
from amanah.rooms.gratification.queries import giving, nil, recap
from amanah.rooms.gratification.services.filing import OWN
from amanah.rooms.gratification.workflow import LIAISON, RECEIVING, UPG


@signed_in
@require_safe
def show_recap(request: HttpRequest) -> HttpResponseBase:
    """The recap of a period, the current year unless one is named."""
    viewer = _upg(request)
    form = forms.PeriodForm(request.GET) if request.GET else forms.PeriodForm(initial=dict(zip(("first", "last"), _year(), strict=True)))
    first, last = _chosen(form)
    found = recap.recap(viewer, first, last)
    keys = unlocked_keys(request)
    context = {
        "form": form,
        "found": found,
        "heat": heat(found.grid),
        "value": giving.state_value(viewer, keys, first, last) if keys is not None else None,
        "periods": [{"title": title, "query": f"first={start}&last={end}"} for title, start, end in _periods()],
        "query": f"first={first}&last={last}",
    }
    return render(request, "gratification/desk/recap.html", context)


@signed_in
@require_safe
def export_recap(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same as PDF or XLSX."""
    viewer = _upg(request)
    first, last = _chosen(forms.PeriodForm(request.GET))
    found = recap.recap(viewer, first, last)
    keys = unlocked_keys(request)
    value = giving.state_value(viewer, keys, first, last) if keys is not None else None
    if form == "pdf":
        content, kind = pdf_bytes("report.typ", tables.document(found, value)), "application/pdf"
    elif form == "xlsx":
        content, kind = xlsx_bytes(tables.sheets(found, value)), TYPES["xlsx"]
    else:
        raise Http404
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="upg-{first}-{last}.{form}"'})


@signed_in
@require_safe
@never_cache
def givers(request: HttpRequest) -> HttpResponseBase:
    """Who gave more than once."""
    viewer, keys = _upg(request), unlocked_keys(request)
    found = giving.repeated(viewer, keys) if keys is not None else None
    return render(request, "gratification/desk/givers.html", {"givers": found, "locked": keys is None})


@never_cache
@signed_in
def typed(request: HttpRequest) -> HttpResponseBase:
    """Type in what came by letter, e-mail or a visit; then the receipt to hand over."""
    viewer = viewer_of(request)
    if not viewer.has_any(RECEIVING):
        raise Http404
    form = forms.TypedForm(request.POST, request.FILES) if request.method == "POST" else forms.TypedForm()

    def file() -> TypedIn:
        taken = evidence.take([file for file in request.FILES.getlist("attached") if isinstance(file, IncomingFile)])
        if taken.refused:
            raise ValidationError({"attached": [f"{refusal.name}: {refusal.reason}" for refusal in taken.refused]})
        answers = form.answers() | ({} if viewer.has_any(UPG) else {"desk": OWN})
        return services.type_in(form.cleaned_data["case"], answers, form.coming, tuple(taken.kept), viewer=viewer)

    return take(request, form, "gratification/desk/typed.html", file)


@signed_in
@never_cache
def show_nil(request: HttpRequest) -> HttpResponseBase:
    """For liaisons: what they owe and where they state it. For the UPG: how far the institution is covered."""
    viewer = viewer_of(request)
    if not viewer.has_any({*UPG, LIAISON}):
        raise Http404
    mine = nil.mine(viewer)
    months = nil.months(clock.today())
    if request.method == "POST":
        return _stated(request, viewer, mine, months)
    shown = nil.expected() if viewer.has_any(UPG) else mine
    lines = nil.coverage(shown, months)
    stated = [sum(1 for line in lines if line.days[column] is not None) for column in range(len(months))]
    return render(
        request,
        "gratification/desk/nil.html",
        {
            "lines": lines,
            "months": [
                {
                    "title": date_format(month, "M Y"),
                    "value": f"{month:%Y-%m}",
                    "stated": count,
                    "share": round(100 * count / (len(lines) or 1)),
                }
                for month, count in zip(months, stated, strict=True)
            ],
            "mine": mine,
            "due": nil.due_on(months[0]),
        },
    )


def _stated(request: HttpRequest, viewer: Viewer, mine: list[Any], months: list[date]) -> HttpResponseBase:
    month = next((one for one in months if f"{one:%Y-%m}" == request.POST.get("month")), None)
    chosen = [unit for unit in mine if str(unit.pk) in request.POST.getlist("unit")]
    if month is None or not chosen:
        messages.error(request, _("Pilih bulan dan sekurangnya satu unit."))
    else:
        try:
            added = services.declare_nil(chosen, month, viewer=viewer)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Laporan nihil tersimpan untuk %(n)d unit.") % {"n": added})
    return redirect("gratification_desk:nil")


def _upg(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.has_any(UPG):
        raise Http404
    return viewer


def _chosen(form: forms.PeriodForm) -> tuple[date, date]:
    if form.is_bound and form.is_valid():
        return form.cleaned_data["first"], form.cleaned_data["last"]
    return _year()


def _year() -> tuple[date, date]:
    today = clock.today()
    return date(today.year, 1, 1), today


def _periods() -> list[tuple[str, date, date]]:
    """Last month, this and the last half-year, this and the last year."""
    today = clock.today()
    month = nil.last_month(today)
    year = today.year
    end = recap.last_day(month)
    return [
        (date_format(month, "F Y"), month, end),
        (_("Semester I %(year)d") % {"year": year}, date(year, 1, 1), date(year, 6, 30)),
        (_("Semester II %(year)d") % {"year": year}, date(year, 7, 1), date(year, 12, 31)),
        (str(year), date(year, 1, 1), date(year, 12, 31)),
        (str(year - 1), date(year - 1, 1, 1), date(year - 1, 12, 31)),
    ]
