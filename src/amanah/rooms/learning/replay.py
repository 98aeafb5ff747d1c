"""Compares the records of learning, and their copies by person, with what the ledger says of them."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical
from amanah.rooms.learning import standings
from amanah.rooms.learning.models import Record, Standing
from amanah.rooms.learning.services.crediting import facts_of, facts_of_portion

_PORTION = 500


def check() -> list[Finding]:
    """Everything that does not fit."""
    return [*_records(), *_portions(), *_copies()]


def _records() -> Iterator[Finding]:
    told: dict[str, tuple[bytes | None, bool]] = {}
    for entry in ledger.replay("record"):
        made, voided = told.get(entry.ref, (None, False))
        if entry.kind == "record.credited":
            made = canonical.digest(entry.facts) if entry.facts is not None else b""
        told[entry.ref] = (made, voided or entry.kind == "record.voided")
    for record in Record.objects.order_by("pk").iterator(chunk_size=2000):
        made, voided = told.pop(record.ref, (None, False))
        if made is None and record.portion is None:
            yield Finding("replay", f"{record.number}: the ledger does not tell of it", ref=record.ref)
        elif made is not None and made not in {b"", canonical.digest(facts_of(record))}:
            yield Finding("replay", f"{record.number}: the ledger tells otherwise of it", ref=record.ref)
        elif voided != (record.voided_on is not None):
            yield Finding("replay", f"{record.number}: the ledger tells otherwise whether it was voided", ref=record.ref)
    for ref in told:
        yield Finding("replay", f"the ledger tells of {ref}, but the record is gone", ref=ref)


def _portions() -> Iterator[Finding]:
    """Records that were brought together are vouched for together."""
    told = {entry.ref: entry.facts for entry in ledger.replay("record_portion")}
    brought = Record.objects.filter(portion__isnull=False).order_by("portion", "pk").iterator(chunk_size=2000)
    for portion, records in groupby(brought, key=attrgetter("portion")):
        ref = f"record_portion:{portion}"
        if ref not in told:
            yield Finding("replay", f"{ref}: the ledger does not tell of these records", ref=ref)
        elif (facts := told.pop(ref)) is not None and facts != facts_of_portion(records):
            yield Finding("replay", f"{ref}: the ledger tells otherwise of these records", ref=ref)
    for ref in told:
        yield Finding("replay", f"the ledger tells of {ref}, but its records are gone", ref=ref)


def _copies() -> Iterator[Finding]:
    people = sorted(set(Record.objects.filter(person__isnull=False).order_by().values_list("person_id", flat=True).distinct()))
    for start in range(0, len(people), _PORTION):
        some = people[start : start + _PORTION]
        kept = dict(Standing.objects.filter(person_id__in=some).values_list("person_id", "held"))
        for person_id, held in standings.from_records(some).items():
            if kept.get(person_id, []) != held:
                yield Finding("replay", f"person:{person_id}: the copy of what they learned is not what their records say")
