"""Compares the table of actions with what their steps, and the ledger, say must have become of them."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from amanah.engines.actions.models import Action, Step
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, tuple[int, str] | None] = {}
    for entry in ledger.replay("action"):
        told[entry.ref] = (entry.facts["seq"], entry.facts["to"]) if entry.facts else None
    steps = groupby(Step.objects.order_by("action_id", "seq").iterator(chunk_size=2000), key=attrgetter("action_id"))
    walked = {action_id: _walk(list(some)) for action_id, some in steps}
    suspects, known = set(), set()
    for action in Action.objects.only("id", "ref", "state").iterator(chunk_size=2000):
        known.add(action.ref)
        reached = walked.get(action.pk, (0, ""))
        if reached[1] != action.state or told.get(action.ref, (0, "")) not in {None, reached}:
            suspects.add(action.ref)
    suspects |= {ref for ref, end in told.items() if end is not None} - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    action = Action.objects.filter(ref=ref).first()
    if action is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the action is gone", ref=ref)
        return
    seq, state = _walk(list(Step.objects.filter(action=action).order_by("seq")))
    entries = ledger.entries(ref)
    last = entries[-1].facts if entries else {}
    if not seq:
        yield Finding("replay", f"{action.number}: its steps do not follow one another", ref=ref)
    elif state != action.state:
        yield Finding("replay", f"{action.number}: it stands at {action.state!r}, its steps lead to {state!r}", ref=ref)
    elif last is not None and (last.get("seq"), last.get("to")) != (seq, state):
        yield Finding("replay", f"{action.number}: its steps and the ledger end differently", ref=ref)


def _walk(steps: list[Step]) -> tuple[int, str]:
    """The number and target of the last step; (0, "") when the steps do not follow one another from the first."""
    state = ""
    for seq, step in enumerate(steps, start=1):
        if step.seq != seq or step.source != state:
            return 0, ""
        state = step.target
    return len(steps), state
