"""What must be there before an outcome can be settled. Reads codes only, so that no key is needed."""

from typing import TYPE_CHECKING

from amanah.engines.cases.models import Case
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.papers import PARTLY, PROVEN, WITHDRAWN
from amanah.rooms.whistleblowing.inquiry.refusals import SENTENCES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def standing_findings(case: Case) -> dict[str, str]:
    """Allegation id → how its finding stands, "" where there is none; withdrawn ones left out."""
    rows = Paper.objects.filter(case=case, kind__in=["allegation", "finding"]).exclude(state=WITHDRAWN)
    found = {str(row.pk): "" for row in rows if row.kind == "allegation"}
    return found | {str(row.about_id): row.state for row in rows if row.kind == "finding" and str(row.about_id) in found}


def findings_missing(case: Case) -> "StrOrPromise | None":
    """Why no outcome can be settled yet, or None: an inquiry ends with a finding on every allegation, and with at least one.

    A matter that never went into an inquiry is settled by its reasons alone.
    """
    found = standing_findings(case)
    if not found and case.state == "investigation":
        return SENTENCES["no_allegation"]
    return SENTENCES["no_finding"] if not all(found.values()) else None


def outcome_unfit(case: Case, outcome: str) -> "StrOrPromise | None":
    """Why this outcome contradicts the findings, or None."""
    found = set(standing_findings(case).values())
    if not found or "" in found:
        return None  # nothing to compare with, or `findings_missing` speaks first
    if found == {PROVEN}:
        fit = "proven"
    elif found & {PROVEN, PARTLY}:
        fit = "partly_proven"
    else:
        fit = "unproven"
    return None if outcome == fit else SENTENCES["outcome"]
