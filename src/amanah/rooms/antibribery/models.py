"""Where the anti-bribery management system applies, who answers for it there, and what it stands in. Every word here is in clear."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.antibribery import declare

TITLE = 160
WORDS = 4000
CODE = 16


class Scope(models.Model):
    """One scope of the system: a unit with what is below it, or a part of its work. Scopes nest; each has its own statement.

    `top_person` is who leads it ("top management"); `governing` names the body above, and is empty where top management carries
    that duty too. `transition_on` is a day that the institution confirmed, with its source; Amanah never supposes one.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "scope:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    editions = models.CharField(max_length=CODE)
    top_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    top_title = models.CharField(max_length=TITLE)
    governing = models.CharField(max_length=TITLE, blank=True)
    headcount = models.PositiveIntegerField(null=True)
    transition_on = models.DateField(null=True)
    transition_source = models.CharField(max_length=TITLE, blank=True)
    state = models.CharField(max_length=CODE, default=declare.ACTIVE)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(editions__in=sorted(declare.EDITIONS)), name="scope_editions_known"),
            models.CheckConstraint(
                condition=Q(state="active", closed_on__isnull=True) | Q(state="closed", closed_on__isnull=False),
                name="scope_closed_has_day",
            ),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="scope_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(transition_on__isnull=True, transition_source="") | (Q(transition_on__isnull=False) & ~Q(transition_source="")),
                name="scope_transition_has_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="scope_newest"),
            models.Index(fields=["unit", "state"], name="scope_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def edition_keys(self) -> tuple[str, ...]:
        """The editions it is run by, the newest first."""
        return (declare.EDITION_2025, declare.EDITION_2016) if self.editions == declare.BOTH else (self.editions,)


class Statement(models.Model):
    """The scope in words: what is in it, what is not and why. Never changed: a better wording is the next version."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="statements")
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=WORDS)
    excluded = models.TextField(max_length=WORDS, blank=True)
    since = models.DateField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scope", "version"], name="scope_statement_version_once")]


class Appointment(models.Model):
    """Who carries the anti-bribery function of a scope (FKAP), by which decree, and how it is kept independent."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="appointments")
    decree = models.CharField(max_length=TITLE)
    decree_on = models.DateField()
    independence = models.TextField(max_length=WORDS)
    access = models.TextField(max_length=WORDS)  # how it reaches top management and the governing body without asking anybody
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope"], condition=Q(until__isnull=True), name="scope_one_function_at_a_time"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="scope_function_days_in_order"),
        ]


class Member(models.Model):
    """One person of the function."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-leads", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["appointment", "person"], name="scope_member_once")]
        indexes: ClassVar = [models.Index(fields=["person"], name="scope_member_person")]


class Item(models.Model):
    """One thing that the scope stands in: an issue, a party and what it asks, a process, a site. Ended, never deleted or changed."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="items")
    sort = models.CharField(max_length=CODE)
    title = models.CharField(max_length=TITLE)
    words = models.TextField(max_length=WORDS, blank=True)
    climate = models.BooleanField(default=False)  # an issue or a wish that has to do with climate change
    exposure = models.CharField(max_length=TITLE, blank=True)  # the key by which a process's bribery class is kept
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="scope_item_sort_known"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="scope_item_days_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["scope", "until"], name="scope_item_now")]


class Climate(models.Model):
    """A decision whether climate change matters for the scope, with its reason. The newest one stands; rows are only ever added."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="climate_decisions")
    relevant = models.BooleanField()
    reason = models.TextField(max_length=WORDS)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]


class Change(models.Model):
    """A planned change to the system: what, why, what follows from it, who sees to it. It is decided before the day it begins."""

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="changes")
    title = models.CharField(max_length=TITLE)
    why = models.TextField(max_length=WORDS)
    consequences = models.TextField(max_length=WORDS)
    resources = models.TextField(max_length=WORDS, blank=True)
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begins_on = models.DateField()
    state = models.CharField(max_length=CODE, default=declare.PROPOSED)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.TextField(max_length=WORDS, blank=True)
    outcome = models.TextField(max_length=WORDS, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-proposed_on", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.CHANGE_STATES)), name="scope_change_state_known"),
            models.CheckConstraint(condition=Q(decider__isnull=True) | ~Q(decider=F("proposer")), name="scope_change_second_person"),
            models.CheckConstraint(
                condition=~Q(state__in=[declare.DECIDED, declare.DONE]) | Q(decided_on__lt=F("begins_on")),
                name="scope_change_decided_before",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope", "state"], name="scope_change_state")]

    def __str__(self) -> str:
        return self.number

    def waits_on(self, day: date) -> bool:
        """Whether it may still be decided on that day."""
        return self.state == declare.PROPOSED and day < self.begins_on


class Report(models.Model):
    """What the function tells top management and the governing body of a period. Once issued, nothing of it changes.

    `figures` are [what, how many] as they stood on the day of issue: counts only, of concerns those that the public was told.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="reports")
    period_from = models.DateField()
    period_to = models.DateField()
    adequate = models.TextField(max_length=WORDS)  # is the system adequate to the risks?
    working = models.TextField(max_length=WORDS)  # does it work as it should?
    done = models.TextField(max_length=WORDS, blank=True)  # advice given, audits and inquiries, in numbers and without names
    asks = models.TextField(max_length=WORDS, blank=True)  # what the function needs decided
    figures = models.JSONField(default=list)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    issued_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-period_to", "-number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="scope_report_days_in_order"),
            models.UniqueConstraint(fields=["scope"], condition=Q(issued_on__isnull=True), name="scope_one_report_drafted"),
        ]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One thing that was done about a scope, with its words. Rows are only ever added; a trigger holds this on both databases."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "seq"], name="scope_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="scope_step_from_one"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="scope_step_act_known"),
        ]
