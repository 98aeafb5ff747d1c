"""A campaign: what shall be different, for whom, what is done about it, what it costs, and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.campaigns import declare

TITLE = 160
AIM = 600
MESSAGE = 400
WORDS = 4000
REF = 56


class Audience(models.Model):
    """Whom something is for. `units` stand for everything below them; none means the whole institution.

    `employment` holds codes of organisation's Employment, none meaning every kind; `post_words` are words that a post's title holds.
    Associates and the public are outside, so that nobody counts them here.
    """

    units = models.ManyToManyField(Unit, related_name="+", blank=True)
    staff = models.BooleanField(default=True)
    heads = models.BooleanField(default=False)  # only whoever heads a unit
    post_words = models.CharField(max_length=80, blank=True)
    employment = models.JSONField(default=list, blank=True)
    associates = models.BooleanField(default=False)
    public = models.BooleanField(default=False)


class Campaign(models.Model):
    """One campaign. Days are whole days; money is whole rupiah.

    `measure` says how the aim is seen to be reached; `baseline`, `target` and `result` are figures in `measure_unit` where there are any.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "campaign:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE, blank=True)
    aim = models.TextField(max_length=AIM)
    measure = models.CharField(max_length=300)
    measure_unit = models.CharField(max_length=20, blank=True)
    baseline = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    result = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    message = models.TextField(max_length=MESSAGE)
    message_en = models.TextField(max_length=MESSAGE, blank=True)
    channels = models.JSONField(default=list, blank=True)
    values = models.JSONField(default=list, blank=True)  # keys of data/values.toml
    designs = models.JSONField(default=list, blank=True)  # keys of data/designs.toml
    budget = models.PositiveBigIntegerField(null=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, default=declare.FIRST)
    outcome = models.CharField(max_length=8, blank=True)
    findings = models.TextField(max_length=WORDS, blank=True)  # what the evaluation found
    lessons = models.TextField(max_length=WORDS, blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="campaign_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="campaign_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="campaign_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state="evaluated", outcome__in=sorted(declare.OUTCOMES)) | (~Q(state="evaluated") & Q(outcome="")),
                name="campaign_evaluated_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False, state__in=declare.CLOSED) | (Q(closed_on__isnull=True) & ~Q(state__in=declare.CLOSED)),
                name="campaign_closed_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-begins_on", "-id"], name="campaign_newest"),
            models.Index(fields=["unit", "state"], name="campaign_unit"),
            models.Index(fields=["owner", "state"], name="campaign_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]

    @property
    def needs_approval(self) -> bool:
        """Whether somebody else has to agree before it begins: it spends public money, or speaks to people outside."""
        return bool(self.budget) or self.audience.public or self.audience.associates


class Step(models.Model):
    """One thing that was done about a campaign. Rows are only ever added; a trigger holds this on both databases."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    source = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=10)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "seq"], name="campaign_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="campaign_step_from_one"),
        ]


class Activity(models.Model):
    """One thing that a campaign does on a day. `who` names people from outside; `responsible` answers for it being done."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "activity:<id>"
    number = models.CharField(max_length=14, unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="activities")
    title = models.CharField(max_length=TITLE)
    channel = models.CharField(max_length=10)
    day = models.DateField()
    last_day = models.DateField()
    begins_at = models.TimeField(null=True)
    place = models.CharField(max_length=160, blank=True)
    responsible = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, default=declare.PLANNED)
    note = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.ACTIVITY)), name="campaign_activity_state_known"),
            models.CheckConstraint(condition=Q(channel__in=sorted(declare.CHANNELS)), name="campaign_activity_channel_known"),
            models.CheckConstraint(condition=Q(last_day__gte=F("day")), name="campaign_activity_ends_after_it_begins"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "id"], name="campaign_activity_day"),
            models.Index(fields=["responsible", "state"], name="campaign_activity_responsible"),
        ]

    def __str__(self) -> str:
        return self.title


class Spending(models.Model):
    """Money that a campaign spent, in whole rupiah; a correction is a row of its own, below zero. Rows are only ever added."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="spendings")
    day = models.DateField()
    amount = models.BigIntegerField()
    what = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(amount=0), name="campaign_spending_is_something")]
