"""Referrals and matters received, as codes, days and people. What a package holds is sealed in the report's staff record."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.foundation.letters.models import Letter
from amanah.rooms.whistleblowing.referrals.bodies import BODIES
from amanah.rooms.whistleblowing.topics import TOPICS


class Recipient(models.Model):
    """An office that referrals go to. Its age key, where it has one, is what packages are encrypted to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.CharField(max_length=20, choices=list(BODIES.items()))
    name = models.CharField(max_length=120, unique=True)
    age_key = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Referral(models.Model):
    """One package to one recipient. Which files it holds, and the passphrase where there is no key, are sealed."""

    class State(models.TextChoices):
        """How far it has come."""

        PREPARED = "prepared", _("Disiapkan")
        SENT = "sent", _("Dikirim")
        ANSWERED = "answered", _("Dijawab")
        CANCELLED = "cancelled", _("Dibatalkan")

    class Consent(models.TextChoices):
        """On what ground the reporter's identity is in the package."""

        NONE = "none", _("Identitas pelapor tidak disertakan")
        MAILBOX = "mailbox", _("Pelapor menyetujui lewat kotak komunikasinya")
        WRITTEN = "written", _("Pelapor menyetujui dengan surat bertanda tangan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.NONE)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    sent_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    their_number = models.CharField(max_length=80, blank=True)
    entry = models.PositiveIntegerField()  # where in the ledger the list of its files stands

    class Meta:
        ordering: ClassVar = ["-prepared_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("prepared_on")), name="referral_sent_after_prepared"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")), name="referral_answered_after_sent"
            ),
        ]

    @property
    def ref(self) -> str:
        """How clocks, notices and the vault's field name it."""
        return f"referral:{self.id}"


class Received(models.Model):
    """One matter that another body sent: what it is called there, and until when it is answered. Who it concerns are tags only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.CharField(max_length=20, choices=list(BODIES.items()))
    number = models.CharField(max_length=80)
    topic = models.CharField(max_length=40, choices=[(topic.key, topic.title) for topic in TOPICS])
    received_on = models.DateField()
    due_on = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="received")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-received_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "number"], name="received_number_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="received_due_after_received"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")), name="received_answered_after_received"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=Q(answered_on__isnull=True), name="received_open")]

    @property
    def ref(self) -> str:
        """How clocks, notices and the ledger name it."""
        return f"received:{self.id}"


class ReceivedTag(models.Model):
    """A keyed tag of a person or unit that a received matter is about: it can be matched, never read."""

    received = models.ForeignKey(Received, models.CASCADE, related_name="tags")
    tag = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["received", "tag"], name="received_tagged_once")]
