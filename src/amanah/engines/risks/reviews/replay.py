"""Compares reviews with what the ledger says must have become of them."""

from amanah.engines.risks.reviews.models import Entry, Review, State
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical

_LEADS_TO = {
    "review.opened": State.OPEN,
    "review.submitted": State.SUBMITTED,
    "review.returned": State.OPEN,
    "review.signed": State.SIGNED,
}


def check() -> list[Finding]:
    """Everything that does not fit: where a round stands, and what was signed."""
    reached: dict[str, str] = {}
    signed: dict[str, str] = {}
    for entry in ledger.replay("review"):
        if entry.kind in _LEADS_TO:
            reached[entry.ref] = _LEADS_TO[entry.kind]
        if entry.kind == "review.signed" and entry.facts is not None:
            signed[entry.ref] = entry.facts["entries"]
    findings = []
    known = set()
    for review in Review.objects.all():
        known.add(review.ref)
        if reached.get(review.ref, "") != review.state:
            text = f"{review.number}: it stands at {review.state!r}, the ledger at {reached.get(review.ref, '')!r}"
            findings.append(Finding("replay", text, ref=review.ref))
        elif review.ref in signed and signed[review.ref] != _digest(review):
            findings.append(Finding("replay", f"{review.number}: what it says is not what was signed", ref=review.ref))
    gone = sorted(reached.keys() - known)
    return findings + [Finding("replay", f"the ledger tells of {ref}, but the review is gone", ref=ref) for ref in gone]


def _digest(review: Review) -> str:
    entries = Entry.objects.filter(review=review).select_related("risk")
    return canonical.digest([[entry.risk.ref, entry.verdict, entry.words] for entry in entries]).hex()
