"""What this room alone must remember: who asked for an identity envelope to be opened. The report itself is sealed content of a case."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.cases.models import Case


class IdentityRequest(models.Model):
    """One handler's wish to know who the reporter is; a custodian decides, who cannot read the report."""

    class Verdict(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        GRANTED = "granted"
        REFUSED = "refused"

    class Purpose(models.TextChoices):
        """What the identity is needed for, in the few words that the reporter is told."""

        CLARIFY = "clarify"
        PROTECT = "protect"
        PROCEEDING = "proceeding"
        PREMIUM = "premium"

    class Ground(models.TextChoices):
        """Why the reporter cannot be told yet."""

        INQUIRY = "inquiry"
        COURT = "court"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    envelope = models.CharField(max_length=60)  # "identity:<uuid>", known only to who can read the report
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.CLARIFY)
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)
    withheld_until = models.DateField(null=True)  # the last day on which the reporter is not told
    told_on = models.DateField(null=True)  # from this day the reporter's mailbox says it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "requester"], condition=Q(verdict="open"), name="identity_asked_once"),
            models.CheckConstraint(condition=~Q(decided_by=F("requester")), name="identity_opened_by_two"),
            models.CheckConstraint(condition=Q(ground="") | Q(withheld_until__isnull=False), name="identity_withheld_until_a_day"),
        ]

    @property
    def ref(self) -> str:
        """How the vault and the ledger name it; its sealed field "reason" says why."""
        return f"identity-request:{self.id}"
