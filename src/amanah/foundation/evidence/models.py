"""Which sealed files exist, and whose hands they went through. Name, type, hash and key of a file are inside the sealed record."""

import uuid

from django.db import models


class EvidenceItem(models.Model):
    """A sealed file on disk. Its id is the file's id; `path` is relative to AMANAH_FILES."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=80, db_index=True)
    version = models.PositiveSmallIntegerField(default=1)
    path = models.CharField(max_length=60, unique=True)
    size_bucket = models.PositiveIntegerField()
    ciphertext_sha256 = models.CharField(max_length=64)
    day = models.DateField()


class CustodyEvent(models.Model):
    """One step in an item's chain of custody, to the day. Never changed; each also stands in the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="evidence_custody_in_order"),
        ]
