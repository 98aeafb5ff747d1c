"""Bodies outside the institution that receive reports directly: with a key of their own in words, and no account on the desk."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.cases.models import Case


class OutsideRecipient(models.Model):
    """Somebody appointed by two people. Their key is a mailbox (foundation.vault) whose record is `ref`; the words are nowhere."""

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed"
        ACTIVE = "active"
        ENDING = "ending"
        ENDED = "ended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateField(null=True)
    ending_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    age_key = models.CharField(max_length=80, blank=True)  # public: packages are encrypted for it

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(appointed_by=F("proposed_by")), name="outside_appointed_by_two"),
            models.CheckConstraint(condition=~Q(ended_by=F("ending_by")), name="outside_ended_by_two"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How the vault and the ledger name it; as a holder it opens what is sealed for it."""
        return f"outside:{self.id}"


class OutsideMatter(models.Model):
    """A report that went to an outside recipient, and how it stands there."""

    class Standing(models.TextChoices):
        """What the recipient has said of it."""

        SENT = "sent"
        TAKEN = "taken"
        BACK = "back"

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(OutsideRecipient, models.PROTECT, related_name="matters")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.SENT)
    day = models.DateField()
    announced = models.BooleanField(default=True)


class OutsideMessage(models.Model):
    """One message between an outside recipient and the coordinators; its words are the sealed field "text" of `ref`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(OutsideMatter, models.PROTECT, related_name="messages")
    seq = models.PositiveIntegerField()
    author = models.CharField(max_length=60)  # "account:<id>" or the recipient's ref
    day = models.DateField()
    announced = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "seq"], name="outside_message_once")]

    @property
    def ref(self) -> str:
        """How the vault names it."""
        return f"outside-note:{self.id}"
