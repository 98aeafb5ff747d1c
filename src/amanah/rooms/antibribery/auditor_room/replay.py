"""Compares visits and requests with what their steps and the ledger say must have become of them."""

from collections.abc import Iterator

from django.db.models import Count, Max

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.antibribery.auditor_room.models import Request, Step, Visit


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, tuple[int, str]] = {}
    asked: dict[str, tuple[str, str]] = {}
    for entry in ledger.replay("visit"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["state"])
            if "request" in entry.facts:
                asked[entry.facts["request"]] = (entry.ref, entry.facts["request_state"])
    walked = {pk: (last, n) for pk, last, n in Step.objects.values_list("visit_id").annotate(last=Max("seq"), n=Count("pk"))}
    suspects, known = set(), set()
    for visit in Visit.objects.iterator(chunk_size=2000):
        known.add(visit.ref)
        last, counted = walked.get(visit.pk, (0, 0))
        if last != counted or told.get(visit.ref, (last, visit.state)) != (last, visit.state):
            suspects.add(visit.ref)
    stand = dict(Request.objects.values_list("ref", "state"))
    suspects |= {visit for ref, (visit, state) in asked.items() if stand.get(ref) != state}
    suspects |= set(told) - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    visit = Visit.objects.filter(ref=ref).first()
    if visit is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the visit is gone", ref=ref)
        return
    seqs = list(visit.steps.order_by("seq").values_list("seq", flat=True))
    facts = [entry.facts for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    if seqs != list(range(1, len(seqs) + 1)):
        yield Finding("replay", f"{visit.number}: its steps do not follow one another", ref=ref)
    elif facts and (facts[-1]["seq"], facts[-1]["state"]) != (len(seqs), visit.state):
        yield Finding("replay", f"{visit.number}: its steps and the ledger end differently", ref=ref)
    asked = {one["request"]: one["request_state"] for one in facts if "request" in one}
    stand = dict(visit.requests.values_list("ref", "state"))
    for request in sorted(one for one, state in asked.items() if stand.get(one) != state):
        yield Finding("replay", f"{visit.number}: the ledger says otherwise how {request} stands", ref=ref)
