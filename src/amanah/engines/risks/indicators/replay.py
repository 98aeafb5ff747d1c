"""Compares the table of indicators with what their readings, their steps, and the ledger say must have become of them."""

from collections.abc import Iterator

from amanah.engines.risks.indicators.models import Indicator, Reading, Step
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    steps: dict[str, tuple[int, str]] = {}
    read: dict[str, int] = {}
    for entry in ledger.replay("indicator"):
        if entry.kind == "indicator.read" and entry.facts:
            read[entry.ref] = entry.facts["seq"]
        elif entry.facts and "seq" in entry.facts:
            steps[entry.ref] = (entry.facts["seq"], entry.facts["state"])
    walked = _counts(Step)
    values = _counts(Reading)
    suspects, known = set(), set()
    for indicator in Indicator.objects.iterator(chunk_size=2000):
        known.add(indicator.ref)
        count = walked.get(indicator.pk, 0)
        told = steps.get(indicator.ref, (count, indicator.state))
        if told != (count, indicator.state) or read.get(indicator.ref, 0) not in {0, values.get(indicator.pk, 0)} or _stale(indicator):
            suspects.add(indicator.ref)
    suspects |= (set(steps) | set(read)) - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def _counts(table: type[Step] | type[Reading]) -> dict[object, int]:
    counted: dict[object, int] = {}
    for indicator_id in table._default_manager.values_list("indicator_id", flat=True).iterator(chunk_size=5000):  # noqa: SLF001 - Django's own name
        counted[indicator_id] = counted.get(indicator_id, 0) + 1
    return counted


def _stale(indicator: Indicator) -> bool:
    last = Reading.objects.filter(indicator=indicator).order_by("-first", "-seq").first()
    return (last.level, last.value, last.last) != (indicator.level, indicator.value, indicator.read_to) if last else indicator.level != ""


def _look_again(ref: str) -> Iterator[Finding]:
    indicator = Indicator.objects.filter(ref=ref).first()
    if indicator is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the indicator is gone", ref=ref)
        return
    entries = [entry for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    said = [entry.facts for entry in entries if entry.kind != "indicator.read"]
    if said and said[-1] and (said[-1]["seq"], said[-1]["state"]) != (indicator.steps.count(), indicator.state):
        yield Finding("replay", f"{indicator.number}: its steps and the ledger end differently", ref=ref)
    if _stale(indicator):
        yield Finding("replay", f"{indicator.number}: its level is not that of its latest reading", ref=ref)
