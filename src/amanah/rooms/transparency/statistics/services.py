"""Publishing figures: once per period, some time after its end, never again."""

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet

from amanah.engines.cases import registry
from amanah.engines.cases.models import Case
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.transparency.statistics import periods
from amanah.rooms.transparency.statistics.models import Release, Told
from amanah.rooms.transparency.statistics.protecting import protect

KIND = "whistleblowing"
"""The case kind whose figures are published. Known by its key alone: rooms do not import each other."""
TOPICS, OUTCOMES, ACKNOWLEDGED = "topics", "outcomes", "acknowledged"
IN_TIME, LATE = "in_time", "late"
FIRST_STEP = "acknowledge"


def release_due() -> int:
    """Publish every period that ended long enough ago and was not published; how many. Idempotent."""
    done = 0
    while (period := _next()) is not None and period[1] + timedelta(days=settings.AMANAH_STATISTICS_LAG_DAYS) <= clock.today():
        if not _release(*period):
            break  # another process was faster
        done += 1
    return done


@transaction.atomic
def _release(first: date, last: date) -> bool:
    """Freeze the period's figures and put their digest into the ledger; False when somebody else did meanwhile."""
    # The rows are locked (on SQLite the transaction is the lock), so that nothing is told twice.
    told = {row.table: row for row in Told.objects.select_for_update().filter(kind=KIND).order_by("table")}
    if Release.objects.filter(kind=KIND, first__gte=first).exists():
        return False
    threshold = settings.AMANAH_STATISTICS_THRESHOLD
    tables: dict[str, Any] = {}
    for name, counted in _counted(last).items():
        row = told.get(name) or Told(kind=KIND, table=name, cells={})
        # What became less since (an outcome taken back) waits until new ones have made up for it.
        fresh = {code: max(0, number - row.cells.get(code, 0)) for code, number in counted.items()}
        row.cells = {**row.cells, **{code: row.cells.get(code, 0) + number for code, number in fresh.items()}}
        row.save()
        tables[name] = asdict(protect(fresh, threshold))
    published = {"kind": KIND, "first": first.isoformat(), "last": last.isoformat(), "threshold": threshold, "tables": tables}
    digest = canonical.digest(published).hex()
    Release.objects.create(kind=KIND, first=first, last=last, published_on=clock.today(), threshold=threshold, tables=tables, sha256=digest)
    facts = {"first": first, "last": last, "threshold": threshold, "sha256": digest}
    ledger.append("statistics.released", f"statistics:{KIND}/{first.isoformat()}", facts, actor="system")
    return True


def _next() -> tuple[date, date] | None:
    """The period after the last one published, or that of the first case."""
    grain = settings.AMANAH_STATISTICS_PERIOD
    latest = Release.objects.filter(kind=KIND).first()
    if latest is not None:
        first = latest.last + timedelta(days=1)
        return first, periods.end(periods.start(first, grain), grain)
    opened = Case.objects.filter(kind=KIND).aggregate(first=Min("opened_on"))["first"]
    return None if opened is None else ((first := periods.start(opened, grain)), periods.end(first, grain))


def _counted(last: date) -> dict[str, dict[str, int]]:
    """Everything up to and with the day, by code, as it stands in the tables now."""
    kind, cases = registry.kind(KIND), Case.objects.filter(kind=KIND)
    came = _by(cases.filter(opened_on__lte=last), "topic")
    went = _by(cases.filter(closed_on__lte=last), "outcome")
    owed = Deadline.objects.filter(ref__in=cases.values("ref"), name=FIRST_STEP, stopped_on__lte=last)
    kept = owed.aggregate(in_time=Count("pk", filter=Q(stopped_on__lte=F("due_on"))), every=Count("pk"))
    return {
        TOPICS: {code: came[code] for code in (*kind.topics, "")},
        OUTCOMES: {code: went[code] for code in kind.outcomes},
        ACKNOWLEDGED: {IN_TIME: kept["in_time"], LATE: kept["every"] - kept["in_time"]},
    }


def _by(cases: QuerySet[Case], column: str) -> Counter[str]:
    return Counter(dict(cases.order_by().values_list(column).annotate(n=Count("pk"))))
