"""What is done about risks: measures, each an action of the house with what it brings, and when a risk is to be judged anew."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.engines.actions.models import Action
from amanah.engines.risks.models import Assessment, Risk

OUTPUT = 300
REF = 96


class Measure(models.Model):
    """One item of a risk's plan. Who owes it, by when, with what evidence and whose verification, all stands in `action`.

    `budget` is in whole rupiah; `control` names the control that the measure builds or mends ("control:<id>").
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="measures")
    action = models.OneToOneField(Action, models.PROTECT, related_name="measure")
    output = models.CharField(max_length=OUTPUT)
    budget = models.PositiveBigIntegerField(null=True)
    control = models.CharField(max_length=REF, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["control"], name="measure_control")]


class Reassessment(models.Model):
    """The plan of a risk is done, so its owner is asked what is left of the risk, until somebody assesses it."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="reassessments")
    ref = models.CharField(max_length=60, unique=True)  # "reassessment:<id of the risk>.<n>", for the clock
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["risk"], condition=Q(answered_on__isnull=True), name="reassessment_open_once"),
        ]
