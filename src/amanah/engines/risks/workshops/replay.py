"""Compares workshops and their scores with what the ledger says must have become of them."""

from collections.abc import Iterator

from amanah.engines.risks.workshops.models import Score, State, Workshop
from amanah.engines.risks.workshops.services.judging import digest
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding

_LEADS_TO = {
    "workshop.called": State.SCORING,
    "workshop.opened": State.OPENED,
    "workshop.closed": State.CLOSED,
    "workshop.cancelled": State.CANCELLED,
}


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: set[str] = set()
    for entry in ledger.replay("workshop"):
        told.add(entry.ref)
    found = {workshop.ref: workshop for workshop in Workshop.objects.all()}
    gone = [Finding("replay", f"the ledger tells of {ref}, but the workshop is gone", ref=ref) for ref in sorted(told - found.keys())]
    return gone + [finding for workshop in found.values() for finding in _look(workshop)]


def _look(workshop: Workshop) -> Iterator[Finding]:
    entries = [entry for entry in ledger.entries(workshop.ref) if entry.kind.startswith("workshop.")]
    workshop.refresh_from_db()
    state = next((_LEADS_TO[entry.kind] for entry in reversed(entries) if entry.kind in _LEADS_TO), "")
    if state != workshop.state:
        yield Finding("replay", f"{workshop.number}: it stands at {workshop.state!r}, the ledger at {state!r}", ref=workshop.ref)
    kept = {(row.item_id, row.participant_id, row.seq): digest(row) for row in Score.objects.filter(item__workshop=workshop)}
    for entry in entries:
        if entry.kind == "workshop.scored" and entry.facts is not None:
            key = (entry.facts["item"], entry.facts["participant"], entry.facts["seq"])
            if kept.pop(key, None) != entry.facts["digest"]:
                yield Finding("replay", f"{workshop.number}: a score is not the one that was given", ref=workshop.ref)
    if kept and all(entry.facts is not None for entry in entries):
        yield Finding("replay", f"{workshop.number}: scores of which the ledger knows nothing", ref=workshop.ref)
