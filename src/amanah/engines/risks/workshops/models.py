"""Workshops: several people judge the same risks, each alone, before anybody sees what the others think.

Words here are in clear, as those of the risks are. Scores are rows that are only ever added; whoever thinks again before the scores are
opened adds another, and the last one counts. Who may read them when is decided in `queries.scores`, and nowhere else.
"""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.models import Assessment, Risk
from amanah.foundation.organisation.models import Person, Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLE = 160
WORDS = 4000


class State(models.TextChoices):
    """Where a workshop stands."""

    SCORING = "scoring", _("Penilaian berlangsung")
    OPENED = "opened", _("Nilai dibuka")
    CLOSED = "closed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Outcome(models.TextChoices):
    """What became of one risk in a workshop."""

    OPEN = "", _("Belum ditetapkan")
    SETTLED = "settled", _("Ditetapkan")
    LEFT = "left", _("Tidak ditetapkan")


ENDED = (State.CLOSED, State.CANCELLED)


class Workshop(models.Model):
    """One round of judging. `until` is the day until which scores are asked for; `least` how many people it takes, as the rule stood."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=45, unique=True)  # "workshop:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    purpose = models.TextField(max_length=WORDS, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCORING)
    least = models.PositiveSmallIntegerField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_on = models.DateField()
    until = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="workshop_state_known"),
            models.CheckConstraint(condition=Q(stage__in=sorted(STAGES)), name="workshop_stage_known"),
            models.CheckConstraint(condition=Q(least__gte=2), name="workshop_is_not_one_person"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False, state__in=ENDED) | (Q(ended_on__isnull=True) & ~Q(state__in=ENDED)),
                name="workshop_ended_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-called_on", "-id"], name="workshop_newest"),
            models.Index(fields=["unit", "state"], name="workshop_unit"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stage_title(self) -> "StrOrPromise":
        """What is judged, in words."""
        return STAGES[self.stage]

    @property
    def opened(self) -> bool:
        """Whether the scores were opened, be it over by now or not."""
        return self.opened_on is not None


class Item(models.Model):
    """One risk in a workshop, and what was settled about it. `assessment` is the entry in the risk's own history."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="items")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="+")
    sort = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    reason = models.TextField(max_length=WORDS, blank=True)
    assessment = models.OneToOneField(Assessment, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["sort"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "risk"], name="workshop_risk_once"),
            models.CheckConstraint(
                condition=Q(outcome="settled", assessment__isnull=False) | (~Q(outcome="settled") & Q(assessment__isnull=True)),
                name="workshop_settled_has_assessment",
            ),
            models.CheckConstraint(condition=Q(outcome="") | ~Q(reason=""), name="workshop_outcome_has_reason"),
        ]


class Participant(models.Model):
    """Somebody who was asked. `absent_reason` says why they do not take part after all."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    absent_on = models.DateField(null=True)
    absent_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["workshop", "person"], name="workshop_person_once")]


class Recusal(models.Model):
    """Somebody said that they have an interest in a risk: they do not judge it and do not see how others judged it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="recusals")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=300)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "participant"], name="workshop_recusal_once")]


class Score(models.Model):
    """What one participant thinks of one risk. Rows are only ever added; a trigger holds this on both databases.

    `salt` keeps the digest in the ledger from being guessed while the score is still its author's alone.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="scores")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="scores")
    seq = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=WORDS)
    salt = models.CharField(max_length=32)
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["item", "participant", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "participant", "seq"], name="workshop_score_once"),
            models.CheckConstraint(condition=Q(likelihood__gte=1) & Q(impact__gte=1) & Q(seq__gte=1), name="workshop_score_from_one"),
        ]


class Note(models.Model):
    """What was said about one risk after the scores were opened. Rows are only ever added."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="notes")
    text = models.TextField(max_length=WORDS)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
