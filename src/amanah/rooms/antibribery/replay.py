"""Compares the table of scopes with what their steps and the ledger say must have become of them."""

from collections.abc import Iterator

from django.db.models import Count, Max

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.models import Scope, Step


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, tuple[int, str]] = {}
    for entry in ledger.replay("scope"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["state"])
    walked = {pk: (last, n) for pk, last, n in Step.objects.values_list("scope_id").annotate(last=Max("seq"), n=Count("pk"))}
    suspects, known = set(), set()
    for scope in Scope.objects.iterator(chunk_size=2000):
        known.add(scope.ref)
        last, counted = walked.get(scope.pk, (0, 0))
        if last != counted or told.get(scope.ref, (last, scope.state)) != (last, scope.state):
            suspects.add(scope.ref)
    suspects |= set(told) - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    scope = Scope.objects.filter(ref=ref).first()
    if scope is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the scope is gone", ref=ref)
        return
    seqs = list(Step.objects.filter(scope=scope).order_by("seq").values_list("seq", flat=True))
    entries = [entry for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    last = entries[-1].facts if entries else None
    if seqs != list(range(1, len(seqs) + 1)):
        yield Finding("replay", f"{scope.number}: its steps do not follow one another", ref=ref)
    elif last and (last["seq"], last["state"]) != (len(seqs), scope.state):
        yield Finding("replay", f"{scope.number}: its steps and the ledger end differently", ref=ref)
