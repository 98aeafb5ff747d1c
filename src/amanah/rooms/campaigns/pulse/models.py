"""A pulse, its waves, and the counters that answers become. Nothing here is about one answer or about one person who answered."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.campaigns.pulse import declare
from amanah.rooms.campaigns.pulse.questions.definition import Question, thawed

TITLE = 120


class Pulse(models.Model):
    """One to five questions that a unit with everything below it is asked in waves."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "pulse:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    slug = models.SlugField(max_length=40, unique=True)  # of the address at which it is answered
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE)
    origin = models.CharField(max_length=60, blank=True)  # the campaign that it measures, "campaign:<id>"; "" stands by itself
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    questions = models.JSONField()  # keys of the questions that the next wave asks
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-opened_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Wave(models.Model):
    """One round of answering, from day to day. What is asked and of how many people stays as it was when the wave was planned.

    `result` is what may be told (see `protecting`): all that remains of the answers once the wave is closed.
    """

    pulse = models.ForeignKey(Pulse, models.PROTECT, related_name="waves")
    seq = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=8, choices=declare.SORTS)
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day
    asked = models.JSONField()  # the questions, frozen
    groups = models.JSONField()  # [{"key", "name", "invited"}] in the order of the form
    invited = models.PositiveIntegerField()
    least = models.PositiveSmallIntegerField()
    result = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    closed_on = models.DateField(null=True)
    shown_since = models.DateField(null=True)  # in public; null while it is not

    class Meta:
        ordering: ClassVar = ["pulse", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pulse", "seq"], name="pulse_wave_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="pulse_wave_has_a_length"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, result__isnull=True) | Q(closed_on__isnull=False, result__isnull=False),
                name="pulse_closed_has_result",
            ),
            models.CheckConstraint(condition=Q(shown_since__isnull=True) | Q(closed_on__isnull=False), name="pulse_shown_is_closed"),
            models.CheckConstraint(condition=Q(least__gte=3), name="pulse_protects_somebody"),
        ]

    def __str__(self) -> str:
        return str(declare.SORTS[self.sort])

    @property
    def questions(self) -> list[Question]:
        """What is asked."""
        return [thawed(one) for one in self.asked]

    def standing(self, day: date | None = None) -> str:
        """Where it stands on a day (today), one of declare.STANDINGS."""
        day = day or clock.today()
        if self.closed_on is not None:
            return declare.CLOSED
        return declare.PLANNED if day < self.opens_on else declare.OPEN if day <= self.closes_on else declare.OVER

    @property
    def names(self) -> dict[str, Any]:
        """Group → its name."""
        return {one["key"]: one["name"] for one in self.groups}


class Counter(models.Model):
    """How often a choice was made by people of a group.

    All counters of a wave are made, at nought, before the first answer, and destroyed when it closes: neither a row's place nor its making
    tells anything of an answer.

    `choice` "" counts those who left the question out, so that every sheet touches one counter of each question; `group` "" those who
    named no group.
    """

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="counters")
    group = models.CharField(max_length=36, blank=True)
    question = models.CharField(max_length=40)
    choice = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["wave", "question", "choice", "group"], name="pulse_counter_once")]
