"""What may be asked about evidence without opening any."""

from uuid import UUID

from django.db.models import QuerySet

from amanah.foundation.evidence import files
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.evidence.models import CustodyEvent, EvidenceItem


def items(ref: str) -> QuerySet[EvidenceItem]:
    """The record's files, by day. Whether the asker may know of the record is the caller's to decide."""
    return EvidenceItem.objects.filter(ref=ref).order_by("day", "id")


def claimed(file_id: UUID) -> bool:
    """Whether the file belongs to a record."""
    return EvidenceItem.objects.filter(pk=file_id).exists()


def custody(item: EvidenceItem) -> QuerySet[CustodyEvent]:
    """The item's chain of custody, oldest first."""
    return item.custody.order_by("number")


def custody_of(ref: str) -> QuerySet[CustodyEvent]:
    """The chain of custody of all the record's files, oldest first."""
    return CustodyEvent.objects.filter(item__ref=ref).order_by("day", "item", "number")


def damaged() -> list[EvidenceItem]:
    """Items whose sealed file is missing or no longer what was received. Reads every file once."""
    return [item for item in EvidenceItem.objects.order_by("id").iterator() if not _whole(item)]


def _whole(item: EvidenceItem) -> bool:
    try:
        return files.sha256(str(item.pk)) == item.ciphertext_sha256
    except NotThere:
        return False
