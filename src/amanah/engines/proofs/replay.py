"""Compares the library with what the ledger says was put into it, replaced, withdrawn and used."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from amanah.engines.proofs.models import Proof, Use
from amanah.engines.proofs.services.holding import facts
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical


@dataclass
class Told:
    """What the ledger says of one proof."""

    added: dict[str, Any] = field(default_factory=dict)
    replaced: bool = False
    withdrawn: bool = False
    used: set[int] = field(default_factory=set)
    erased: bool = False

    def hear(self, kind: str, said: dict[str, Any] | None) -> None:
        """Take in one entry; those of custody say nothing here."""
        if not kind.startswith("proof."):
            return
        if said is None:
            self.erased = True
        elif kind == "proof.added":
            self.added = said
        elif kind == "proof.used":
            self.used.add(said["use"])
        elif kind == "proof.unused":
            self.used.discard(said["use"])
        else:
            self.replaced |= kind == "proof.replaced"
            self.withdrawn |= kind == "proof.withdrawn"


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    return [finding for ref in sorted(_suspects()) for finding in _look_again(ref)]


def _suspects() -> set[str]:
    told: dict[str, Told] = {}
    for entry in ledger.replay("proof"):
        told.setdefault(entry.ref, Told()).hear(entry.kind, entry.facts)
    live: dict[str, set[int]] = {}
    for ref, use in Use.objects.filter(ended_on__isnull=True).values_list("proof__ref", "pk"):
        live.setdefault(ref, set()).add(use)
    found, known = set(), set()
    for proof in Proof.objects.defer("file_key").iterator(chunk_size=2000):
        known.add(proof.ref)
        if any(_wrong(proof, told.get(proof.ref, Told()), live.get(proof.ref, set()))):
            found.add(proof.ref)
    return found | {ref for ref, said in told.items() if not said.erased} - known


def _look_again(ref: str) -> Iterator[Finding]:
    proof = Proof.objects.filter(ref=ref).first()
    if proof is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the proof is gone", ref=ref)
        return
    told = Told()
    for entry in ledger.entries(ref):
        told.hear(entry.kind, entry.facts)
    live = set(proof.uses.filter(ended_on__isnull=True).values_list("pk", flat=True))
    for words in _wrong(proof, told, live):
        yield Finding("replay", f"{proof.number}: {words}", ref=ref)


def _wrong(proof: Proof, told: Told, live: set[int]) -> Iterator[str]:
    """What the row and its uses say otherwise than the ledger."""
    if told.erased:
        return
    if canonical.encode(told.added) != canonical.encode(facts(proof)):
        yield "its words, days or file are not those that were put into the library"
    if (told.replaced, told.withdrawn) != (proof.replaced_by_id is not None, proof.withdrawn_on is not None):
        yield "the ledger says otherwise whether it was replaced or withdrawn"
    if told.used != live:
        yield "its uses and the ledger end differently"
