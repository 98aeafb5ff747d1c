"""What the institution gives, who may decide in its name, and what its associates commit themselves to. Every word here is in clear."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.models import Scope

TITLE = 160
WORDS = 4000
CODE = 16


class Request(models.Model):
    """One benefit that the institution means to give, or gave. Amounts are whole rupiah.

    `late` says that it was asked for, or decided on, after the day it was given; that never goes away. `signs` are the sides whose
    signature it needs, in order, and `awaits` the next of them. `bars` are the rules that leave nothing but refusal. Both follow the
    rulebook of the day on which it was asked for.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=45, unique=True)  # "approval:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="approvals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=CODE)
    title = models.CharField(max_length=TITLE)
    purpose = models.TextField(max_length=WORDS)
    programme = models.CharField(max_length=TITLE, blank=True)
    recipient = models.CharField(max_length=TITLE)
    recipient_key = models.CharField(max_length=TITLE)  # the name folded, so that amounts to one recipient add up
    recipient_kind = models.CharField(max_length=CODE)
    pending = models.CharField(max_length=CODE)
    pending_words = models.TextField(max_length=WORDS, blank=True)
    value = models.BigIntegerField()
    people = models.PositiveIntegerField(default=1)
    cash = models.BooleanField(default=False)
    event_on = models.DateField()
    takes_part = models.ManyToManyField(Person, related_name="+")
    others = models.CharField(max_length=TITLE, blank=True)
    diligence = models.CharField(max_length=TITLE, blank=True)
    late = models.BooleanField(default=False)
    level = models.CharField(max_length=CODE)
    signs = models.JSONField(default=list)
    bars = models.JSONField(default=list)
    awaits = models.CharField(max_length=CODE, blank=True)
    state = models.CharField(max_length=CODE, default=declare.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    conditions = models.TextField(max_length=WORDS, blank=True)
    decided_on = models.DateField(null=True)
    report_due = models.DateField(null=True)
    given_value = models.BigIntegerField(null=True)
    given_on = models.DateField(null=True)
    given_words = models.TextField(max_length=WORDS, blank=True)
    evidence = models.CharField(max_length=TITLE, blank=True)
    deviation = models.TextField(max_length=WORDS, blank=True)
    reported_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=sorted(declare.KINDS)), name="approval_kind_known"),
            models.CheckConstraint(condition=Q(recipient_kind__in=sorted(declare.RECIPIENTS)), name="approval_recipient_known"),
            models.CheckConstraint(condition=Q(pending__in=sorted(declare.PENDING)), name="approval_pending_known"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="approval_state_known"),
            models.CheckConstraint(condition=Q(level__in=sorted(declare.SIGNED_BY)), name="approval_level_known"),
            models.CheckConstraint(condition=Q(value__gt=0, people__gte=1), name="approval_worth_something"),
            models.CheckConstraint(
                condition=(Q(state__in=declare.OPEN) & ~Q(awaits="")) | (~Q(state__in=declare.OPEN) & Q(awaits="")),
                name="approval_open_awaits_somebody",
            ),
            models.CheckConstraint(condition=~Q(state__in=["approved", "reported"]) | Q(bars=[]), name="approval_never_against_a_rule"),
            models.CheckConstraint(
                condition=Q(state="reported", reported_on__isnull=False, given_value__isnull=False)
                | (~Q(state="reported") & Q(reported_on__isnull=True)),
                name="approval_reported_with_value",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-asked_on", "-id"], name="approval_newest"),
            models.Index(fields=["scope", "state"], name="approval_scope"),
            models.Index(fields=["unit", "state"], name="approval_unit"),
            models.Index(fields=["recipient_key", "event_on"], name="approval_recipient"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def deviates(self) -> bool:
        """Whether what was given is worth something else than what was approved."""
        return self.given_value is not None and self.given_value != self.value


class Signature(models.Model):
    """One person's yes or no. Rows are only ever added; no person signs a request twice."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="signatures")
    seq = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=CODE)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approves = models.BooleanField()
    reason = models.TextField(max_length=WORDS)
    conditions = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "seq"], name="approval_signature_once"),
            models.UniqueConstraint(fields=["request", "person"], name="approval_signed_by_different_people"),
        ]


class Delegation(models.Model):
    """A decision with more than low risk that somebody takes in another's place, up to a ceiling in rupiah (None: without one).

    `clear` is what the delegate said last about conflicts of interest; while it is not, `instead` decides. `confirm_due` is the last day
    on which that word still counts.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=47, unique=True)  # "delegation:<id>"
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="delegations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=TITLE)
    words = models.TextField(max_length=WORDS, blank=True)
    ceiling = models.BigIntegerField(null=True)
    delegator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    delegate = models.ForeignKey(Person, models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=TITLE)
    checked = models.TextField(max_length=WORDS)  # how it was made sure that nothing stood between the delegate and the decision
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=CODE, default=declare.ACTIVE)
    clear = models.BooleanField(default=True)
    instead = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField()
    confirm_due = models.DateField()
    opened_on = models.DateField()
    recalled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(delegate=F("delegator")), name="delegation_between_two"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="delegation_days_in_order"),
            models.CheckConstraint(condition=Q(ceiling__isnull=True) | Q(ceiling__gt=0), name="delegation_ceiling_above_nothing"),
            models.CheckConstraint(
                condition=Q(clear=True, instead__isnull=True) | (Q(clear=False, instead__isnull=False) & ~Q(instead=F("delegate"))),
                name="delegation_conflict_has_another",
            ),
            models.CheckConstraint(
                condition=Q(state="active", recalled_on__isnull=True) | Q(state="recalled", recalled_on__isnull=False),
                name="delegation_recalled_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="delegation_newest"),
            models.Index(fields=["scope", "state"], name="delegation_scope"),
            models.Index(fields=["unit", "state"], name="delegation_unit"),
            models.Index(fields=["delegate", "state"], name="delegation_delegate"),
        ]

    def __str__(self) -> str:
        return self.number


class Commitment(models.Model):
    """What one business associate was asked to promise against bribery before a contract, and what came of it.

    Refused, `instead` says what was done in its place. `bribery_class` is the risk that the associate was held to pose.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=57, unique=True)  # "associate_commitment:<id>"
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="commitments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    associate = models.CharField(max_length=TITLE)
    matter = models.CharField(max_length=TITLE)
    bribery_class = models.CharField(max_length=CODE)
    diligence = models.CharField(max_length=TITLE, blank=True)
    state = models.CharField(max_length=CODE, default=declare.WANTED)
    right_to_end = models.BooleanField(default=False)
    training = models.CharField(max_length=TITLE, blank=True)  # which training was offered to the associate, and when
    document = models.CharField(max_length=TITLE, blank=True)
    expires_on = models.DateField(null=True)
    reason = models.TextField(max_length=WORDS, blank=True)
    instead = models.TextField(max_length=WORDS, blank=True)
    opened_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.COMMITMENT_STATES)), name="associate_commitment_state_known"),
            models.CheckConstraint(condition=Q(bribery_class__in=sorted(BRIBERY)), name="associate_commitment_class_known"),
            models.CheckConstraint(condition=~Q(state="given") | ~Q(document=""), name="associate_commitment_given_in_writing"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(instead=""), name="associate_commitment_refused_is_answered"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="associate_commitment_newest"),
            models.Index(fields=["scope", "state"], name="associate_commitment_scope"),
            models.Index(fields=["expires_on"], name="associate_commitment_expires"),
        ]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One thing that was done about one of them. Rows are only ever added; a trigger holds this on both databases."""

    ref = models.CharField(max_length=57)
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    source = models.CharField(max_length=CODE, blank=True)
    target = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS * 2, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # null: the house itself

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["ref", "seq"], name="approval_step_once")]
