"""Compares the table of controls with what their steps, their tests, and the ledger say must have become of them."""

from collections.abc import Iterator

from django.db.models import Count, Max

from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.models import Control, Step, Test
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, tuple[int, str]] = {}
    for entry in ledger.replay("control"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["state"])
    walked = dict(Step.objects.values_list("control_id").annotate(last=Max("seq")))
    counted = dict(Step.objects.values_list("control_id").annotate(n=Count("pk")))
    verdicts = _verdicts()
    suspects, known = set(), set()
    for control in Control.objects.iterator(chunk_size=2000):
        known.add(control.ref)
        last = walked.get(control.pk, 0)
        fits = last == counted.get(control.pk, 0) and told.get(control.ref, (last, control.state)) == (last, control.state)
        if not fits or any(verdicts.get((control.pk, kind), "") != getattr(control, kind) for kind in declare.KINDS):
            suspects.add(control.ref)
    suspects |= set(told) - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _verdicts() -> dict[tuple[object, str], str]:
    found: dict[tuple[object, str], str] = {}
    for control_id, kind, verdict in Test.objects.order_by("control_id", "seq").values_list("control_id", "kind", "verdict"):
        found[control_id, kind] = verdict
    return found


def _look_again(ref: str) -> Iterator[Finding]:
    control = Control.objects.filter(ref=ref).first()
    if control is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the control is gone", ref=ref)
        return
    seqs = list(Step.objects.filter(control=control).order_by("seq").values_list("seq", flat=True))
    entries = [entry for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    last = entries[-1].facts if entries else None
    if seqs != list(range(1, len(seqs) + 1)):
        yield Finding("replay", f"{control.number}: its steps do not follow one another", ref=ref)
    elif last and (last["seq"], last["state"]) != (len(seqs), control.state):
        yield Finding("replay", f"{control.number}: its steps and the ledger end differently", ref=ref)
    for kind in declare.KINDS:
        latest = Test.objects.filter(control=control, kind=kind).order_by("-seq").values_list("verdict", flat=True).first() or ""
        if latest != getattr(control, kind):
            yield Finding("replay", f"{control.number}: its {kind} verdict is not that of its latest test", ref=ref)
