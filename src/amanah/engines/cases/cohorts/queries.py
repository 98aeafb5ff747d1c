"""The cohorts that somebody may count: what is kept, less what is hidden from them, and with what they see besides."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.engines.cases import registry
from amanah.engines.cases.cohorts.counting import Cells, Cohorts, Key, count, following
from amanah.engines.cases.cohorts.models import Cohort, Stale
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.models import Case, Recusal, SubjectTag
from amanah.engines.cases.queries.visible import aside_from, not_hidden, visible
from amanah.engines.cases.scope import reach
from amanah.foundation.access.viewer import Viewer


def everything(kind_key: str) -> Cohorts:
    """All cohorts of a kind, whoever asks."""
    cases = Case.objects.filter(kind=kind_key)
    return _joined(kind_key, None, cases, cases.none())


def countable(viewer: Viewer, kind: CaseKind, clocks_since: date = date.min) -> Cohorts:
    """The cohorts of exactly those cases that `visible` shows to the viewer; clocks only of months from `clocks_since` on."""
    routes, narrowed = _routes(viewer, kind)
    seen = visible(viewer).filter(kind=kind.key)
    return count(seen) if narrowed else _joined(kind.key, routes, seen, _hidden(viewer, kind), clocks_since)


def countable_unseen(viewer: Viewer, kind: CaseKind, clocks_since: date = date.min) -> Cohorts:
    """The cohorts of every case that is not hidden from the viewer, for whoever counts without seeing."""
    counted = Case.objects.filter(not_hidden(viewer), kind=kind.key)
    return _joined(kind.key, None, counted, _hidden(viewer, kind), clocks_since)


def _joined(
    kind_key: str, routes: Collection[str] | None, seen: QuerySet[Case], hidden: QuerySet[Case], clocks_since: date = date.min
) -> Cohorts:
    """What is kept for `routes` (all, without), less what of it is hidden, and with what is seen beyond it.

    Months that changed since the last beat are beyond it: their cases are counted now.
    """
    stale = sorted(set(Stale.objects.filter(kind=kind_key).values_list("month", flat=True)))
    kept = Cohort.objects.filter(kind=kind_key).exclude(month__in=stale)
    beyond = Q(pk__in=[])
    for month in stale:
        beyond |= Q(opened_on__gte=month, opened_on__lt=following(month))
    if routes is not None:
        kept = kept.filter(route__in=routes)
        declared = {route for kind in registry.versions_of(kind_key) for route in kind.routes}
        if declared - set(routes):  # asked only where there can be any: it looks at every case
            beyond |= ~Q(route__in=routes)
    joined: dict[Key, Cells] = defaultdict(Cells)
    # Clocks are by far the larger part of a row, and only those of the period asked for are looked at.
    for month, route, topic, cells in kept.filter(month__lt=clocks_since).values_list("month", "route", "topic", "cells"):
        joined[Key(month, route, topic)] = Cells(Counter(cells))
    for month, route, topic, cells, clocks in kept.filter(month__gte=clocks_since).values_list(
        "month", "route", "topic", "cells", "clocks"
    ):
        joined[Key(month, route, topic)] = Cells(Counter(cells), Counter(clocks))
    more, less = _ids(seen.filter(beyond)), _ids(hidden.exclude(beyond))
    if more or less:
        for key, cells in count(Case.objects.filter(pk__in=more | less), less).items():
            joined[key].add(cells)
    return {key: cells for key, cells in joined.items() if cells.cells["received"]}


def _ids(cases: QuerySet[Case]) -> set[UUID]:
    return set(cases.order_by().values_list("pk", flat=True))


def _routes(viewer: Viewer, kind: CaseKind) -> tuple[frozenset[str], bool]:
    """The routes that the viewer's roles open as a whole, and whether some open them in part, for some units, only."""
    whole: frozenset[str] = frozenset()
    narrowed = False
    for version in (version for version in registry.all_versions() if version.key == kind.key):
        for role in version.overseers | {receiver for _title, receiver in version.routes.values()}:
            units = reach(viewer, version, role)
            if units is None:
                whole |= version.seen_by(role)
            narrowed = narrowed or bool(units)
    return whole, narrowed


def _hidden(viewer: Viewer, kind: CaseKind) -> QuerySet[Case]:
    """The cases of the kind that the viewer must not count. Found by tag, recusal and declared interest first: they are few among many."""
    tagged = SubjectTag.objects.filter(tag__in=sorted(viewer.exclusion_tags)).values("case_id")
    recused = Recusal.objects.filter(account=viewer.account).values("case_id")
    hidden = Q(pk__in=tagged) | Q(pk__in=recused) | (aside_from(viewer.aside) if viewer.aside else Q(pk__in=[]))
    return Case.objects.filter(hidden, kind=kind.key).exclude(not_hidden(viewer))
