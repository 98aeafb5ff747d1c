"""What the exchange with other systems keeps in clear: who may send, how far an import has come, and keyed tags of numbers."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.cases.models import Case


class ApiKey(models.Model):
    """A partner who may hand in complaints by Open311. Of the key itself only a hash is kept: it is shown once, when it is issued."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.CharField(max_length=120)
    hash = models.BinaryField(max_length=32, unique=True)
    per_minute = models.PositiveSmallIntegerField()
    per_day = models.PositiveIntegerField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_on = models.DateField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["partner", "issued_on"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(per_minute__gte=1) & Q(per_day__gte=1), name="exchange_key_limits"),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("issued_on")), name="exchange_key_revoked_after"
            ),
        ]

    @property
    def ref(self) -> str:
        """How the ledger names it."""
        return f"api-key:{self.id}"


class KeyDay(models.Model):
    """How many complaints a key has handed in on one day."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="days")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "day"], name="exchange_key_day_once")]


class Token(models.Model):
    """What a partner was given for a complaint: it leads to the complaint's number once that is published. Kept as a hash."""

    hash = models.BinaryField(primary_key=True, max_length=32)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    key = models.ForeignKey(ApiKey, models.PROTECT, related_name="+")


class Mapping(models.Model):
    """Which column of a file means what, as somebody set it and kept it under a name."""

    name = models.CharField(max_length=60, unique=True)
    columns = models.JSONField(default=dict)  # field of ours → header in the file, folded
    kept_on = models.DateField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["name"]


class Import(models.Model):
    """One file of complaints on its way in. The file, its rows and what is wrong with them are sealed; here is how far it has come.

    `done` counts rows of the file that are dealt with, so that an interrupted import goes on behind the last of them.
    """

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "uploaded"
        CHECKING = "checking"
        CHECKED = "checked"
        IMPORTING = "importing"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    columns = models.JSONField(default=dict)
    file_tag = models.BinaryField(max_length=32)  # keyed: the same file is known again, and nobody can try files against it
    size = models.PositiveIntegerField()
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    filed = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True)
    beat = models.PositiveIntegerField(default=0)  # goes up with every portion: whoever looks sees whether it still moves

    class Meta:
        ordering: ClassVar = ["-day", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(done__lte=F("rows")), name="exchange_import_done_within"),
            models.CheckConstraint(condition=Q(filed__lte=F("rows")), name="exchange_import_filed_within"),
        ]

    @property
    def ref(self) -> str:
        """How the vault and the ledger name it."""
        return f"complaint-import:{self.id}"

    @property
    def file_ref(self) -> str:
        """The sealed record of the file itself, which is destroyed once everything is filed."""
        return f"complaint-file:{self.id}"


class Seen(models.Model):
    """A keyed tag of the number a complaint had elsewhere: the same number is not imported twice, and the tag tells nobody which it was."""

    tag = models.BinaryField(primary_key=True, max_length=32)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
