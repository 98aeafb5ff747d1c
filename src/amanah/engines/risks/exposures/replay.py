"""Compares the decisions with what the ledger says of them."""

from collections import Counter

from amanah.engines.risks.exposures.models import Exposure
from amanah.engines.risks.exposures.services import facts_of
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical


def check() -> list[Finding]:
    """Everything that does not fit: decisions that the ledger does not know, and decisions that are gone or were changed."""
    told: Counter[tuple[str, bytes]] = Counter()
    erased: set[str] = set()
    for entry in ledger.replay("exposure"):
        if entry.facts is None:
            erased.add(entry.ref)
        else:
            told[entry.ref, canonical.digest(entry.facts)] += 1
    kept = Counter((one.ref, canonical.digest(facts_of(one))) for one in Exposure.objects.iterator(chunk_size=2000))
    wrong = {ref for ref, _digest in (kept - told) + (told - kept)} - erased
    return [Finding("replay", f"{ref}: its decisions are not those that the ledger tells of", ref=ref) for ref in sorted(wrong)]
