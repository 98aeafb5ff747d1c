"""The periodic report of the function: its pages and the paper."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import queries, services
from amanah.rooms.antibribery.desk.acts import act, kept
from amanah.rooms.antibribery.desk.forms import ReportForm
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.models import Report, Scope
from amanah.rooms.antibribery.services import Refused, Words


@signed_in
@require_safe
def listed(request: StaffRequest, number: str) -> HttpResponse:
    """The reports of a scope, and when the next is due."""
    scope = scope_or_404(request, number)
    due = queries.report_due(scope)
    more = {
        "reports": _seen(request, scope),
        "due": due,
        "overdue": due < clock.today(),
        "drafted": scope.reports.filter(issued_on=None).exists(),
    }
    return render(request, "antibribery/reports.html", framed(request, scope, "antibribery:reports", **more))


@signed_in
@require_safe
def show(request: StaffRequest, number: str, report_number: str) -> HttpResponse:
    """One report; what would be frozen into it, as long as it is not issued."""
    scope = scope_or_404(request, number)
    report = _report(request, scope, report_number)
    figures = report.figures if report.issued_on else queries.figures(request.viewer, report)
    return render(request, "antibribery/report.html", framed(request, scope, "antibribery:reports", report=report, figures=figures))


@signed_in
def write(request: StaffRequest, number: str) -> HttpResponse:
    """Write the report of a period, or go on with the one that is being written."""
    scope = kept(request, number)
    report = scope.reports.filter(issued_on__isnull=True).first()
    last = scope.reports.filter(issued_on__isnull=False).first()
    since = last.period_to + timedelta(days=1) if last is not None else scope.opened_on
    initial: dict[str, object] = {"since": min(since, clock.today()), "until": clock.today()}
    if report is not None:
        initial = {"since": report.period_from, "until": report.period_to}
        initial |= {name: getattr(report, name) for name in ("adequate", "working", "done", "asks")}
    form = ReportForm(request.POST or None, initial=initial)

    def drafted() -> None:
        said = dict(form.cleaned_data)
        services.draft(scope, said.pop("since"), said.pop("until"), Words(**said), viewer=request.viewer)

    lead = _("Angka-angka ditambahkan sistem saat laporan disampaikan: hanya jumlah, tidak pernah isi laporan siapa pun.")
    return act(request, scope, form, _("Susun laporan FKAP"), drafted, lead=lead, here="antibribery:reports")


@signed_in
@require_POST
def issue(request: StaffRequest, number: str, report_number: str) -> HttpResponse:
    """Hand it to top management and the governing body."""
    scope = kept(request, number)
    report = _report(request, scope, report_number)
    try:
        services.issue(report, queries.figures(request.viewer, report), viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Laporan disampaikan dan tidak dapat diubah lagi."))
    return redirect("antibribery:report", scope.number, report.number)


@signed_in
@require_safe
def as_pdf(request: StaffRequest, number: str, report_number: str) -> HttpResponse:
    """The report as a paper."""
    scope = scope_or_404(request, number)
    report = _report(request, scope, report_number)
    figures = report.figures if report.issued_on else queries.figures(request.viewer, report)
    content = paper(report, figures)
    name = f'attachment; filename="amanah-{report.number}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


def paper(report: Report, figures: Sequence[Sequence[str]]) -> bytes:
    """The report with its figures as PDF."""
    scope = report.scope
    period = f"{date_format(report.period_from, 'j F Y')} – {date_format(report.period_to, 'j F Y')}"
    function = queries.function(scope)
    facts = [
        [_("Ruang lingkup"), f"{scope.title} ({scope.number})"],
        [_("Masa laporan"), period],
        [_("Kepada"), " · ".join(filter(None, [scope.top_title, scope.governing]))],
        [_("Keputusan penetapan"), function.appointment.decree if function else "–"],
        [_("Disampaikan"), date_format(report.issued_on, "j F Y") if report.issued_on else _("belum disampaikan")],
    ]
    words = [
        (_("Apakah sistem memadai untuk risiko yang ada?"), report.adequate),
        (_("Apakah sistem berjalan sebagaimana mestinya?"), report.working),
        (_("Apa yang dikerjakan FKAP?"), report.done),
        (_("Apa yang perlu diputuskan?"), report.asks),
    ]
    sections: list[dict[str, object]] = [{"heading": title, "text": text} for title, text in words if text]
    columns = [{"title": _("Angka"), "width": 2}, {"title": _("Nilai"), "width": 3}]
    note = _("Jumlah laporan dan pengaduan hanya dari angka yang sudah diumumkan dan dibekukan; isinya tidak pernah sampai ke laporan ini.")
    sections.append({"heading": _("Angka pada masa ini"), "columns": columns, "rows": [list(one) for one in figures], "note": note})
    return pdf_bytes("report.typ", {"title": _("Laporan berkala FKAP"), "facts": facts, "sections": sections})


def _seen(request: StaffRequest, scope: Scope) -> list[Report]:
    """Issued reports for whoever sees the scope; the one being written only for those who keep it."""
    rows = scope.reports.select_related("author__person")
    keeps = queries.sides_of(request.viewer, scope).keeps
    return list(rows if keeps else rows.filter(issued_on__isnull=False))


def _report(request: StaffRequest, scope: Scope, number: str) -> Report:
    seen = {one.pk for one in _seen(request, scope)}
    report = get_object_or_404(scope.reports.select_related("author__person"), number=numbers.tidy(number), pk__in=seen)
    report.scope = scope
    return report
