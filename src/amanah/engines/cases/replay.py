"""Compares the table of cases with what their steps, and the ledger, say must have become of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from amanah.engines.cases.models import Case, Step
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.queries import LedgerEntry
from amanah.foundation.ledger.verify import Finding


@dataclass
class _Told:
    """What the ledger tells of one case; `gaps` when some of it was destroyed on record."""

    seq: int = 0
    state: str = ""
    gaps: bool = False


def check() -> list[Finding]:
    """Everything that does not fit. A case that changes while this runs is looked at again before it is named."""
    told = _told(ledger.replay("case"))
    suspects: set[str] = set()
    known: set[str] = set()
    steps = groupby(Step.objects.order_by("case_id", "seq").iterator(chunk_size=2000), key=attrgetter("case_id"))
    walked = {case_id: _walk(list(some)) for case_id, some in steps}
    for case in Case.objects.only("id", "ref", "state").iterator(chunk_size=2000):
        known.add(case.ref)
        if _wrong(case.state, walked.get(case.pk, (0, "")), told.get(case.ref)):
            suspects.add(case.ref)
    suspects |= told.keys() - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    case = Case.objects.filter(ref=ref).first()
    told = _told(ledger.entries(ref)).get(ref)
    if case is None:
        if told is not None and not told.gaps:
            yield Finding("replay", f"the ledger tells of {ref}, but the case is gone", ref=ref)
        return
    steps = list(Step.objects.filter(case=case).order_by("seq"))
    wrong = _wrong(case.state, _walk(steps), told)
    if wrong:
        yield Finding("replay", f"{case.number}: {wrong}", ref=ref)


def _told(entries: Iterable[LedgerEntry]) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for entry in entries:
        told = found.setdefault(entry.ref, _Told())
        if entry.facts is None:
            told.gaps = True
        elif entry.kind in {"case.opened", "case.moved", "case.handed"}:
            told.seq, told.state = entry.facts["seq"], entry.facts["to"]
    return found


def _walk(steps: list[Step]) -> tuple[int, str]:
    """The number and target of the last step; (0, "") when the steps do not follow one another from the first."""
    state = ""
    for seq, step in enumerate(steps, start=1):
        if step.seq != seq or step.source != state:
            return 0, ""
        state = step.target
    return len(steps), state


def _wrong(state: str, walked: tuple[int, str], told: _Told | None) -> str:
    seq, reached = walked
    if not seq:
        return "its steps do not follow one another"
    if reached != state:
        return f"it stands at {state!r}, its steps lead to {reached!r}"
    if told is None:
        return "the ledger knows nothing of it"
    if not told.gaps and (told.seq, told.state) != (seq, reached):
        return f"its steps end with {seq} at {reached!r}, the ledger with {told.seq} at {told.state!r}"
    return ""
