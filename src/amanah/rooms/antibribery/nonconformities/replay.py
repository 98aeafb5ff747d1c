"""Compares the table of nonconformities with what their steps, and the ledger, say must have become of them."""

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.nonconformities.models import Nonconformity, Step


def check() -> list[Finding]:
    """Everything that does not fit; what seems not to is looked at once more before it is named."""
    told: dict[str, tuple[int, str]] = {}
    for entry in ledger.replay("nonconformity"):
        if entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["to"])
    found = []
    for one in Nonconformity.objects.iterator(chunk_size=1000):
        if _walked(one) != (told.get(one.ref, (0, ""))[0], one.state) or told.get(one.ref, (0, ""))[1] != one.state:
            one.refresh_from_db()
            entries = [entry for entry in ledger.entries(one.ref) if entry.facts]
            last = entries[-1].facts if entries else {"seq": 0, "to": ""}
            if last is None or _walked(one) != (last["seq"], last["to"]) or last["to"] != one.state:
                found.append(Finding("replay", f"{one.number}: its state, its steps and the ledger end differently", ref=one.ref))
    known = set(Nonconformity.objects.values_list("ref", flat=True))
    found += [Finding("replay", f"the ledger tells of {ref}, but it is gone", ref=ref) for ref in sorted(set(told) - known)]
    return found


def _walked(one: Nonconformity) -> tuple[int, str]:
    state = ""
    steps = list(Step.objects.filter(nonconformity=one).order_by("seq"))
    for seq, step in enumerate(steps, start=1):
        if step.seq != seq or step.source != state:
            return 0, ""
        state = step.target
    return len(steps), state
