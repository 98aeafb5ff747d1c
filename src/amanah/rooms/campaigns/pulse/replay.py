"""Compares pulses and their waves with what the ledger says of them, and every result that was kept with its digest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical
from amanah.rooms.campaigns.pulse.models import Pulse, Wave

_PLANNED = ("sort", "opens_on", "closes_on", "invited", "least")


@dataclass
class _Told:
    """What the ledger says of one pulse; facts are None where they were erased."""

    ended: bool = False
    planned: dict[int, dict[str, Any]] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    shown: dict[int, bool] = field(default_factory=dict)
    erased: bool = False


def check() -> list[Finding]:
    """Everything that does not fit."""
    told: dict[str, _Told] = {}
    for entry in ledger.replay("pulse"):
        one, act = told.setdefault(entry.ref, _Told()), entry.kind.partition(".")[2]
        if act == "ended":
            one.ended = True
        elif entry.facts is None:
            one.erased = True
        elif act == "planned":
            one.planned[entry.facts["wave"]] = entry.facts
        elif act == "closed":
            one.closed[entry.facts["wave"]] = entry.facts["sha256"]
        elif act in {"shown", "hidden"}:
            one.shown[entry.facts["wave"]] = act == "shown"
    return list(_compared(told))


def _compared(told: dict[str, _Told]) -> Iterator[Finding]:
    waves: dict[str, list[Wave]] = {}
    for wave in Wave.objects.select_related("pulse").order_by("pulse", "seq"):
        waves.setdefault(wave.pulse.ref, []).append(wave)
    for pulse in Pulse.objects.order_by("pk"):
        one = told.pop(pulse.ref, None)
        if one is None:
            yield Finding("replay", f"{pulse.number}: the ledger does not tell of it", ref=pulse.ref)
            continue
        if one.ended != (pulse.ended_on is not None):
            yield Finding("replay", f"{pulse.number}: the ledger tells otherwise whether it has ended", ref=pulse.ref)
        if one.erased:
            continue
        mine = waves.get(pulse.ref, [])
        if sorted(one.planned) != [wave.seq for wave in mine]:
            yield Finding("replay", f"{pulse.number}: its waves are not those that the ledger tells of", ref=pulse.ref)
        for wave in mine:
            if wave.seq in one.planned and (problem := _wrong(wave, one)):
                yield Finding("replay", f"{pulse.number}, wave {wave.seq}: {problem}", ref=pulse.ref)
    for ref in told:
        yield Finding("replay", f"the ledger tells of {ref}, but the pulse is gone", ref=ref)


def _wrong(wave: Wave, told: _Told) -> str:
    """What does not fit of a wave; "" for nothing."""
    planned = told.planned[wave.seq]
    if any(str(getattr(wave, name)) != str(planned[name]) for name in _PLANNED):
        return "it was planned otherwise"
    if canonical.digest(wave.asked).hex() != planned["asked"]:
        return "it asks something else than was planned"
    if told.closed.get(wave.seq, "") != (wave.sha256 if wave.closed_on is not None else ""):
        return "the ledger tells otherwise of its result"
    if wave.closed_on is not None and canonical.digest(wave.result).hex() != wave.sha256:
        return "its result is not the one whose digest was kept"
    return "" if told.shown.get(wave.seq, False) == (wave.shown_since is not None) else "the ledger tells otherwise whether it is shown"
