"""What the function's report is made of, and when the next one is due."""

from datetime import date

from amanah import rulebook
from amanah.engines import contributions
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery import declare, glimpses
from amanah.rooms.antibribery.models import Change, Report, Scope


def report_due(scope: Scope) -> date:
    """When the next report is due: counted from the period of the last one issued, or from the day the scope was opened."""
    last = scope.reports.filter(issued_on__isnull=False).first()
    return rulebook.due(declare.REPORT_WITHIN, last.period_to if last is not None else scope.opened_on).date


def figures(viewer: Viewer, report: Report) -> list[tuple[str, str]]:
    """Counts of the period as they stand now. Of concerns raised only what the public was told, as it was frozen then."""
    scope = report.scope
    found = [(str(one.title), one.text) for one in glimpses.glimpses(viewer, [scope])[scope.pk]]
    period = (report.period_from, report.period_to)
    for topic in (contributions.CONCERNS, contributions.CULTURE):
        for section in contributions.told(topic, viewer, scope.unit, *period):
            found += [(f"{section.title}: {line.title}", str(line.text)) for line in section.lines]
    decided = Change.objects.filter(scope=scope, decided_on__range=period).count()
    return [*found, (str(declare.ACTS["change_decided"]), str(decided))]
