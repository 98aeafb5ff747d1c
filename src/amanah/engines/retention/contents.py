"""What there is of a case to destroy. The engine knows records, files, mailbox and ledger; rooms say which records belong to a case."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from amanah.engines.cases.models import Case
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.queries import LedgerEntry
from amanah.foundation.vault.models import Mailbox, SealedField, Wrap
from amanah.kernel import canonical

Finder = Callable[[Collection[Case]], Mapping[UUID, set[str]]]
"""Names the sealed records, beside each case's own, that belong to these cases, by the key of the case, in a bounded number of queries."""

_finders: dict[str, Finder] = {}

STAYING = ("ledger.", "retention.")
"""Entries of these kinds keep their content: they tell that and what was destroyed."""


def register(kind: str, finder: Finder) -> None:
    """Say which sealed records belong to cases of a kind; once per kind."""
    _finders[kind] = finder


@dataclass(frozen=True)
class Contents:
    """Exactly what goes: sealed records with their fields and wraps, files with the hash of each sealed file, entries, the mailbox.

    `sha256` covers every ciphertext and file by name, so that the certificate can be held against an old backup.
    """

    records: tuple[str, ...]
    fields: int
    wraps: int
    files: tuple[tuple[str, str], ...]
    entries: tuple[int, ...]
    mailbox: bool
    sha256: str


def of(case: Case) -> Contents:
    """What would go if this case were destroyed now. Changes nothing."""
    return of_each([case])[case.pk]


def of_each(cases: Collection[Case]) -> dict[UUID, Contents]:
    """The same for several cases, by their keys, in as many queries as for one."""
    records = _records(cases)
    owners: dict[str, list[UUID]] = {}
    for case_id, some in records.items():
        for record in some:
            owners.setdefault(record, []).append(case_id)
    sealed: dict[UUID, list[list[Any]]] = {case.pk: [] for case in cases}
    for row in SealedField.objects.filter(record__in=owners).order_by("record", "field", "version").iterator():
        told = [row.record, row.field, row.version, hashlib.sha256(bytes(row.ciphertext)).hexdigest()]
        for case_id in owners[row.record]:
            sealed[case_id].append(told)
    files: dict[UUID, list[tuple[str, str]]] = {case.pk: [] for case in cases}
    for item in EvidenceItem.objects.filter(ref__in=owners).order_by("pk"):
        for case_id in owners[item.ref]:
            files[case_id].append((str(item.pk), item.ciphertext_sha256))
    entered = ledger.entries_of(owners.keys())
    wraps = Counter(Wrap.objects.filter(record__in=owners).values_list("record", flat=True))
    boxes = set(Mailbox.objects.filter(record__in=[case.ref for case in cases]).values_list("record", flat=True))
    return {
        case.pk: Contents(
            records=tuple(sorted(records[case.pk])),
            fields=len(sealed[case.pk]),
            wraps=sum(wraps[record] for record in records[case.pk]),
            files=tuple(files[case.pk]),
            entries=tuple(sorted(one.index for record in records[case.pk] for one in entered.get(record, ()) if _goes(one))),
            mailbox=case.ref in boxes,
            sha256=canonical.digest([sealed[case.pk], [list(file) for file in files[case.pk]]]).hex(),
        )
        for case in cases
    }


def _records(cases: Collection[Case]) -> dict[UUID, set[str]]:
    """The case's own record and those that its room names, by the key of the case."""
    found = {case.pk: {case.ref} for case in cases}
    for kind in sorted({case.kind for case in cases} & _finders.keys()):
        for case_id, more in _finders[kind]([case for case in cases if case.kind == kind]).items():
            found[case_id] |= more
    return found


def _goes(entry: LedgerEntry) -> bool:
    return not entry.erased and not entry.kind.startswith(STAYING)
