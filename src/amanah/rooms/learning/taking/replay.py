"""Compares rounds through courses with their records and with what the ledger says of them."""

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.learning.taking.models import Enrolment


def check() -> list[Finding]:
    """Everything that does not fit."""
    told = {entry.ref for entry in ledger.replay("enrolment")}
    findings, known = [], set()
    for one in Enrolment.objects.select_related("record").iterator(chunk_size=1000):
        known.add(one.ref)
        record = one.record
        if record is not None and (record.origin, record.person_id, record.outsider_id) != (one.ref, one.person_id, one.outsider_id):
            findings.append(Finding("replay", f"{one.ref}: its record is not of the same person and round", ref=one.ref))
    findings += [Finding("replay", f"the ledger tells of {ref}, but the round is gone", ref=ref) for ref in sorted(told - known)]
    return findings
