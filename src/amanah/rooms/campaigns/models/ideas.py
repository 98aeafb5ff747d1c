"""Ideas of staff and the answers to them, which everybody reads."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models.campaigns import REF, TITLE, WORDS, Campaign


class Idea(models.Model):
    """One idea. Without a name it holds no person at all, and of the time only the day.

    `unit` is the one that the idea is for, never the one that its author comes from.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "idea:<id>"
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    text = models.TextField(max_length=WORDS)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="ideas")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=10, default=declare.RECEIVED)
    answer = models.TextField(max_length=WORDS, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    due_on = models.DateField()  # a copy of the clock's
    action = models.CharField(max_length=REF, blank=True)  # "action:<id>" that carries it out

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.IDEAS)), name="idea_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=declare.OPEN_IDEAS) | (~Q(answer="") & Q(answered_on__isnull=False)), name="idea_closed_has_answer"
            ),
            models.CheckConstraint(condition=~Q(state="taken") | ~Q(action=""), name="idea_taken_has_action"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-day", "-id"], name="idea_newest"),
            models.Index(fields=["state", "due_on"], name="idea_state"),
            models.Index(fields=["person"], name="idea_person"),
        ]

    def __str__(self) -> str:
        return self.title


class IdeaStep(models.Model):
    """What became of an idea, by whom. Rows are only ever added; the first, its arrival, names nobody."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class Support(models.Model):
    """That somebody supports an idea. Only how many do is ever shown."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "person"], name="support_once")]
