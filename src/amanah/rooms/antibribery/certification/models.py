"""What a certification body does with a scope. Every word here is in clear."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.certification import declare
from amanah.rooms.antibribery.models import Scope

TITLE = 160
WORDS = 4000
CODE = 20


class Certification(models.Model):
    """One certification of one scope by one body. `major_days` and `minor_days` are what the contract grants for corrections.

    `resumes` is where a suspended certificate stood before.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=50, unique=True)  # "certification:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="certifications")
    edition = models.CharField(max_length=CODE)
    body = models.CharField(max_length=TITLE)
    accreditation = models.CharField(max_length=TITLE, blank=True)
    contract = models.CharField(max_length=TITLE, blank=True)
    man_days = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    major_days = models.PositiveIntegerField(null=True)
    minor_days = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=CODE, default=declare.FIRST)
    resumes = models.CharField(max_length=CODE, blank=True)
    certificate = models.CharField(max_length=TITLE, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    opened_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-opened_on", "-number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="certification_state_known"),
            models.CheckConstraint(condition=Q(edition__in=[scopes.EDITION_2016, scopes.EDITION_2025]), name="certification_edition_known"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(declare.HOLDING | {"suspended", "expired"}))
                | (Q(valid_from__isnull=False, valid_to__isnull=False) & ~Q(certificate="")),
                name="certification_holds_a_certificate",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="certification_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="suspended", suspended_on__isnull=False) | (~Q(state="suspended") & Q(suspended_on__isnull=True)),
                name="certification_suspended_has_day",
            ),
            models.UniqueConstraint(fields=["scope"], condition=~Q(state="withdrawn"), name="certification_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]


class Visit(models.Model):
    """An audit of the body: planned for a day, held on days."""

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=CODE)
    planned_on = models.DateField()
    held_from = models.DateField(null=True)
    held_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["planned_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=sorted(declare.VISITS)), name="certification_visit_kind_known"),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True, held_to__isnull=True) | Q(held_from__isnull=False, held_to__gte=F("held_from")),
                name="certification_visit_days_in_order",
            ),
        ]


class Finding(models.Model):
    """What the body found. A nonconformity has a day by which its correction is due, from the contract or the rulebook."""

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="findings")
    grade = models.CharField(max_length=CODE)
    clause = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=WORDS)
    found_on = models.DateField()
    due_on = models.DateField(null=True)
    correction = models.TextField(max_length=WORDS, blank=True)
    corrected_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    accepted_by_letter = models.CharField(max_length=TITLE, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(grade__in=sorted(declare.GRADES)), name="certification_grade_known"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False, grade__in=declare.NONCONFORMITIES) | ~Q(grade__in=declare.NONCONFORMITIES),
                name="certification_nonconformity_is_due",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(corrected_on__isnull=False), name="certification_accepted_when_corrected"
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether the certification cannot go on without it."""
        return self.grade in declare.NONCONFORMITIES and self.accepted_on is None

    def late(self, day: date) -> bool:
        """Whether its correction should have been accepted before that day."""
        return self.waits and self.due_on is not None and self.due_on < day


class Step(models.Model):
    """One thing that was done about a certification. Rows are only ever added; a trigger holds this on both databases."""

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    source = models.CharField(max_length=CODE, blank=True)
    target = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["certification", "seq"], name="certification_step_once")]


class Alerted(models.Model):
    """That people were told of a deadline so many days before it (-1: when it was missed)."""

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    due_on = models.DateField()
    days = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["certification", "what", "due_on", "days"], name="certification_alerted_once")
        ]
