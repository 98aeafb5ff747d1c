"""Where a search in memory looks in what only this room seals."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.queries.reading import search_also
from amanah.engines.reports.report import Report
from amanah.rooms.whistleblowing import triage
from amanah.rooms.whistleblowing.inquiry.papers import Sealed
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires.messages import TITLE


def declare() -> None:
    """Called once, when the room is installed."""
    for prefix in ("plan", "internal"):
        search_also(prefix, _("Pemeriksaan"), bytes.decode)
    search_also("inquiry", _("Pemeriksaan"), lambda data: Sealed.from_bytes(data).words)
    search_also("triage", _("Telaah"), lambda data: triage.Sheet.from_bytes(data).summary)
    search_also("report", TITLE, _extra, key="questionnaire")


def _extra(data: bytes) -> str:
    report = Report.from_bytes(data)
    return given.as_text(report.questionnaire, report.extra) if report.extra else ""
