"""Which cases are under legal hold: what retention, and whoever destroys anything, must ask first."""

from collections.abc import Iterable

from amanah.engines.cases.models import Case, Hold


def hold_of(case: Case) -> Hold | None:
    """The hold that stands on the case, if any. Whether the asker may know of the case is the caller's to decide."""
    return case.legal_holds.filter(released_on__isnull=True).select_related("placed_by__person", "ending_asked_by__person").first()


def held(refs: Iterable[str]) -> set[str]:
    """Those of `refs` ("case:<uuid>") on which a hold stands: neither the case nor any record or file of it may be destroyed."""
    return set(Hold.objects.filter(case__ref__in=list(refs), released_on__isnull=True).values_list("case__ref", flat=True))
