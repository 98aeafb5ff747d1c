"""Compares files of due diligence with what their steps, and the ledger, say must have become of them."""

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy, Step


def check() -> list[Finding]:
    """Everything that does not fit; what seems not to is looked at once more before it is named."""
    told: dict[str, tuple[int, str, str]] = {}
    for entry in ledger.replay("diligence"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["to"], entry.facts["outcome"])
    found = []
    for one in Diligence.objects.iterator(chunk_size=1000):
        if not _fits(one, told.get(one.ref)):
            one.refresh_from_db()
            facts = [entry.facts for entry in ledger.entries(one.ref) if entry.facts and "seq" in entry.facts]
            last = (facts[-1]["seq"], facts[-1]["to"], facts[-1]["outcome"]) if facts else None
            if not _fits(one, last):
                found.append(Finding("replay", f"{one.number}: its state, its steps and the ledger end differently", ref=one.ref))
    known = set(Diligence.objects.values_list("ref", flat=True))
    found += [Finding("replay", f"the ledger tells of {ref}, but it is gone", ref=ref) for ref in sorted(set(told) - known)]
    return found + _inadequacies()


def _fits(one: Diligence, told: tuple[int, str, str] | None) -> bool:
    return told is not None and _walked(one) == told[:2] and told[1:] == (one.state, one.outcome)


def _walked(one: Diligence) -> tuple[int, str]:
    state = ""
    steps = list(Step.objects.filter(diligence=one).order_by("seq").values_list("seq", "source", "target"))
    for place, (seq, source, target) in enumerate(steps, start=1):
        if seq != place or source != state:
            return 0, ""
        state = target
    return len(steps), state


def _inadequacies() -> list[Finding]:
    told = {entry.ref: entry.facts["state"] for entry in ledger.replay("inadequacy") if entry.facts and "state" in entry.facts}
    stand = dict(Inadequacy.objects.values_list("ref", "state"))
    return [
        Finding("replay", f"{ref}: its state is not what the ledger says", ref=ref)
        for ref in sorted(set(told) | set(stand))
        if told.get(ref) != stand.get(ref)
    ]
