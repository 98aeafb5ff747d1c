"""The answers on paper, for whoever can open them. Unlike the case sheet this holds words of the report, and says so."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.desk.opening import with_opened
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.whistleblowing.questionnaires import answers as given


@with_opened
def answers(_request: HttpRequest, opened: Opened) -> HttpResponse:
    """Every answered questionnaire of this report as PDF."""
    response = HttpResponse(pdf_bytes("report.typ", contents(reading.content(opened))), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{opened.case.number}-jawaban.pdf"'
    return response


def contents(content: Content) -> dict[str, Any]:
    """What stands on it: the topic's questions first, then those sent later in the order they were answered."""
    case, report = content.opened.case, content.report
    sections = [_section(given.title_of(report.questionnaire), given.laid_out(report.questionnaire, report.extra))] if report.extra else []
    sections += [
        _section(f"{writing.text} ({date_format(writing.day, 'j F Y')})", writing.answers)
        for writing in content.texts(FROM_REPORTER)
        if writing.answers
    ]
    return {
        "title": _("Jawaban pelapor, perkara %(number)s") % {"number": case.number},
        "lead": _("Memuat isi laporan yang tersegel. Simpan terkunci, jangan diteruskan, musnahkan bila tidak diperlukan lagi."),
        "facts": [[_("Diterima"), date_format(case.opened_on, "j F Y")]],
        "sections": sections or [{"text": _("Belum ada daftar pertanyaan yang dijawab.")}],
    }


def _section(heading: str, lines: Iterable[given.Line]) -> dict[str, Any]:
    rows = []
    for line in lines:
        if line.text:
            rows.append([line.title, line.text])
        rows += [[entry.title, "\n".join(f"{title} {text}" for title, text in entry.lines)] for entry in line.entries]
    columns = [{"title": _("Pertanyaan"), "width": 4}, {"title": _("Jawaban pelapor"), "width": 5}]
    return {"heading": heading, "columns": columns, "rows": rows}
