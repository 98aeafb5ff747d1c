"""What is to be looked at over several years."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanah.engines.engagements import declare
from amanah.engines.engagements.models.sizes import CODE, REF, TITLE, WORDS
from amanah.foundation.organisation.models import Person, Unit


class Programme(models.Model):
    """A plan over years: who drafted it never approves it. `scope` names the record it is for ("scope:<id>"), if any."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=46, unique=True)  # "programme:<id>"
    number = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=TITLE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=REF, blank=True)
    basis = models.TextField(max_length=WORDS)  # why so: which risks, changes and earlier results
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=CODE, default="draft")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.PROGRAMME_STATES)), name="programme_state_known"),
            models.CheckConstraint(condition=Q(from_year__lte=F("to_year")), name="programme_years_run_forward"),
            models.CheckConstraint(condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")), name="programme_four_eyes"),
            models.CheckConstraint(
                condition=Q(state="draft", approved_on__isnull=True) | (~Q(state="draft") & Q(approved_on__isnull=False)),
                name="programme_approved_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-drafted_on", "-id"], name="programme_newest"),
            models.Index(fields=["kind", "unit"], name="programme_kind"),
        ]

    def __str__(self) -> str:
        return self.number


class Item(models.Model):
    """What the programme covers in one quarter: which criteria in which unit, and why then. Dropped with a reason, never deleted."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="items")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE)
    criteria = models.JSONField(default=list)
    risk = models.CharField(max_length=CODE)
    why = models.TextField(max_length=WORDS, blank=True)
    dropped_on = models.DateField(null=True)
    dropped_why = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["year", "quarter", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="programme_item_quarter"),
            models.CheckConstraint(condition=Q(risk__in=sorted(declare.RISKS)), name="programme_item_risk_known"),
        ]
