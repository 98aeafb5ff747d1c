"""The case sheet: what may leave the house on paper. It holds the cleartext list and the timeline, no word of the report."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.desk.opening import case_or_404, viewer_of
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.pdf import pdf_bytes


@signed_in
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The case sheet as PDF, with the ledger's latest checkpoint."""
    case = case_or_404(request, number)
    viewer = viewer_of(request)
    document = pdf_bytes("report.typ", contents(viewer, case))
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{case.number}.pdf"'
    return response


def contents(viewer: Viewer, case: Case) -> dict[str, Any]:
    """What stands on the sheet, in the language of whoever asked."""
    kind = case.declared
    handlers = cases.handlers_of([case.pk]).get(case.pk, [])
    facts: list[list[Any]] = [
        [_("Topik"), kind.topics.get(case.topic, _("Tanpa topik"))],
        [_("Penerima"), kind.routes[case.route][0]],
        [_("Status"), case.stands.title],
        [_("Hasil"), kind.outcomes.get(case.outcome, "–")],
        [_("Diterima"), _day(case.opened_on)],
        [_("Ditutup"), _day(case.closed_on) if case.closed_on else "–"],
        [_("Ditangani"), ", ".join(str(account) for account in handlers) or "–"],
    ]
    clocks = [
        [found.title, _day(found.deadline.since), _day(found.deadline.due_on), found.urgency.text, found.deadline.citation]
        for found in cases.clocks_of(case)
    ]
    story = [[_day(item.day), item.title, item.actor, item.detail] for item in reversed(cases.timeline(viewer, case))]
    return {
        "title": _("Lembar perkara %(number)s") % {"number": case.number},
        "lead": _("Memuat hanya data yang memang terbuka bagi petugas; isi laporan tetap tersegel."),
        "facts": _texts(facts),
        "sections": [
            {
                "heading": _("Tenggat"),
                "columns": _columns((_("Tenggat"), 4), (_("Sejak"), 3), (_("Jatuh tempo"), 3), (_("Keadaan"), 3), (_("Dasar"), 5)),
                "rows": _texts(clocks),
            },
            {
                "heading": _("Linimasa"),
                "columns": _columns((_("Hari"), 3), (_("Kejadian"), 5), (_("Oleh"), 3), (_("Keterangan"), 4)),
                "rows": _texts(story),
            },
        ],
    }


def _columns(*columns: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"title": title, "width": width} for title, width in columns]


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _texts(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    return [[str(value) for value in row] for row in rows]
