"""Compares needs with what the ledger says of them."""

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical
from amanah.rooms.learning.needs.models import Need
from amanah.rooms.learning.needs.services.setting import facts_of


def check() -> list[Finding]:
    """Needs that the ledger does not know, or knows otherwise; needs that are gone."""
    told: dict[str, bytes | None] = {}
    for entry in ledger.replay("need"):
        if entry.kind == "need.set":
            told[entry.ref] = canonical.digest(entry.facts) if entry.facts is not None else None
    found = []
    for need in Need.objects.select_related("topic").order_by("pk"):
        if need.ref not in told:
            found.append(Finding("replay", f"{need.ref}: the ledger does not tell of it", ref=need.ref))
        elif (said := told.pop(need.ref)) is not None and said != canonical.digest(facts_of(need)):
            found.append(Finding("replay", f"{need.ref}: the ledger tells otherwise of it", ref=need.ref))
    return found + [Finding("replay", f"the ledger tells of {ref}, but the need is gone", ref=ref) for ref in told]
