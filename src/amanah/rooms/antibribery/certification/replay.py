"""Compares certifications with what their steps and the ledger say must have become of them."""

from django.db.models import Count, Max

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.certification.models import Certification, Step


def check() -> list[Finding]:
    """Everything that does not fit."""
    told: dict[str, tuple[int, str]] = {}
    for entry in ledger.replay("certification"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["state"])
    walked = {pk: (last, n) for pk, last, n in Step.objects.values_list("certification_id").annotate(last=Max("seq"), n=Count("pk"))}
    suspects, known = set(), set()
    for one in Certification.objects.iterator(chunk_size=2000):
        known.add(one.ref)
        last, counted = walked.get(one.pk, (0, 0))
        if last != counted or told.get(one.ref, (last, one.state)) != (last, one.state):
            suspects.add(one.ref)
    suspects |= set(told) - known
    return [finding for ref in sorted(suspects) if (finding := _look_again(ref)) is not None]


def _look_again(ref: str) -> Finding | None:
    """The same once more, for what changed while everything was compared."""
    one = Certification.objects.filter(ref=ref).first()
    if one is None:
        return Finding("replay", f"the ledger tells of {ref}, but the certification is gone", ref=ref)
    steps = list(Step.objects.filter(certification=one).order_by("seq").values_list("seq", "target"))
    entries = [entry for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    last = entries[-1].facts if entries else None
    follow = [seq for seq, _target in steps] == list(range(1, len(steps) + 1))
    if not follow or not steps or steps[-1][1] != one.state or (last and (last["seq"], last["state"]) != (len(steps), one.state)):
        return Finding("replay", f"{one.number}: its steps and the ledger end differently", ref=ref)
    return None
