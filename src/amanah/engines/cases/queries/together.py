"""Who may know of which of some cases, asked for many people at once.

It answers what `visible` and `not_hidden` answer for one person. What opens a case and what hides it is decided there; here it is
matched with cases that were looked up once, by a fixed number of queries, however many people are asked about (`Viewer.of_many`).
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.cases.models import Assignment, Case, Recusal, SubjectTag
from amanah.engines.cases.queries.visible import lenient_kinds, opened_routes
from amanah.foundation.access.viewer import Viewer

MANY = 500
"""Up to so many cases are named to the database; for more, all cases of their kinds are read."""
K = TypeVar("K", bound=Hashable)


class Together:
    """Some cases with everything by which somebody may, or must not, know of them: four queries."""

    def __init__(self, cases: QuerySet[Case], among: AbstractSet[UUID] | None = None) -> None:
        """Look up the cases, or those of them `among` these ids."""
        rows = list(cases.order_by().values_list("pk", "ref", "kind", "route", "unit_id", "unit__path"))
        rows = rows if among is None else [row for row in rows if row[0] in among]
        self._kinds = {pk: kind for pk, _ref, kind, *_ in rows}
        self._paths = {pk: path for pk, *_, path in rows if path is not None}
        of_these = cases.order_by().values("pk")
        given = Assignment.objects.filter(case__in=of_these, until__isnull=True)
        self._handled = self._by(given.values_list("account_id", "case_id"))
        # What hides a case is read last: what came up meanwhile hides it already, and never the other way round.
        self._recused = self._by(Recusal.objects.filter(case__in=of_these).values_list("account_id", "case_id"))
        tags = SubjectTag.objects.filter(case__in=of_these).values_list("tag", "case_id")
        self._tagged = self._by((bytes(tag), case_id) for tag, case_id in tags)
        self._routes = self._by(((kind, route), pk) for pk, _ref, kind, route, *_ in rows)
        self._units = self._by((unit_id, pk) for pk, *_, unit_id, _path in rows)
        self._refs = self._by((ref, pk) for pk, ref, *_ in rows)

    def visible(self, viewer: Viewer) -> set[UUID]:
        """Those of the cases that the viewer may know of."""
        found = set(self.handled(viewer))
        for (kind, paths), codes in opened_routes(viewer).items():
            lying = _of(self._routes, {(kind, code) for code in codes})
            found |= lying if paths is None else {pk for pk in lying if self._lies_below(pk, paths)}
        return found - self._hidden(viewer)

    def not_hidden(self, viewer: Viewer) -> set[UUID]:
        """Those that neither concern the viewer, nor were given up by them, nor touch an interest that they declared."""
        return self._kinds.keys() - self._hidden(viewer)

    def handled(self, viewer: Viewer) -> Collection[UUID]:
        """Those that the viewer works on."""
        return self._handled.get(viewer.account.pk, frozenset())

    def given_up(self, viewer: Viewer) -> Collection[UUID]:
        """Those that the viewer stepped back from."""
        return self._recused.get(viewer.account.pk, frozenset())

    def set_aside(self, viewer: Viewer) -> set[UUID]:
        """Those that are kept from the viewer by an interest which they declared."""
        aside = viewer.aside
        return _of(self._tagged, aside.tags) | _of(self._units, aside.units) | _of(self._refs, aside.refs)

    def _hidden(self, viewer: Viewer) -> set[UUID]:
        found = self.set_aside(viewer).union(self.given_up(viewer))
        lenient = lenient_kinds(viewer)
        found |= {pk for pk in _of(self._tagged, viewer.exclusion_tags) if self._kinds[pk] not in lenient}
        # A kind that lets superiors see still hides a case from the people and the units it is about.
        return found | {pk for pk in _of(self._tagged, viewer.own_tags) if self._kinds[pk] in lenient}

    def _lies_below(self, pk: UUID, paths: Iterable[str]) -> bool:
        return pk in self._paths and any(self._paths[pk].startswith(path) for path in paths)

    def _by(self, rows: Iterable[tuple[K, UUID]]) -> dict[K, set[UUID]]:
        found: dict[K, set[UUID]] = {}
        for key, pk in rows:
            if pk in self._kinds:  # not one that was opened meanwhile
                found.setdefault(key, set()).add(pk)
        return found


def knowing(viewers: Iterable[Viewer], ref: str) -> list[Viewer]:
    """Those of the viewers who may know of the case of this reference, in their order."""
    known = Together(Case.objects.filter(ref=ref))
    return [viewer for viewer in viewers if known.visible(viewer)]


def of_kinds(kinds: Collection[str], ids: AbstractSet[UUID]) -> Together:
    """Those of the cases of these ids that are of one of these kinds."""
    cases = Case.objects.filter(kind__in=kinds)
    return Together(cases.filter(pk__in=ids) if len(ids) <= MANY else cases, ids)


def _of(sets: Mapping[K, set[UUID]], keys: Collection[Any]) -> set[UUID]:
    """Everything under one of the keys; whichever of both is fewer is gone through."""
    found: set[UUID] = set()
    for key in sets.keys() & keys:
        found |= sets[key]
    return found
