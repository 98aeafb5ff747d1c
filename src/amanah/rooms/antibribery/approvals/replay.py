"""Compares the tables of approvals with what their steps, and the ledger, say must have become of them."""

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.models import Commitment, Delegation, Request, Step
from amanah.rooms.antibribery.approvals.services.stepping import Record

MODELS: dict[str, type[Record]] = {declare.APPROVAL: Request, declare.DELEGATION: Delegation, declare.COMMITMENT: Commitment}
_MINE = {
    declare.APPROVAL: ("value", "late", "level", "awaits"),
    declare.DELEGATION: ("clear", "confirm_due", "until"),
    declare.COMMITMENT: ("right_to_end", "expires_on"),
}
"""What the ledger says beside the state, as it must stand in the row."""


def check() -> list[Finding]:
    """Everything that does not fit; what seems not to is looked at once more before it is named."""
    return [finding for kind in MODELS for finding in _of(kind)]


def _of(kind: str) -> list[Finding]:
    told = {entry.ref: entry.facts for entry in ledger.replay(kind) if entry.facts and "seq" in entry.facts}
    walked: dict[str, list[tuple[int, str, str]]] = {}
    for ref, seq, source, target in (
        Step.objects.filter(ref__startswith=f"{kind}:").order_by("ref", "seq").values_list("ref", "seq", "source", "target")
    ):
        walked.setdefault(ref, []).append((seq, source, target))
    found, known = [], set()
    for one in MODELS[kind].objects.iterator(chunk_size=1000):
        known.add(one.ref)
        if not _fits(kind, one, walked.get(one.ref, []), told.get(one.ref)):
            one.refresh_from_db()
            steps = list(Step.objects.filter(ref=one.ref).order_by("seq").values_list("seq", "source", "target"))
            last = [entry.facts for entry in ledger.entries(one.ref) if entry.facts and "seq" in entry.facts]
            if not _fits(kind, one, steps, last[-1] if last else None):
                found.append(Finding("replay", f"{one.number}: its row, its steps and the ledger end differently", ref=one.ref))
    return found + [Finding("replay", f"the ledger tells of {ref}, but it is gone", ref=ref) for ref in sorted(set(told) - known)]


def _fits(kind: str, one: Record, steps: list[tuple[int, str, str]], facts: "dict[str, object] | None") -> bool:
    state = ""
    for place, (seq, source, target) in enumerate(steps, start=1):
        if seq != place or source != state:
            return False
        state = target
    if facts is None or (facts["seq"], facts["to"]) != (len(steps), one.state) or state != one.state:
        return False
    return all(_plain(getattr(one, name)) == facts[name] for name in _MINE[kind])


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
