"""One engagement, its team, its waivers and everything that was done about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.engagements import declare, kinds
from amanah.engines.engagements.models.programmes import Item, Programme
from amanah.engines.engagements.models.sizes import CODE, LETTER, REF, TITLE, WORDS
from amanah.foundation.organisation.models import Person, Unit


class Engagement(models.Model):
    """One audit, review or the like. `unit` is whose area it is: roles are asked over it. Dates only, nothing finer."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=47, unique=True)  # "engagement:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=TITLE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=REF, blank=True)  # "scope:<id>", if it is about one
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="engagements")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="engagements")
    source = models.CharField(max_length=REF, blank=True)
    objective = models.TextField(max_length=WORDS)
    covers = models.TextField(max_length=WORDS)
    leaves_out = models.TextField(max_length=WORDS, blank=True)  # what is not looked at, and why
    criteria = models.JSONField(default=list)
    period_from = models.DateField()
    period_to = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    assignment = models.CharField(max_length=LETTER, blank=True)  # the number of the letter of assignment
    assigned_on = models.DateField(null=True)
    state = models.CharField(max_length=CODE, default=declare.FIRST)
    conclusion = models.TextField(max_length=WORDS, blank=True)
    reported_on = models.DateField(null=True)
    report_sha = models.CharField(max_length=64, blank=True)  # SHA-256 over what the report says
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="engagement_state_known"),
            models.CheckConstraint(condition=Q(period_from__lte=F("period_to")), name="engagement_period_runs_forward"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="engagement_days_run_forward"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False, state__in=sorted(declare.ENDED))
                | Q(ended_on__isnull=True, state__in=sorted(declare.RUNNING)),
                name="engagement_ended_has_day",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=False, state__in=sorted(declare.REPORTED))
                | (Q(reported_on__isnull=True) & ~Q(state__in=sorted(declare.REPORTED))),
                name="engagement_reported_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-starts_on", "-id"], name="engagement_newest"),
            models.Index(fields=["kind", "state"], name="engagement_kind"),
            models.Index(fields=["scope"], name="engagement_scope"),
            models.Index(fields=["unit", "state"], name="engagement_unit"),
            models.Index(fields=["source"], name="engagement_source"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]

    @property
    def declared(self) -> kinds.Kind:
        """Its kind as a room declared it."""
        return kinds.kind(self.kind)


class Subject(models.Model):
    """A unit that is looked at, with everything below it."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="subjects")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["engagement", "unit"], name="engagement_subject_once")]


class Waiver(models.Model):
    """That somebody may be in the team although they are not independent, for these reasons and no others.

    `grounds` are the reasons in the institution's language, as the second person read them: another reason, or the same one with other
    days, needs another waiver.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="waivers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=CODE)
    grounds = models.JSONField()
    reason = models.TextField(max_length=WORDS)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    verdict = models.CharField(max_length=CODE, default="asked")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    answer = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verdict__in=sorted(declare.WAIVERS)), name="waiver_verdict_known"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("person"))),
                name="waiver_four_eyes",
            ),
            models.UniqueConstraint(fields=["engagement", "person"], condition=Q(verdict="asked"), name="waiver_one_open"),
        ]


class Member(models.Model):
    """Somebody in the team, from one day to another."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=CODE)
    since = models.DateField()
    until = models.DateField(null=True)
    left_why = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(part__in=[part.value for part in declare.Part]), name="team_part_known"),
            models.UniqueConstraint(fields=["engagement", "person"], condition=Q(until__isnull=True), name="team_member_once"),
            models.UniqueConstraint(fields=["engagement"], condition=Q(until__isnull=True, part="lead"), name="team_one_lead"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="team_person")]


class Step(models.Model):
    """One thing that was done about an engagement. Rows are only ever added; a trigger holds this on both databases.

    `inner` is not told to those who are looked at.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    source = models.CharField(max_length=CODE, blank=True)
    target = models.CharField(max_length=CODE)
    about = models.CharField(max_length=TITLE, blank=True)  # whom or what: a name, a number
    text = models.TextField(max_length=WORDS, blank=True)
    inner = models.BooleanField(default=False)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["engagement", "seq"], name="engagement_step_once")]
