"""What a body promises whoever comes to it: the standard of each public service, and its official fee, version by version.

Nothing here is about a person who uses a service. Rows are never changed after they were decided, only followed by later ones.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Unit


class Service(models.Model):
    """One public service. What it is called and what it promises stands in its editions; `unit` is who keeps its standard."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    search = models.CharField(max_length=600)
    opened_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def ref(self) -> str:
        """How the ledger and other tables name it."""
        return f"service:{self.pk}"


class State(models.TextChoices):
    """What became of a version. Only approved ones are in force; a later one for the same first day corrects and replaces it."""

    PROPOSED = "proposed", _("Menunggu pengesahan")
    APPROVED = "approved", _("Disahkan")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik pengusul")
    REPLACED = "replaced", _("Diralat")


class Reviewed(models.Model):
    """A version that one person proposes and another approves; in force from `since` until the next one begins."""

    since = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def pending(self) -> bool:
        """Whether it still waits for a second person."""
        return self.state == State.PROPOSED


class Span(models.TextChoices):
    """What a promised time is counted in."""

    HOUR = "hour", _("jam kerja")
    WORKING_DAY = "working_day", _("hari kerja")
    CALENDAR_DAY = "calendar_day", _("hari kalender")


class Edition(Reviewed):
    """The standard of a service as a whole: name, stages, promised time and the 14 components. `ends` closes the service instead.

    `stages` is a list of {"key", "title"}; a stage keeps its key as long as it keeps its title, so that others may refer to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="editions")
    ends = models.BooleanField(default=False)
    name = models.CharField(max_length=160)
    summary = models.CharField(max_length=400, blank=True)
    promise = models.PositiveSmallIntegerField(null=True)
    promise_unit = models.CharField(max_length=12, choices=Span, default=Span.WORKING_DAY)
    stages = models.JSONField(default=list)
    components = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-since", "-proposed_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "since"], condition=Q(state="approved"), name="edition_one_a_day"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="edition_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "replaced"]) | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="edition_approved_by_another",
            ),
            models.CheckConstraint(condition=Q(promise__isnull=True) | Q(promise__gte=1), name="edition_promise_positive"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "service"], name="edition_state")]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A unit that gives the service under this edition, and where people find it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    where = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "unit"], name="place_once")]


class Fee(Reviewed):
    """What one item of a service costs from `since` on, in whole rupiah. Nothing (Rp0) is a fee too; without an amount the item ended.

    `provision` names the rule of the rulebook that the amount was taken from; `verified` says that a person read it in the law itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="fees")
    item = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    per = models.CharField(max_length=60, blank=True)
    amount = models.PositiveBigIntegerField(null=True)
    basis = models.CharField(max_length=300)
    provision = models.CharField(max_length=100, blank=True)
    verified = models.BooleanField(default=False)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["item", "-since", "-proposed_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "item", "since"], condition=Q(state="approved"), name="fee_one_a_day"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="fee_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "replaced"]) | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="fee_approved_by_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "service"], name="fee_state")]

    def __str__(self) -> str:
        return self.title
