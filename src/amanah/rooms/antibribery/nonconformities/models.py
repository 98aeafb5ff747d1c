"""What does not conform, and everything that was done about it. Every word here is in clear."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.models import Risk
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.nonconformities import declare

TITLE = 160
WORDS = 4000
CODE = 16


class Nonconformity(models.Model):
    """One thing that does not conform. `owner` answers for putting it right; whoever judges the effect is never they.

    `check_from` is the first day on which the effect may be judged. `rounds` counts how often it was reopened.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=50, unique=True)  # "nonconformity:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="nonconformities")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=CODE)
    source = models.CharField(max_length=96, blank=True)  # "finding:<id>", "test:<id>", or nothing
    grade = models.CharField(max_length=CODE)
    title = models.CharField(max_length=TITLE)
    condition = models.TextField(max_length=WORDS)
    criteria = models.JSONField(default=list)
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated")
    state = models.CharField(max_length=CODE, default=declare.FIRST)
    correction = models.TextField(max_length=WORDS, blank=True)
    similar = models.TextField(max_length=WORDS, blank=True)  # where else it was looked for, and what was found
    corrected_on = models.DateField(null=True)
    whys = models.JSONField(default=list)
    cause = models.TextField(max_length=WORDS, blank=True)
    check_from = models.DateField(null=True)
    effect = models.TextField(max_length=WORDS, blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True)
    rounds = models.PositiveSmallIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="nonconformity_state_known"),
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="nonconformity_sort_known"),
            models.CheckConstraint(condition=Q(grade__in=sorted(declare.GRADES)), name="nonconformity_grade_known"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("owner")), name="nonconformity_judged_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False, checked_by__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="nonconformity_closed_has_day",
            ),
            models.UniqueConstraint(fields=["source"], condition=Q(source__startswith="finding:"), name="nonconformity_once_a_finding"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="nonconformity_newest"),
            models.Index(fields=["scope", "state"], name="nonconformity_scope"),
            models.Index(fields=["unit", "state"], name="nonconformity_unit"),
            models.Index(fields=["owner", "state"], name="nonconformity_owner"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]


class Step(models.Model):
    """One thing that was done about it. Rows are only ever added; a trigger holds this on both databases."""

    nonconformity = models.ForeignKey(Nonconformity, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    source = models.CharField(max_length=CODE, blank=True)
    target = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS * 3, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["nonconformity", "seq"], name="nonconformity_step_once")]
