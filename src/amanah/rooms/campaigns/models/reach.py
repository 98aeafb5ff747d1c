"""Who was reached: by an activity, as counts or by name; and who confirmed having read a message."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models.campaigns import REF, TITLE, WORDS, Activity, Audience, Campaign


class Reach(models.Model):
    """How many people of a unit (or of a group without one, such as visitors) an activity reached; said again, it takes its place.

    Counts of two activities may hold the same person twice, so they add up to contacts, never to people.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reach")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=80, blank=True)  # a post or a group: "petugas loket", "pengunjung layanan"
    people = models.PositiveIntegerField()
    basis = models.CharField(max_length=10)
    day = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "unit", "group"], name="campaign_reach_once"),
            models.UniqueConstraint(fields=["activity", "group"], condition=Q(unit__isnull=True), name="campaign_reach_of_a_group_once"),
            models.CheckConstraint(condition=Q(basis__in=sorted(declare.BASES)), name="campaign_reach_basis_known"),
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(group=""), name="campaign_reach_is_of_somebody"),
        ]


class Reached(models.Model):
    """Somebody on the list of an activity, and the unit in which they were then; after a time without the name (`retained`)."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reached")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "person"], name="campaign_reached_once")]


class Nameless(models.Model):
    """How many different people of a campaign's lists have lost their names: of a unit, of none (`unit` null), or altogether (`whole`).

    Whoever is still on a list by name is not among them, so that both together are the different people who were reached.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    whole = models.BooleanField(default=False)
    people = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="campaign_nameless_once"),
            models.UniqueConstraint(
                fields=["campaign", "whole"], condition=Q(unit__isnull=True), name="campaign_nameless_once_without_unit"
            ),
            models.CheckConstraint(condition=Q(whole=False) | Q(unit__isnull=True), name="campaign_nameless_whole_has_no_unit"),
        ]


class Circular(models.Model):
    """A message that everybody of an audience confirms having read, until `due_on`. What was sent is not changed any more."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "circular:<id>"
    number = models.CharField(max_length=14, unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="circulars")
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE)
    body = models.TextField(max_length=WORDS)
    body_en = models.TextField(max_length=WORDS, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default="draft")
    digest = models.CharField(max_length=64, blank=True)  # of what was sent
    opened_on = models.DateField()
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.CIRCULARS)), name="circular_state_known"),
            models.CheckConstraint(condition=Q(state="draft") | (Q(sent_on__isnull=False) & ~Q(digest="")), name="circular_sent_has_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="circular_due")]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """That somebody is to read a message, in which unit they were when it was sent, and the day on which they confirmed it.

    After a time the name goes and the rest stays (`retained`).
    """

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    read_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["circular", "person"], name="circular_reading_once")]
        indexes: ClassVar = [
            models.Index(fields=["person", "read_on"], name="circular_reading_person"),
            models.Index(fields=["circular", "unit"], name="circular_reading_unit"),
            models.Index(fields=["circular"], condition=Q(told_on__isnull=True), name="circular_reading_untold"),
        ]
