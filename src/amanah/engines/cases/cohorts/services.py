"""Keeping figures: noting which month changed, and counting it again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models.functions import TruncMonth

from amanah.engines.cases.cohorts.counting import count, following, month_of
from amanah.engines.cases.cohorts.models import Cohort, Stale
from amanah.engines.cases.models import Case

MONTHS = 60
"""How many months one beat counts again at most; the rest are counted live until the next."""


def note_change(kind: str, opened_on: date) -> None:
    """Say, in the transaction of the change, that the figures of this case's month no longer hold."""
    Stale.objects.create(kind=kind, month=month_of(opened_on))


def refresh(limit: int = MONTHS) -> int:
    """Count the months again that changed; how many. Each in a transaction of its own: an interrupted one stays stale."""
    waiting = sorted(set(Stale.objects.values_list("kind", "month")))[:limit]
    for kind, month in waiting:
        _recount(kind, month)
    return len(waiting)


def rebuild() -> int:
    """Count every month of every kind again, for tables that were filled past the services; how many months."""
    months = Case.objects.annotate(month=TruncMonth("opened_on")).order_by().values_list("kind", "month").distinct()
    Stale.objects.bulk_create(Stale(kind=kind, month=month) for kind, month in {*months, *_kept_months()})
    return refresh(limit=10**6)


@transaction.atomic
def _recount(kind: str, month: date) -> None:
    # Only the rows that are seen before counting are taken away: one that is added meanwhile asks for another count.
    seen = list(Stale.objects.filter(kind=kind, month=month).values_list("pk", flat=True))
    counted = count(Case.objects.filter(kind=kind, opened_on__gte=month, opened_on__lt=following(month)))
    Cohort.objects.filter(kind=kind, month=month).delete()
    Cohort.objects.bulk_create(
        Cohort(kind=kind, month=key.month, route=key.route, topic=key.topic, cells=dict(cells.cells), clocks=dict(cells.clocks))
        for key, cells in counted.items()
    )
    Stale.objects.filter(pk__in=seen).delete()


def _kept_months() -> Iterable[tuple[str, date]]:
    return Cohort.objects.order_by().values_list("kind", "month").distinct()
