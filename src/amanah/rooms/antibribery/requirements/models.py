"""How a scope meets what the standard asks. Every word here is in clear; nothing of a report belongs among them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import declare

WORDS = 4000
LONGEST = 20_000
CODE = 16


class Answer(models.Model):
    """The answer of a scope to one requirement. Two requirements that are equal in both editions share one answer.

    `ref` ("requirement:<scope>/<instrument>/<question>") is known before anything is answered, so that evidence finds it.
    """

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="answers")
    instrument = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    ref = models.CharField(max_length=140, unique=True)
    state = models.CharField(max_length=CODE)
    how = models.TextField(max_length=WORDS, blank=True)
    reason = models.TextField(max_length=WORDS, blank=True)  # why it does not apply here
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    seq = models.PositiveIntegerField(default=0)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    verified_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "instrument", "question"], name="requirement_answered_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="requirement_state_known"),
            models.CheckConstraint(condition=~Q(state="not_applicable") | ~Q(reason=""), name="requirement_left_out_with_reason"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True, verified_on__isnull=True)
                | (Q(verified_by__isnull=False, verified_on__isnull=False) & (Q(owner__isnull=True) | ~Q(owner=F("verified_by")))),
                name="requirement_verified_by_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner"], name="requirement_owner")]

    def __str__(self) -> str:
        return self.ref


class Step(models.Model):
    """One thing that was said of a requirement, with its words. Rows are only ever added; a trigger holds this on both databases."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    state = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "seq"], name="requirement_step_once"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="requirement_step_act_known"),
        ]


class Licensed(models.Model):
    """What the institution's own licensed copy says in a clause. Shown inside only; it leaves the house in no export."""

    instrument = models.CharField(max_length=40)
    clause = models.CharField(max_length=40)
    text = models.TextField(max_length=LONGEST)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["instrument", "clause"], name="licensed_text_once")]
