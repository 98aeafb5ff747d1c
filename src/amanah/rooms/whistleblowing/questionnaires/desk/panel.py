"""On the summary of a report: what was answered to its topic's questions."""

from typing import Any

from amanah.engines.reports.desk import parts as page_parts
from amanah.rooms.whistleblowing.desk import parts
from amanah.rooms.whistleblowing.questionnaires import answers as given


def build(page: page_parts.Page) -> dict[str, Any] | None:
    """The answers under the questions of the version that was asked."""
    if page.content is None or not page.content.report.extra:
        return None
    report = page.content.report
    return {
        "title": given.title_of(report.questionnaire),
        "lines": given.laid_out(report.questionnaire, report.extra),
        "number": page.case.number,
    }


parts.add_panel(page_parts.Panel("questionnaires", "questionnaires/desk/panel.html", build, order=10))
