"""Who may know of which of some cases, asked for many people at once.

It answers what `visible` and `not_hidden` answer for one person. What opens a case and what hides it is decided there; here it is
matched with cases that were looked up once, by a fixed number of queries, however many people are asked about (`Viewer.of_many`).
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.cases.models import Assignment, Case, Recusal, SubjectTag
from amanah.engines.cases.queries.visible import lenient_kinds, opened_routes
from amanah.foundation.access.viewer import Viewer

K = TypeVar("K", bound=Hashable)


class Together:
    """Some cases with everything by which somebody may, or must not, know of them: four queries."""

    def __init__(self, cases: QuerySet[Case]) -> None:
        self._cases = {case.pk: case for case in cases.select_related("unit")}
        of_these = cases.order_by().values("pk")
        self._recused = _sets(Recusal.objects.filter(case__in=of_these).values_list("account_id", "case_id"))
        given = Assignment.objects.filter(case__in=of_these, until__isnull=True)
        self._handled = _sets(given.values_list("account_id", "case_id"))
        tags = SubjectTag.objects.filter(case__in=of_these).values_list("tag", "case_id")
        self._tagged = _sets((bytes(tag), case_id) for tag, case_id in tags)
        self._routes = _sets(((case.kind, case.route), case.pk) for case in self._cases.values())
        self._units = _sets((case.unit_id, case.pk) for case in self._cases.values())
        self._refs = _sets((case.ref, case.pk) for case in self._cases.values())

    def visible(self, viewer: Viewer) -> set[str]:
        """Those of the cases that the viewer may know of, by reference."""
        found = set(self._handled.get(viewer.account.pk, ()))
        for (kind, paths), codes in opened_routes(viewer).items():
            for pk in _of(self._routes, {(kind, code) for code in codes}):
                if paths is None or self._lies_below(pk, paths):
                    found.add(pk)
        return self._named(found - self._hidden(viewer))

    def not_hidden(self, viewer: Viewer) -> set[str]:
        """Those that neither concern the viewer, nor were given up by them, nor touch an interest that they declared; by reference."""
        return self._named(self._cases.keys() - self._hidden(viewer))

    def set_aside(self, viewer: Viewer) -> set[str]:
        """Those that an interest keeps from the viewer which they declared, by reference."""
        return self._named(self._aside(viewer))

    def _hidden(self, viewer: Viewer) -> set[UUID]:
        found = self._recused.get(viewer.account.pk, set()) | self._aside(viewer)
        lenient = lenient_kinds(viewer)
        found |= {pk for pk in _of(self._tagged, viewer.exclusion_tags) if self._cases[pk].kind not in lenient}
        # A kind that lets superiors see still hides a case from the people and the units it is about.
        return found | {pk for pk in _of(self._tagged, viewer.own_tags) if self._cases[pk].kind in lenient}

    def _aside(self, viewer: Viewer) -> set[UUID]:
        aside = viewer.aside
        return _of(self._tagged, aside.tags) | _of(self._units, aside.units) | _of(self._refs, aside.refs)

    def _lies_below(self, pk: UUID, paths: Iterable[str]) -> bool:
        unit = self._cases[pk].unit
        return unit is not None and any(unit.path.startswith(path) for path in paths)

    def _named(self, found: Iterable[UUID]) -> set[str]:
        return {self._cases[pk].ref for pk in found}


def knowing(viewers: Iterable[Viewer], ref: str) -> list[Viewer]:
    """Those of the viewers who may know of the case of this reference, in their order."""
    known = Together(Case.objects.filter(ref=ref))
    return [viewer for viewer in viewers if known.visible(viewer)]


def _sets(rows: Iterable[tuple[K, UUID]]) -> dict[K, set[UUID]]:
    found: dict[K, set[UUID]] = {}
    for key, pk in rows:
        found.setdefault(key, set()).add(pk)
    return found


def _of(sets: Mapping[K, set[UUID]], keys: Collection[Any]) -> set[UUID]:
    """Everything under one of the keys; whichever of both is fewer is gone through."""
    found: set[UUID] = set()
    for key in sets.keys() & keys:
        found |= sets[key]
    return found
