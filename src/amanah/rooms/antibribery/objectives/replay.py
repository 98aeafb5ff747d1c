"""Rebuilds progress, readings and outcomes from the ledger and compares them with the tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.foundation.threads.visibility import kind_of
from amanah.rooms.antibribery.objectives.models import Measure, Objective, Policy, Progress, Reading, Step
from amanah.rooms.antibribery.objectives.nodes import MEASURE, OBJECTIVE
from amanah.rooms.antibribery.objectives.services.measures import plain

POLICY = "smap_policy"
KINDS = (OBJECTIVE, MEASURE, POLICY)
Facts = list[Mapping[str, Any]]


def check() -> list[Finding]:
    """Everything that does not fit; what seems not to is looked at once more before it is named."""
    told: dict[str, Facts] = defaultdict(list)
    for kind in KINDS:
        for entry in ledger.replay(kind):
            if entry.facts and "seq" in entry.facts:
                told[entry.ref].append(entry.facts)
    held = _held()
    suspects = sorted(ref for ref in {*told, *held} if _rebuilt(told.get(ref, [])) != held.get(ref))
    return [finding for ref in suspects for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    held = _held(ref).get(ref)
    rebuilt = _rebuilt([entry.facts for entry in ledger.entries(ref) if entry.facts and entry.kind.startswith(f"{kind_of(ref)}.")])
    if held is None:
        yield Finding("replay", f"the ledger tells of {ref}, but it is gone", ref=ref)
    elif held != rebuilt:
        yield Finding("replay", f"{ref}: its rows and the ledger tell different things", ref=ref)


def _rebuilt(facts: Facts) -> dict[str, list[Any]]:
    """What must have become of a record by its entries."""
    return {
        "steps": [(one["seq"], one["act"]) for one in facts],
        "rows": [_row_of(one) for one in facts if one["act"] in {"progress", "read"}],
        "outcome": [one["outcome"] for one in facts if one["act"] == "evaluated"],
        "judged": sorted((one["judgement"], one["act"]) for one in facts if one["act"] in {"judged", "approved", "returned"}),
    }


def _row_of(one: Mapping[str, Any]) -> tuple[Any, ...]:
    if one["act"] == "progress":
        return (one["entry"], str(one["as_of"]), one["value"])
    return (str(one["period_to"]), one["reading"], one["numerator"], one["denominator"], one["colour"])


def _held(ref: str = "") -> dict[str, dict[str, list[Any]]]:
    """The same as the tables have it: a handful of queries, for one record or for all."""
    only = {"ref": ref} if ref else {}
    found: dict[str, dict[str, list[Any]]] = {}
    for model in (Objective, Measure, Policy):
        for one in model.objects.filter(**only).values_list("ref", flat=True):
            found[one] = {"steps": [], "rows": [], "outcome": [], "judged": []}
    for one, seq, act in Step.objects.filter(**only).order_by("ref", "seq").values_list("ref", "seq", "act"):
        found.setdefault(one, {"steps": [], "rows": [], "outcome": [], "judged": []})["steps"].append((seq, act))
    of = {"objective__ref": ref} if ref else {}
    for progress in Progress.objects.filter(**of).select_related("objective").order_by("seq"):
        found[progress.objective.ref]["rows"].append((progress.seq, progress.day.isoformat(), plain(progress.value)))
    of = {"measure__ref": ref} if ref else {}
    for read in Reading.objects.filter(**of).select_related("measure").order_by("pk"):
        row = (read.period_to.isoformat(), read.seq, plain(read.numerator), plain(read.denominator), read.colour)
        found[read.measure.ref]["rows"].append(row)
    for one, outcome in Objective.objects.filter(**only).exclude(outcome="").values_list("ref", "outcome"):
        found[one]["outcome"].append(outcome)
    of = {"ref": ref} if ref else {}
    for policy in Policy.objects.filter(**of).prefetch_related("judgements"):
        made = [(one.pk, "judged") for one in policy.judgements.all()]
        made += [(one.pk, one.state) for one in policy.judgements.all() if one.decided_on is not None]
        found[policy.ref]["judged"] = sorted(made)
    return found
