"""Where somebody could be asked for more than the fee: one stage of one service at one office, assessed again every quarter.

Written in clear and about services only: what is said here names no person and quotes no report.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services.models import Service
from amanah.rooms.illegal_levies.prevention.factors import KEYS, LEAST, MOST

WORDS = 1000


class Exposure(models.Model):
    """One stage of a service at one office. Score and next review are copies of the newest assessment, so that lists need not ask."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8)
    stage_title = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    control = models.CharField(max_length=10)
    opened_on = models.DateField()
    assessed_on = models.DateField()
    review_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-score", "review_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "stage", "unit"], condition=Q(closed_on__isnull=True), name="exposure_once"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(LEAST, MOST), impact__range=(LEAST, MOST), score=F("likelihood") * F("impact")),
                name="exposure_score_computed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "closed_on"], name="exposure_unit")]

    def __str__(self) -> str:
        return f"{self.service.code} · {self.stage_title}"

    @property
    def ref(self) -> str:
        """How the ledger, clocks, threads and actions name it."""
        return f"levyrisk:{self.pk}"


class Control(models.TextChoices):
    """How well what is there already holds."""

    NONE = "none", _("Belum ada pengendalian")
    WEAK = "weak", _("Ada, tetapi lemah")
    PARTIAL = "partial", _("Berjalan sebagian")
    SOUND = "sound", _("Berjalan dan dapat dibuktikan")


class Assessment(models.Model):
    """What somebody judged on a day. Rows are only ever added; likelihood and impact are computed, never typed."""

    exposure = models.ForeignKey(Exposure, models.PROTECT, related_name="assessments")
    seq = models.PositiveIntegerField()
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    discretion = models.PositiveSmallIntegerField()
    contact = models.PositiveSmallIntegerField()
    time_pressure = models.PositiveSmallIntegerField()
    past_cases = models.PositiveSmallIntegerField()
    fee = models.PositiveSmallIntegerField()
    volume = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    why = models.TextField(max_length=WORDS, blank=True)
    control = models.CharField(max_length=10, choices=Control)
    control_words = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["-seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["exposure", "seq"], name="assessment_once"),
            models.CheckConstraint(condition=Q(control__in=Control.values), name="assessment_control_known"),
            *(
                models.CheckConstraint(condition=Q(**{f"{key}__range": (LEAST, MOST)}), name=f"assessment_{key}_one_to_five")
                for key in KEYS
            ),
        ]

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact

    @property
    def answers(self) -> dict[str, int]:
        """The six answers by key."""
        return {key: getattr(self, key) for key in KEYS}
