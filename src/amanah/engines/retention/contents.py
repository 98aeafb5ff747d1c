"""What there is of a case to destroy. The engine knows records, files, mailbox and ledger; rooms say which records belong to a case."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from amanah.engines.cases.models import Case
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault.models import Mailbox, SealedField, Wrap
from amanah.kernel import canonical

Finder = Callable[[Case], set[str]]
"""Names the sealed records, beside the case's own, that belong to a case."""

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
    finder = _finders.get(case.kind)
    records = sorted({case.ref} | (finder(case) if finder else set()))
    sealed = [
        [row.record, row.field, row.version, hashlib.sha256(bytes(row.ciphertext)).hexdigest()]
        for row in SealedField.objects.filter(record__in=records).order_by("record", "field", "version")
    ]
    files = tuple((str(item.pk), item.ciphertext_sha256) for item in EvidenceItem.objects.filter(ref__in=records).order_by("pk"))
    entries = [entry for record in records for entry in ledger.entries(record) if not entry.erased and not entry.kind.startswith(STAYING)]
    return Contents(
        records=tuple(records),
        fields=len(sealed),
        wraps=Wrap.objects.filter(record__in=records).count(),
        files=files,
        entries=tuple(sorted(entry.index for entry in entries)),
        mailbox=Mailbox.objects.filter(record=case.ref).exists(),
        sha256=canonical.digest([sealed, [list(file) for file in files]]).hex(),
    )
