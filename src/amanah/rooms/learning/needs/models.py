"""Who must learn what, how often and by when; who is exempt, and who was reminded. Every word here is in clear."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.organisation.models import Employment, Person, Unit
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.needs import declare

WORDS = 1000
POSTS = 200


class Need(models.Model):
    """One line of the matrix. Whoever fits every condition that is set must learn the topic; it is ended, never rewritten.

    `post_words` names posts: alternatives between commas, every word of one beginning a word of the title. `joiners` narrows it to those
    whose first post began since the need holds. `within_days` counts from the day on which somebody came under it. `every_months` is
    how long it lasts; null is for good.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="needs")
    sort = models.CharField(max_length=8, default=declare.LEARN)
    bribery_class = models.CharField(max_length=16, blank=True)
    is_head = models.BooleanField(default=False)
    post_words = models.CharField(max_length=POSTS, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    employment = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=60, blank=True)
    joiners = models.BooleanField(default=False)
    every_months = models.PositiveSmallIntegerField(null=True)
    within_days = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    address = models.CharField(max_length=200, blank=True)
    why = models.TextField(max_length=WORDS)
    clauses = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="need_sort_known"),
            models.CheckConstraint(condition=Q(bribery_class__in=["", *sorted(BRIBERY)]), name="need_class_known"),
            models.CheckConstraint(condition=Q(employment__in=["", *Employment.values]), name="need_employment_known"),
            models.CheckConstraint(condition=Q(every_months__isnull=True) | Q(every_months__gte=1), name="need_lasts_a_month"),
            models.CheckConstraint(condition=~Q(why=""), name="need_has_a_reason"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="need_days_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["until", "since"], name="need_days")]

    def __str__(self) -> str:
        return str(self.topic)

    @property
    def ref(self) -> str:
        """How the ledger names it."""
        return f"need:{self.pk}"


class Exemption(models.Model):
    """That somebody need not meet a need, and why. It is ended, never deleted; `until` is the last day."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="exemptions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="exemption_days_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="exemption_person")]


class Round(models.Model):
    """A day on which people were reminded."""

    day = models.DateField(unique=True)


class Told(models.Model):
    """That somebody was reminded of a need that falls, or fell, due on that day; once for each stage."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=8)
    due_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "need", "stage", "due_on"], name="learning_told_once")]
