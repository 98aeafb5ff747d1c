"""The verbs of evidence: taking uploads over, attaching them to a record, opening, discarding."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from amanah.foundation.evidence import files, uploads
from amanah.foundation.evidence.errors import EvidenceError, NotStored, NotThere, Refused
from amanah.foundation.evidence.models import CustodyEvent, EvidenceItem
from amanah.foundation.evidence.uploads import IncomingFile, SealedUpload
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.kernel.sealing import CannotOpen, file_bucket

__all__ = [
    "CannotOpen",
    "NotStored",
    "NotThere",
    "Refusal",
    "Refused",
    "Taken",
    "attach",
    "attach_sealed",
    "discard",
    "keep_sealed",
    "kept",
    "open_sealed",
    "open_stream",
    "record_custody",
    "sweep_orphans",
    "take",
]

ORPHAN_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken: its name, the code of the reason, and the reason in the reader's words."""

    name: str
    code: str

    @property
    def reason(self) -> str:
        """Why, as a sentence for the person who chose the file."""
        megabytes = {"each": settings.AMANAH_FILE_LIMIT // 2**20, "all": settings.AMANAH_REPORT_LIMIT // 2**20}
        return {
            uploads.TOO_LARGE: _("Berkas ini lebih besar dari %(each)s MB.") % megabytes,
            uploads.TOO_MUCH: _("Bersama berkas lainnya, ukurannya melebihi %(all)s MB.") % megabytes,
            uploads.EMPTY: _("Berkas ini kosong."),
            uploads.UNREADABLE: _("Berkas ini tidak sampai dengan utuh. Coba kirim lagi."),
        }[self.code]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the files of one request."""

    kept: list[SealedUpload] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def take(incoming: Iterable[IncomingFile], *, already: int = 0) -> Taken:
    """Take the files of a request over. `already` is the plain size of those that the record has: together they may not exceed the limit.

    Refused files are named and leave nothing on the disk; the rest is kept. Raises NotStored, leaving none of them behind, when the
    disk failed for any: then the person must hear that nothing was accepted.
    """
    taken = Taken()
    room = settings.AMANAH_REPORT_LIMIT - already
    try:
        for file in incoming:
            if file.problem and file.problem != uploads.NOT_STORED:
                taken.refused.append(Refusal(file.name or "", file.problem))
                continue
            sealed = file.sealed
            if sealed.size > room:
                files.remove(sealed.file_id)
                taken.refused.append(Refusal(sealed.name, uploads.TOO_MUCH))
            else:
                room -= sealed.size
                taken.kept.append(sealed)
    except NotStored:
        for sealed in taken.kept:
            files.remove(sealed.file_id)
        raise
    return taken


def attach(ref: str, upload: SealedUpload, *, actor: str, version: int = 1) -> EvidenceItem:
    """Let the sealed file belong to `ref`, in the caller's transaction; custody begins and the ledger has the sealed file's hash.

    The caller seals `upload.to_bytes()` into the record. Raises NotThere when the file was discarded meanwhile.
    """
    return attach_sealed(ref, upload.file_id, file_bucket(upload.size), upload.ciphertext_sha256, actor=actor, version=version)


def keep_sealed(file_id: str, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Keep a file that a browser sealed until a record claims it; see `files.keep_sealed`."""
    return files.keep_sealed(file_id, pieces)


def kept(file_id: str) -> tuple[str, int]:
    """SHA-256 and bucket of a sealed file on the disk. Raises NotThere."""
    return files.kept(file_id)


def attach_sealed(ref: str, file_id: str, bucket: int, ciphertext_sha256: str, *, actor: str, version: int = 1) -> EvidenceItem:
    """As `attach`, for a file whose key nobody here has."""
    if not connection.in_atomic_block:
        raise EvidenceError("a file is attached in the transaction of the record it belongs to")
    if not (files.root() / files.path_of(file_id)).is_file():
        raise NotThere
    item = EvidenceItem.objects.create(
        id=uuid.UUID(file_id),
        ref=ref,
        version=version,
        path=files.path_of(file_id),
        size_bucket=bucket,
        ciphertext_sha256=ciphertext_sha256,
        day=clock.today(),
    )
    record_custody(item, "received", actor=actor)
    return item


def record_custody(item: EvidenceItem, act: str, *, actor: str) -> CustodyEvent:
    """Note that the file went through somebody's hands ("received", "downloaded", …), in the caller's transaction."""
    if not connection.in_atomic_block:
        raise EvidenceError("custody is recorded in a transaction")
    EvidenceItem.objects.select_for_update().get(pk=item.pk)
    number = (item.custody.aggregate(last=Max("number"))["last"] or 0) + 1
    event = CustodyEvent.objects.create(item=item, number=number, act=act, actor=actor, day=clock.today())
    facts = {"file": str(item.pk), "number": number, "sealed_sha256": item.ciphertext_sha256, "version": item.version}
    ledger.append(f"evidence.{act}", item.ref, facts, actor=actor)
    return event


def open_stream(item: EvidenceItem, file_key: bytes) -> Iterator[bytes]:
    """The file's content in chunks, the first of them opened already. Raises NotThere and CannotOpen before anything is given out.

    A file cut short after its first chunk raises CannotOpen at its end: who passes chunks on says the size beforehand.
    """
    chunks = files.opened(str(item.pk), file_key)
    first = next(chunks, b"")

    def stream() -> Iterator[bytes]:
        yield first
        yield from chunks

    return stream()


def open_sealed(item: EvidenceItem) -> BinaryIO:
    """The sealed file itself, for whoever unseals it elsewhere. Raises NotThere."""
    return files.sealed(str(item.pk))


def discard(file_id: str) -> bool:
    """Remove a sealed file that belongs to no record; False, without effect, when it does, or is gone."""
    if EvidenceItem.objects.filter(pk=uuid.UUID(file_id)).exists():
        return False
    return files.remove(file_id)


def sweep_orphans() -> int:
    """Remove sealed files that no record has claimed for a day, and unfinished ones; how many."""
    removed = 0
    for path in files.stale(ORPHAN_SECONDS):
        if path.suffix == files.PARTIAL or not EvidenceItem.objects.filter(pk=path.stem).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
