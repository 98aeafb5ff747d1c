"""What this engine answers the vault: who may hold the keys of reports and of what staff write about them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.cases import numbers
from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import together, visible
from amanah.engines.cases.queries.visible import not_hidden
from amanah.engines.reports import regimes
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.viewer import Viewer

KINDS = ("case", "work")
_PORTION = 500


class ReportCustody:
    """Both records of a report, by the same sight that every list of cases begins with."""

    def may_hold(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Reports that the viewer sees."""
        return of_cases(reports(visible(viewer)), records)

    def hidden(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """What concerns the viewer, or was given up by them; also what leads to no case any more."""
        return set(records) - of_cases(not_hidden_from(viewer), records)

    def due(self, viewer: Viewer) -> set[str]:
        """Both records of every report in sight."""
        cases = reports(visible(viewer)).values_list("pk", flat=True)
        return {record for pk in cases for record in (ref_of(pk), work_ref(pk))}

    def due_among(self, viewers: Sequence[Viewer], records: Collection[str]) -> Mapping[UUID, set[str]]:
        """Those of the reports in sight of each."""
        by_case: dict[UUID, set[str]] = {}
        for record in records:
            by_case.setdefault(UUID(record.partition(":")[2]), set()).add(record)
        cases = together.of_kinds(regimes.kinds(), by_case.keys())
        return {viewer.account.pk: {record for pk in cases.visible(viewer) for record in by_case[pk]} for viewer in viewers}

    def titles(self, records: Collection[str]) -> dict[str, Any]:
        """A report's number for both of its records."""
        names: dict[str, Any] = {}
        for portion in portions({case_ref(record) for record in records}):
            for pk, number in Case.objects.filter(ref__in=portion).values_list("pk", "number"):
                names |= {ref_of(pk): number, work_ref(pk): number}
        return {record: name for record, name in names.items() if record in set(records)}

    def find(self, text: str) -> set[str]:
        """Both records of the report of that number."""
        found = reports(Case.objects.filter(number=numbers.tidy(text))).values_list("pk", flat=True)
        return {record for pk in found for record in (ref_of(pk), work_ref(pk))}

    def oversees(self, viewer: Viewer) -> bool:
        """Whoever oversees a kind of report hears of every recovery."""
        return any(viewer.has(role) for regime in regimes.every() for role in regime.kind.overseers)


CUSTODY = ReportCustody()


def reports(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of these cases that came in from outside."""
    return cases.filter(kind__in=regimes.kinds())


def not_hidden_from(viewer: Viewer) -> QuerySet[Case]:
    """The reports that do not concern the viewer, whether or not they see them."""
    return reports(Case.objects.filter(not_hidden(viewer)))


def case_ref(record: str) -> str:
    """The case that either of its records belongs to."""
    return ref_of(UUID(record.partition(":")[2]))


def of_cases(cases: QuerySet[Case], records: Collection[str]) -> set[str]:
    """Those of these records, of either kind, that belong to one of these cases."""
    refs: set[str] = set()
    for portion in portions({case_ref(record) for record in records}):
        refs |= set(cases.filter(ref__in=portion).values_list("ref", flat=True))
    return {record for record in records if case_ref(record) in refs}


def portions(records: Collection[str]) -> Iterator[list[str]]:
    """The records in lots that a database takes as parameters."""
    every = sorted(records)
    return (every[start : start + _PORTION] for start in range(0, len(every), _PORTION))
