"""The texts that units sign, and that they signed them: which version, who for the unit, who witnessed it, when, and by what means."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.campaigns.commitments import declare

TITLE = 160
BODY = 8000
POST = 400
REASON = 1000


class CommitmentText(models.Model):
    """One version of the text, in both languages. It is never changed once it is published: a better wording is the next version."""

    version = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE)
    body = models.TextField(max_length=BODY)
    body_en = models.TextField(max_length=BODY)
    since = models.DateField(unique=True)  # from this day on it is the one that is signed
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(version__gte=1), name="commitment_versions_from_one")]

    def __str__(self) -> str:
        return self.title


class Commitment(models.Model):
    """One unit's commitment for one year, from the day it is asked for.

    `signer` and `witness` are the people as they signed; `witness_asked` is who was asked to. `wishes_shown` is what the unit's head
    wishes; it has been seen in public since `shown_since`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=48, unique=True)  # "commitment:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    text = models.ForeignKey(CommitmentText, models.PROTECT, related_name="commitments")
    state = models.CharField(max_length=9, default=declare.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()
    witness_asked = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signer_post = models.CharField(max_length=POST, blank=True)
    signer_means = models.CharField(max_length=8, choices=declare.MEANS, blank=True)
    signed_on = models.DateField(null=True)
    witness = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    witness_post = models.CharField(max_length=POST, blank=True)
    witness_means = models.CharField(max_length=8, choices=declare.MEANS, blank=True)
    witnessed_on = models.DateField(null=True)
    declined_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    declined_on = models.DateField(null=True)
    reason = models.TextField(max_length=REASON, blank=True)
    wishes_shown = models.BooleanField(default=False)
    shown_since = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-year", "unit__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="commitment_once_a_year"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="commitment_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[declare.ASKED, declare.DECLINED], signer__isnull=True)
                | Q(state__in=[declare.SIGNED, declare.WITNESSED], signer__isnull=False, signed_on__isnull=False),
                name="commitment_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=declare.WITNESSED, witness__isnull=False) | (~Q(state=declare.WITNESSED) & Q(witness__isnull=True)),
                name="commitment_witnessed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(witness__isnull=True) | ~Q(witness=F("signer")), name="commitment_witness_is_another"),
            models.CheckConstraint(
                condition=(Q(state=declare.DECLINED) & ~Q(reason="")) | (~Q(state=declare.DECLINED) & Q(reason="")),
                name="commitment_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(shown_since__isnull=True) | Q(state=declare.WITNESSED), name="commitment_shown_is_witnessed"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "state"], name="commitment_year")]

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"
