"""A scope's policy, what it set out to reach, and what it watches. Every word here is in clear."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.documents.models import Document, Version
from amanah.engines.risks.indicators import periods
from amanah.engines.risks.models import Risk
from amanah.foundation.organisation.models import Person
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare
from amanah.rooms.antibribery.objectives.standing import Terms

TITLE = 160
WORDS = 4000
CODE = 16
REF = 60
PLACE = 300
UNIT = 40
DIGITS, PLACES = 14, 2


def figure() -> models.DecimalField:
    """A column for a number that people wrote or the house counted."""
    return models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)


class Policy(models.Model):
    """Which controlled document is the anti-bribery policy of a scope, from when until when."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "smap_policy:<id>"
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="policies")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope"], condition=Q(until__isnull=True), name="smap_policy_one_at_a_time"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="smap_policy_days_in_order"),
        ]


class Judgement(models.Model):
    """Whether one version of the policy holds what one requirement asks. The latest one of an element stands; another person decides on it.

    `element` is "<edition>/<requirement>", as `elements` names it.
    """

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="judgements")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    element = models.CharField(max_length=24)
    verdict = models.CharField(max_length=CODE)
    quoted = models.TextField(max_length=WORDS, blank=True)  # the sentence of the policy that says it
    reason = models.TextField(max_length=WORDS)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_on = models.DateField()
    state = models.CharField(max_length=CODE, default=declare.JUDGED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    remark = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verdict__in=sorted(declare.VERDICTS)), name="smap_judgement_verdict_known"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.JUDGEMENTS)), name="smap_judgement_state_known"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("judged_by")), name="smap_judgement_second_person"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["policy", "state"], name="smap_judgement_state")]


class Publication(models.Model):
    """Where the policy can be had, from when until when."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="publications")
    sort = models.CharField(max_length=CODE)
    place = models.CharField(max_length=PLACE)
    since = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.PLACES)), name="smap_publication_sort_known"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="smap_publication_days_in_order"),
        ]


class Objective(models.Model):
    """Something to be reached by a day, measured in one number. `outcome` is the state that was frozen when it was evaluated."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "objective:<id>"
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="objectives")
    title = models.CharField(max_length=TITLE)
    criteria = models.JSONField(default=list)
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="+")
    sentence = models.TextField(max_length=WORDS, blank=True)  # of the policy that it serves
    unit_word = models.CharField(max_length=UNIT)
    direction = models.CharField(max_length=CODE)
    baseline = figure()
    target = figure()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    resources = models.TextField(max_length=WORDS)
    judged_how = models.TextField(max_length=WORDS)
    begins_on = models.DateField()
    due_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_on = models.DateField()
    dropped_on = models.DateField(null=True)
    dropped_why = models.TextField(max_length=WORDS, blank=True)
    outcome = models.CharField(max_length=CODE, blank=True)
    evaluation = models.TextField(max_length=WORDS, blank=True)
    evaluated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    evaluated_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(direction__in=sorted(declare.DIRECTIONS)), name="smap_objective_direction_known"),
            models.CheckConstraint(condition=Q(due_on__gt=F("begins_on")), name="smap_objective_days_in_order"),
            models.CheckConstraint(
                condition=Q(direction="up", target__gte=F("baseline")) | Q(direction="down", target__lte=F("baseline")),
                name="smap_objective_goes_its_way",
            ),
            models.CheckConstraint(condition=Q(dropped_on__isnull=True) | ~Q(dropped_why=""), name="smap_objective_dropped_with_reason"),
            models.CheckConstraint(
                condition=Q(evaluated_by__isnull=True) | ~Q(evaluated_by=F("owner")), name="smap_objective_judged_by_another"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", evaluated_on__isnull=True, evaluated_by__isnull=True)
                | Q(outcome__in=["reached", "missed", "dropped"], evaluated_on__isnull=False, evaluated_by__isnull=False),
                name="smap_objective_evaluated_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-begins_on", "-id"], name="smap_objective_newest"),
            models.Index(fields=["scope", "outcome"], name="smap_objective_scope"),
            models.Index(fields=["owner"], condition=Q(outcome=""), name="smap_objective_owner"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def terms(self) -> Terms:
        """What was set out, for judging how it stands."""
        return Terms(self.baseline, self.target, self.direction, self.begins_on, self.due_on, self.dropped_on)


class Progress(models.Model):
    """A value as it was on a day, with what is behind it. Rows are only ever added; a later one for the same day counts."""

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="progress")
    seq = models.PositiveIntegerField()
    day = models.DateField()
    value = figure()
    note = models.TextField(max_length=WORDS)
    evidence = models.CharField(max_length=PLACE, blank=True)
    written_on = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["day", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["objective", "seq"], name="smap_progress_once"),
            models.CheckConstraint(condition=Q(day__lte=F("written_on")), name="smap_progress_not_ahead"),
        ]


class Measure(models.Model):
    """Something that is watched: what, how, how often, by whom, and from which values on it is green, amber or red.

    `source` names what the house counts by itself (`engines.measures`); without one `measurer` reads it by hand.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=REF, unique=True)  # "measure:<id>"
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="measures")
    title = models.CharField(max_length=TITLE)
    what = models.TextField(max_length=WORDS)
    method = models.TextField(max_length=WORDS)
    criteria = models.JSONField(default=list)
    source = models.CharField(max_length=UNIT, blank=True)
    form = models.CharField(max_length=CODE)
    unit_word = models.CharField(max_length=UNIT)
    direction = models.CharField(max_length=CODE)
    frequency = models.CharField(max_length=CODE)
    measurer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    analyst = models.ForeignKey(Person, models.PROTECT, related_name="+")
    analyse_days = models.PositiveSmallIntegerField(null=True)  # working days; the rulebook's where nothing is said
    told_to = models.CharField(max_length=PLACE)
    green = figure()
    amber = figure()
    why = models.TextField(max_length=WORDS)
    starts_on = models.DateField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_on = models.DateField()
    read_to = models.DateField(null=True)  # the last day of the latest period that was read; so that lists need not ask the readings
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(direction__in=sorted(declare.DIRECTIONS)), name="smap_measure_direction_known"),
            models.CheckConstraint(condition=Q(form__in=sorted(declare.FORMS)), name="smap_measure_form_known"),
            models.CheckConstraint(condition=Q(frequency__in=sorted(declare.FREQUENCIES)), name="smap_measure_frequency_known"),
            models.CheckConstraint(
                condition=Q(direction="up", green__gte=F("amber")) | Q(direction="down", green__lte=F("amber")),
                name="smap_measure_bounds_in_order",
            ),
            models.CheckConstraint(condition=~Q(source="") | Q(measurer__isnull=False), name="smap_measure_read_by_somebody"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | ~Q(ended_why=""), name="smap_measure_ended_with_reason"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-starts_on", "-id"], name="smap_measure_newest"),
            models.Index(fields=["scope"], condition=Q(ended_on__isnull=True), name="smap_measure_scope"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def first(self) -> periods.Period:
        """The first period that is read."""
        return periods.containing(self.starts_on, self.frequency)


class Reading(models.Model):
    """What a measure said of a period, frozen with the thresholds of that day. A later one of the same period stands in its place."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    seq = models.PositiveSmallIntegerField()  # within its period
    period_from = models.DateField()
    period_to = models.DateField()
    numerator = figure()
    denominator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)  # None where there was nothing to measure
    green = figure()
    amber = figure()
    colour = models.CharField(max_length=CODE)
    note = models.TextField(max_length=WORDS, blank=True)
    read_on = models.DateField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # None: by the house itself

    class Meta:
        ordering: ClassVar = ["period_to", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "period_to", "seq"], name="smap_reading_once"),
            models.CheckConstraint(condition=Q(colour__in=sorted(declare.COLOURS)), name="smap_reading_colour_known"),
            models.CheckConstraint(condition=Q(value__isnull=False) | Q(colour="nothing"), name="smap_reading_nothing_has_no_colour"),
            models.CheckConstraint(condition=Q(period_to__lte=F("read_on")), name="smap_reading_after_its_period"),
        ]


class Analysis(models.Model):
    """What a reading means, and what follows from it. Rows are only ever added."""

    reading = models.OneToOneField(Reading, models.PROTECT, related_name="analysis")
    text = models.TextField(max_length=WORDS)
    follows = models.TextField(max_length=WORDS, blank=True)  # why nothing has to be done about a red one, or what
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Step(models.Model):
    """One thing that was done about the record `ref`. Rows are only ever added; a trigger holds this on both databases."""

    ref = models.CharField(max_length=REF)
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS * 2, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # None: the house itself

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ref", "seq"], name="smap_objective_step_once"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="smap_objective_act_known"),
        ]
