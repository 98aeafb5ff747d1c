"""What leaders did, and who carries change in a unit."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models.campaigns import REF, TITLE, WORDS, Campaign


class LeadershipAct(models.Model):
    """What a leader did for integrity on a day: said, was there, or decided although it cost something.

    It is not changed afterwards: a wrong one is struck out with a reason. `post` is what they held on that day, in words.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "leadership:<id>"
    number = models.CharField(max_length=14, unique=True)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=10)
    day = models.DateField()
    title = models.CharField(max_length=TITLE)
    what = models.TextField(max_length=WORDS)
    cost = models.TextField(max_length=WORDS, blank=True)  # what it cost, in words
    amount = models.PositiveBigIntegerField(null=True)  # and in whole rupiah, where it can be said
    clauses = models.JSONField(default=list, blank=True)  # keys of data/clauses.toml
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="leadership")
    shared = models.BooleanField(default=False)  # every member of staff may read it
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    voided_on = models.DateField(null=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.LEADERSHIP)), name="leadership_sort_known"),
            models.CheckConstraint(condition=~Q(sort="decision") | ~Q(cost=""), name="leadership_decision_says_its_cost"),
            models.CheckConstraint(
                condition=Q(voided_on__isnull=True, voided_reason="") | (Q(voided_on__isnull=False) & ~Q(voided_reason="")),
                name="leadership_voided_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-day", "-id"], name="leadership_newest"),
            models.Index(fields=["leader", "day"], name="leadership_leader"),
            models.Index(fields=["unit", "day"], name="leadership_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Agent(models.Model):
    """An appointment as agent of change for a unit, from `since` to `until` (last day, inclusive)."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "agent:<id>"
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    decree = models.CharField(max_length=120, blank=True)
    plan = models.TextField(max_length=WORDS, blank=True)
    planned_on = models.DateField(null=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "since"], name="agent_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="agent_ends_after_it_begins"),
        ]
        indexes: ClassVar = [models.Index(fields=["-since", "-id"], name="agent_newest")]


class Deed(models.Model):
    """What an agent of change did, in their own words. Rows are only ever added."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="deeds")
    day = models.DateField()
    what = models.TextField(max_length=WORDS)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="deeds")
    written_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
