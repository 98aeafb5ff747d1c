"""Compares the answers to requirements with what their steps and the ledger say must have become of them."""

from django.db.models import Count, Max

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.requirements.models import Answer, Step


def check() -> list[Finding]:
    """Everything that does not fit."""
    told: dict[str, tuple[int, str]] = {}
    for entry in ledger.replay("requirement"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["state"])
    walked = {pk: (last, n) for pk, last, n in Step.objects.values_list("answer_id").annotate(last=Max("seq"), n=Count("pk"))}
    suspects, known = set(), set()
    for answer in Answer.objects.iterator(chunk_size=2000):
        known.add(answer.ref)
        fits = walked.get(answer.pk, (0, 0)) == (answer.seq, answer.seq)
        if not fits or told.get(answer.ref, (answer.seq, answer.state)) != (answer.seq, answer.state):
            suspects.add(answer.ref)
    suspects |= set(told) - known
    return [finding for ref in sorted(suspects) if (finding := _look_again(ref)) is not None]


def _look_again(ref: str) -> Finding | None:
    """The same once more, for what changed while everything was compared."""
    answer = Answer.objects.filter(ref=ref).first()
    if answer is None:
        return Finding("replay", f"the ledger tells of {ref}, but the answer is gone", ref=ref)
    seqs = list(Step.objects.filter(answer=answer).order_by("seq").values_list("seq", flat=True))
    entries = [entry for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    last = entries[-1].facts if entries else None
    if seqs != list(range(1, answer.seq + 1)) or (last and (last["seq"], last["state"]) != (answer.seq, answer.state)):
        return Finding("replay", f"{ref}: its steps and the ledger end differently", ref=ref)
    return None
