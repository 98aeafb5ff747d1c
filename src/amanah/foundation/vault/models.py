"""Keys, sealed fields and what opens them. Everything here may be stolen without a word of a report being read.

Identifiers are random, so that a stolen table tells no order within a day; days are the finest time there is, except the hour in
which a keepsake ends.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class KeyHolder(models.Model):
    """A member of staff's key pair: the public half in clear, the private half under their passphrase alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField(max_length=32)
    locked_private = models.BinaryField(max_length=128)
    fingerprint = models.CharField(max_length=39)
    since = models.DateField()
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(retired_on=None), name="vault_one_key_pair_at_a_time"),
        ]


class RecoveryKey(models.Model):
    """The public half of the institution's recovery key. The private half exists only as printed shares, `threshold` of `shares`.

    It counts from the day on which somebody confirmed that the shares are printed and given out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_key = models.BinaryField(max_length=32)
    fingerprint = models.CharField(max_length=39, unique=True)
    threshold = models.PositiveSmallIntegerField()
    shares = models.PositiveSmallIntegerField()
    since = models.DateField(null=True)
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(threshold__gte=2) & Q(shares__gte=models.F("threshold")), name="vault_recovery_k_of_n"),
        ]


class SealedField(models.Model):
    """One version of one field of a record, as ciphertext bound to all three."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.CharField(max_length=80)
    field = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    ciphertext = models.BinaryField()
    size_bucket = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "field", "version"], name="vault_one_field_version"),
        ]


class Wrap(models.Model):
    """A record's content key for one holder: "account:<id>", "mailbox" or "recovery"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.CharField(max_length=80)
    holder = models.CharField(max_length=80, db_index=True)
    wrapped = models.BinaryField(max_length=128)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "holder"], name="vault_one_wrap_a_holder"),
        ]


class Mailbox(models.Model):
    """What a receipt opens. The words are nowhere: only a salt, a public key and the hash of an authenticator derived from them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locator = models.PositiveIntegerField(unique=True)
    salt = models.BinaryField(max_length=16)
    kdf_ops = models.PositiveSmallIntegerField()
    kdf_mem_kib = models.PositiveIntegerField()
    public_key = models.BinaryField(max_length=32)
    authenticator_hash = models.BinaryField(max_length=32)
    record = models.CharField(max_length=80, unique=True)


class Keepsake(models.Model):
    """Something kept for a visitor under a key that only their cookie holds; its exact end is inside the ciphertext."""

    id = models.CharField(primary_key=True, max_length=64)
    purpose = models.CharField(max_length=20)
    ciphertext = models.BinaryField()
    ends_in_hour = models.DateTimeField(db_index=True)
