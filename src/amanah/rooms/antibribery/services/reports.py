"""The periodic report of the function: drafted, then issued with the figures of that day, and never changed afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery.models import Report, Scope
from amanah.rooms.antibribery.refusals import Refused
from amanah.rooms.antibribery.services.stepping import keep, numbered, worded, write_step

PREFIX = "LF"


@dataclass(frozen=True)
class Words:
    """What the function says: is the system adequate, does it work, what was done, what has to be decided."""

    adequate: str
    working: str
    done: str = ""
    asks: str = ""


@transaction.atomic
def draft(scope: Scope, since: date, until: date, words: Words, *, viewer: Viewer) -> Report:
    """Write the report of a period, or write the one anew that was not issued yet.

    Raises:
        Refused: "not_found", "side", "state", "words", "days" or "future".
    """
    keep(scope, viewer)
    if until < since:
        raise Refused("days")
    if until > clock.today():
        raise Refused("future")
    report = scope.reports.select_for_update().filter(issued_on__isnull=True).first()
    first = report is None
    report = report or Report(id=uuid4(), scope=scope, drafted_on=clock.today())
    report.period_from, report.period_to, report.author = since, until, viewer.account
    report.adequate, report.working = worded(words.adequate), worded(words.working)
    report.done, report.asks = words.done.strip(), words.asks.strip()
    if first:
        numbered(report, PREFIX)
    else:
        report.save()
    write_step(scope, "report_drafted", viewer, text=report.number, facts={"report": report.number, "until": until})
    return report


@transaction.atomic
def issue(report: Report, figures: Sequence[tuple[str, str]], *, viewer: Viewer) -> None:
    """Hand the report to top management and the governing body. `figures` are kept with it as they are given.

    Raises:
        Refused: "not_found", "side" or "state".
    """
    scope = report.scope
    keep(scope, viewer)
    report.refresh_from_db(from_queryset=Report.objects.select_for_update(of=("self",)))
    if report.issued_on is not None:
        raise Refused("state")
    report.figures, report.issued_on = [list(one) for one in figures], clock.today()
    report.save()
    said = [report.adequate, report.working, report.done, report.asks, *(f"{title}: {text}" for title, text in figures)]
    facts = {"report": report.number, "until": report.period_to, "content": canonical.digest(said).hex()}
    write_step(scope, "report_issued", viewer, text=report.number, facts=facts)
