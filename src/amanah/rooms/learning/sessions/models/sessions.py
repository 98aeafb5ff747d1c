"""Holding an offer once."""

from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.learning.sessions.models.offers import TITLE, WORDS, Edition


class State(models.TextChoices):
    """Where a session stands."""

    PLANNED = "planned", _("Direncanakan")
    OPEN = "open", _("Pendaftaran dibuka")
    HELD = "held", _("Sudah dilaksanakan")
    CLOSED = "closed", _("Ditutup")
    CANCELLED = "cancelled", _("Dibatalkan")


class Session(models.Model):
    """One holding of an edition, by a unit, for those who have a post in `audience` or below it, and for guests whom it invites.

    Begin and end are moments; people read them in the zone of the unit. `sequence` grows with whatever a calendar would show
    differently. `key` is what attendance codes are made with and is told to nobody.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=44, unique=True)  # "session:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sessions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    audience = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    day = models.DateField()  # of the beginning, where the unit is; lists go by it
    place = models.CharField(max_length=TITLE, blank=True)
    link = models.CharField(max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True)
    cost = models.PositiveBigIntegerField(default=0)  # rupiah
    note = models.TextField(max_length=WORDS, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    sequence = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=64)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="learning_session_state_known"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="learning_session_ends_later"),
            models.CheckConstraint(condition=~Q(place="", link=""), name="learning_session_is_somewhere"),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="learning_session_has_room"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_on__isnull=False) | (~Q(state="cancelled") & Q(cancelled_on__isnull=True)),
                name="learning_session_cancelled_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-day", "-id"], name="learning_session_newest"),
            models.Index(fields=["unit", "state"], name="learning_session_unit"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def zone(self) -> ZoneInfo:
        """The zone on the walls of the unit."""
        return ZoneInfo(self.unit.zone)

    @property
    def last_day(self) -> date:
        """The day of its end, where the unit is."""
        return self.ends.astimezone(self.zone).date()

    @property
    def running(self) -> bool:
        """Whether people can still be put into it."""
        return self.state in {State.PLANNED, State.OPEN}

    @property
    def over(self) -> bool:
        """Whether it took place."""
        return self.state in {State.HELD, State.CLOSED}


class Trainer(models.Model):
    """Who teaches: somebody of the house, or a name from outside."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="trainers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=TITLE, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="learning_trainer_once"),
            models.CheckConstraint(condition=Q(person__isnull=False) ^ ~Q(name=""), name="learning_trainer_is_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person is not None else self.name
