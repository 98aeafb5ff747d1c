"""Compares the table of engagements with what their steps, and the ledger, say must have become of them."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from amanah.engines.engagements.models import Engagement, Step
from amanah.engines.engagements.queries.report import digest
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, tuple[int, str] | None] = {}
    for entry in ledger.replay("engagement"):
        told[entry.ref] = (entry.facts["seq"], entry.facts["to"]) if entry.facts else None
    steps = groupby(Step.objects.order_by("engagement_id", "seq").iterator(chunk_size=2000), key=attrgetter("engagement_id"))
    walked = {engagement_id: _walk(list(some)) for engagement_id, some in steps}
    suspects, known = set(), set()
    for engagement in Engagement.objects.iterator(chunk_size=500):
        known.add(engagement.ref)
        reached = walked.get(engagement.pk, (0, ""))
        fits = reached[1] == engagement.state and told.get(engagement.ref, (0, "")) in {None, reached}
        if not fits or (engagement.report_sha and digest(engagement) != engagement.report_sha):
            suspects.add(engagement.ref)
    suspects |= {ref for ref, end in told.items() if end is not None} - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    engagement = Engagement.objects.filter(ref=ref).first()
    if engagement is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the engagement is gone", ref=ref)
        return
    seq, state = _walk(list(Step.objects.filter(engagement=engagement).order_by("seq")))
    entries = ledger.entries(ref)
    last = entries[-1].facts if entries else {}
    if not seq:
        yield Finding("replay", f"{engagement.number}: its steps do not follow one another", ref=ref)
    elif state != engagement.state:
        yield Finding("replay", f"{engagement.number}: it stands at {engagement.state!r}, its steps lead to {state!r}", ref=ref)
    elif last is not None and (last.get("seq"), last.get("to")) != (seq, state):
        yield Finding("replay", f"{engagement.number}: its steps and the ledger end differently", ref=ref)
    if engagement.report_sha and digest(engagement) != engagement.report_sha:
        yield Finding("replay", f"{engagement.number}: papers or findings are not those that were reported", ref=ref)


def _walk(steps: list[Step]) -> tuple[int, str]:
    """The number and target of the last step; (0, "") when the steps do not follow one another from the first."""
    state = ""
    for seq, step in enumerate(steps, start=1):
        if step.seq != seq or step.source != state:
            return 0, ""
        state = step.target
    return len(steps), state
