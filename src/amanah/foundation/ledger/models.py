"""The tables of the log. Only this package touches them; triggers in the database refuse what is not appending."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

HASH = 32
SALT = 16


class Entry(models.Model):
    """One change of state, at its place in the tree.

    `payload` is canonical bytes, `commitment` = SHA-256(salt ‖ payload), `leaf_hash` = RFC 6962 leaf hash of the commitment. After
    erasure payload and salt are gone and the two hashes remain, so that the tree still stands. `kind` and `ref` repeat what the
    payload says, for look-ups; verification compares them.
    """

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=64)
    ref = models.CharField(max_length=96, db_index=True)
    payload = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    commitment = models.BinaryField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(index__gte=0), name="ledger_entry_index"),
            models.CheckConstraint(
                condition=Q(payload__isnull=True, salt__isnull=True) | Q(payload__isnull=False, salt__isnull=False),
                name="ledger_entry_erased_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "index"], name="ledger_entry_of_kind")]


class Head(models.Model):
    """The single row that says how large the tree is, with the peaks needed to go on hashing; its lock orders all appending."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="ledger_head_single")]


class Node(models.Model):
    """The root of a full tile at `level`, which is the hash number `position` of the tiles one level up."""

    id = models.BigAutoField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "position"], name="ledger_node_place")]


class Checkpoint(models.Model):
    """A signed tree head that was given out, the key it can be checked with, and the day of the beat it belongs to."""

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    note = models.TextField()
    verifier = models.CharField(max_length=300)
