"""The cleaned copy of a sealed file: opened in memory with its own key, cleaned by the worker, sealed again as a file of its own."""

import hashlib
from dataclasses import replace
from typing import Final

from amanah.foundation.evidence import files
from amanah.foundation.evidence.cleaning import process
from amanah.foundation.evidence.cleaning.process import Finding
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.evidence.uploads import CLEANED, NOT_CLEANED, ORIGINAL, SealedUpload
from amanah.kernel import canonical
from amanah.kernel.sealing import CannotOpen

FINDINGS_BYTES: Final = 1800
TYPES: Final = {
    "pdf": ("application/pdf", "pdf"),
    "jpeg": ("image/jpeg", "jpg"),
    "png": ("image/png", "png"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
TRY_AGAIN: Final = frozenset({"busy", "later", "failed"})
"""Reasons that may be gone a moment later."""


def look(upload: SealedUpload, *, name: str) -> tuple[SealedUpload, SealedUpload | None]:
    """The upload with what it reveals, and its cleaned copy, called `name` with the right ending, or None where there is none.

    The copy's name is new because a name tells as much as any property. Raises NotStored, CannotOpen, NotThere.
    """
    writer: files.SealingWriter | None = None
    digest = hashlib.sha256()

    def sink(piece: bytes) -> None:
        nonlocal writer
        writer = writer or files.SealingWriter()
        digest.update(piece)
        writer.write(piece)

    try:
        outcome = process.clean(files.opened(upload.file_id, upload.file_key), upload.size, sink)
    except (NotThere, CannotOpen):
        if writer is not None:
            writer.abandon()
        raise
    found = _fitting(outcome.findings)
    if writer is None or outcome.reason:
        if writer is not None:
            writer.abandon()
        return replace(upload, state=NOT_CLEANED, reason=outcome.reason or "failed", findings=found), None
    media, ending = TYPES[outcome.kind]
    sealed_sha256 = writer.finish()
    kept = tuple(finding for finding in found if finding.stays)
    copy = SealedUpload(
        writer.file_id,
        writer.file_key,
        f"{name}.{ending}",
        media,
        writer.size,
        digest.hexdigest(),
        sealed_sha256,
        state=CLEANED,
        findings=kept,
    )
    return replace(upload, state=ORIGINAL, findings=found), copy


def paired(original: SealedUpload, copy: SealedUpload) -> tuple[SealedUpload, SealedUpload]:
    """Both of one file, each naming the other, as they are sent together."""
    return replace(original, pair=copy.file_id), replace(copy, pair=original.file_id)


def _fitting(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """No more than fits into the sealed field: the longest lists of values are shortened first, and their lengths told."""
    fitting = list(findings)
    while len(canonical.encode([finding.as_list() for finding in fitting])) > FINDINGS_BYTES:
        index = max(range(len(fitting)), key=lambda at: sum(map(len, fitting[at].values)))
        finding = fitting[index]
        if not finding.values:
            fitting.pop()
        else:
            fitting[index] = replace(finding, values=finding.values[:-1], more=finding.more + 1)
    return tuple(fitting)
