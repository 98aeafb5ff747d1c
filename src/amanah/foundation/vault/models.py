"""Keys, sealed fields and what opens them. Everything here may be stolen without a word of a report being read.

Identifiers are random, so that a stolen table tells no order within a day; days are the finest time there is, except the hour in
which a keepsake ends.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


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
            models.CheckConstraint(condition=Q(threshold__gte=2) & Q(shares__gte=F("threshold")), name="vault_recovery_k_of_n"),
        ]


class ShareHolder(models.Model):
    """Who keeps which printed share of a recovery key: a number and a name, never a word of the share."""

    key = models.ForeignKey(RecoveryKey, on_delete=models.CASCADE, related_name="holders")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "number"], name="vault_one_holder_a_share")]


class RecoveryCall(models.Model):
    """One wish to open records with the recovery key: who calls, for whom, how much, and who confirmed it.

    The reason is sealed content (`ref`, field "reason"). `caller` is empty for a call made with the command at the server.
    """

    class Scope(models.TextChoices):
        """How much is to be opened."""

        CASE = "case"
        LOST = "lost"
        ALL = "all"

    class State(models.TextChoices):
        """How far it has come."""

        CALLED = "called"
        CONFIRMED = "confirmed"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    caller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    beneficiary = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    records = models.JSONField(default=list)  # of scope "case" only: the others are looked up when they are opened
    state = models.CharField(max_length=10, choices=State.choices, default=State.CALLED)
    called_on = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    opened = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-called_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(confirmed_by=F("caller")), name="vault_recovery_four_eyes"),
            models.CheckConstraint(condition=~Q(confirmed_by=F("beneficiary")), name="vault_recovery_confirmed_by_another"),
        ]

    @property
    def ref(self) -> str:
        """How the vault, notices and the ledger name it."""
        return f"recovery-call:{self.id}"


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
