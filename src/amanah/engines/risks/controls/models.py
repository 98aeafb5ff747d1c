"""What holds a risk back, how it was tested, and what came of it. Every word here is in clear.

A control that arose from a sealed case holds no word of the report, and is kept from whoever is kept from the case.
"""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.controls import declare
from amanah.engines.risks.models import Cause, Consequence, Risk
from amanah.foundation.organisation.models import Person, Unit

TITLE = 160
WORDS = 4000
EVIDENCE = 300
CODE = 16


class Control(models.Model):
    """One measure against risks. `owner` is who carries it out; without one, whoever heads `unit` does.

    The verdicts are copies of the latest test of each kind, with its day; `next_test_on` follows the rulebook.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=44, unique=True)  # "control:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    description = models.TextField(max_length=WORDS, blank=True)
    nature = models.CharField(max_length=CODE)
    sort = models.CharField(max_length=CODE)
    way = models.CharField(max_length=CODE)
    frequency = models.CharField(max_length=CODE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    key = models.BooleanField(default=False)
    state = models.CharField(max_length=CODE, default="active")
    source = models.CharField(max_length=96, blank=True)
    opened_on = models.DateField()
    retired_on = models.DateField(null=True)
    design = models.CharField(max_length=CODE, blank=True)
    design_on = models.DateField(null=True)
    operating = models.CharField(max_length=CODE, blank=True)
    operating_on = models.DateField(null=True)
    pressure = models.CharField(max_length=CODE, blank=True)
    pressure_on = models.DateField(null=True)
    next_test_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(nature__in=sorted(declare.NATURES)), name="control_nature_known"),
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="control_sort_known"),
            models.CheckConstraint(condition=Q(way__in=sorted(declare.WAYS)), name="control_way_known"),
            models.CheckConstraint(condition=Q(frequency__in=sorted(declare.FREQUENCIES)), name="control_frequency_known"),
            models.CheckConstraint(
                condition=Q(state="active", retired_on__isnull=True, next_test_on__isnull=False)
                | Q(state="retired", retired_on__isnull=False, next_test_on__isnull=True),
                name="control_retired_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="control_newest"),
            models.Index(fields=["next_test_on", "id"], name="control_next_test"),
            models.Index(fields=["unit", "state"], name="control_unit"),
            models.Index(fields=["owner"], name="control_owner"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def verdict(self) -> str:
        """What the latest tests say together: the worst of them; "" until its operation was tested, unless something failed before."""
        told = {self.design, self.operating, self.pressure}
        for verdict in ("ineffective", "partly"):
            if verdict in told:
                return verdict
        return self.operating

    @property
    def tested_on(self) -> date | None:
        """The day of the latest test of any kind."""
        return max((day for day in (self.design_on, self.operating_on, self.pressure_on) if day is not None), default=None)


class Serves(models.Model):
    """That a control holds back a risk: as a whole, one of its causes, or one of its consequences (the place on the bow-tie)."""

    control = models.ForeignKey(Control, models.PROTECT, related_name="serves")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="served")
    cause = models.ForeignKey(Cause, models.PROTECT, null=True, related_name="+")
    consequence = models.ForeignKey(Consequence, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cause__isnull=True) | Q(consequence__isnull=True), name="serves_one_place"),
            models.UniqueConstraint(
                fields=["control", "risk"],
                condition=Q(until__isnull=True, cause__isnull=True, consequence__isnull=True),
                name="serves_whole_once",
            ),
            models.UniqueConstraint(
                fields=["control", "risk", "cause"], condition=Q(until__isnull=True, cause__isnull=False), name="serves_cause_once"
            ),
            models.UniqueConstraint(
                fields=["control", "risk", "consequence"],
                condition=Q(until__isnull=True, consequence__isnull=False),
                name="serves_consequence_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["risk", "until"], name="serves_risk")]


class Plan(models.Model):
    """A test that was prepared: a sample drawn from a population, or an attempt to get round the control that a second person allows.

    `items` are the labels of the whole population, `chosen` the positions (from 1) that `seed` draws from it; see `sampling`. `owner`
    is who answered for the control then.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=14, unique=True)
    control = models.ForeignKey(Control, models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=CODE)
    from_day = models.DateField()
    to_day = models.DateField()
    procedure = models.TextField(max_length=WORDS)
    items = models.JSONField(default=list)
    population = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=16, blank=True)
    chosen = models.JSONField(default=list)
    state = models.CharField(max_length=CODE)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    planner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_on = models.DateField()
    decider = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.PLANS)), name="control_plan_state_known"),
            models.CheckConstraint(condition=Q(kind__in=[declare.OPERATING, declare.PRESSURE]), name="control_plan_kind_known"),
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="control_plan_days_in_order"),
            models.CheckConstraint(condition=Q(owner__isnull=True) | ~Q(owner=F("planner")), name="control_plan_not_by_owner"),
            models.CheckConstraint(
                condition=Q(decider__isnull=True) | (~Q(decider=F("planner")) & (Q(owner__isnull=True) | ~Q(decider=F("owner")))),
                name="control_plan_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(kind=declare.PRESSURE, state__in=[declare.OPEN, declare.DONE]) | Q(decider__isnull=False),
                name="control_pressure_is_approved",
            ),
            models.UniqueConstraint(
                fields=["control", "kind"], condition=Q(state__in=declare.RUNNING), name="control_one_running_plan_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Test(models.Model):
    """A test and its verdict. Rows are only ever added; a trigger holds this on both databases.

    `results` holds [position, outcome, note] of every item that was looked at. `owner` is who answered for the control on that day and
    is never `tester`. For a pressure test, `sample` counts the attempts and `exceptions` those that got through.
    """

    __test__ = False

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=41, unique=True)  # "test:<id>", which a flag on a risk names
    number = models.CharField(max_length=14, unique=True)
    control = models.ForeignKey(Control, models.PROTECT, related_name="tests")
    seq = models.PositiveIntegerField()
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, related_name="test")
    kind = models.CharField(max_length=CODE)
    from_day = models.DateField()
    to_day = models.DateField()
    population = models.PositiveIntegerField(default=0)
    sample = models.PositiveIntegerField(default=0)
    exceptions = models.PositiveIntegerField(default=0)
    results = models.JSONField(default=list)
    method = models.CharField(max_length=CODE)
    verdict = models.CharField(max_length=CODE)
    note = models.TextField(max_length=WORDS)
    evidence = models.CharField(max_length=EVIDENCE, blank=True)
    tester = models.ForeignKey(Person, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["control", "seq"], name="control_test_once"),
            models.CheckConstraint(condition=Q(owner__isnull=True) | ~Q(owner=F("tester")), name="control_test_not_by_owner"),
            models.CheckConstraint(condition=Q(kind__in=sorted(declare.KINDS)), name="control_test_kind_known"),
            models.CheckConstraint(condition=Q(verdict__in=sorted(declare.VERDICTS)), name="control_test_verdict_known"),
            models.CheckConstraint(condition=Q(method__in=sorted(declare.METHODS)), name="control_test_method_known"),
            models.CheckConstraint(condition=Q(exceptions__lte=F("sample")), name="control_test_exceptions_in_sample"),
            models.CheckConstraint(
                condition=~Q(kind=declare.OPERATING) | Q(sample__lte=F("population"), sample__gte=1),
                name="control_test_sample_in_population",
            ),
            models.CheckConstraint(condition=~Q(verdict="effective") | Q(exceptions=0), name="control_test_effective_without_exceptions"),
            models.CheckConstraint(condition=Q(kind=declare.DESIGN) | Q(plan__isnull=False), name="control_test_has_plan"),
        ]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One thing that was done about a control, with its words. Rows are only ever added; a trigger holds this on both databases."""

    control = models.ForeignKey(Control, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS, blank=True)
    test = models.ForeignKey(Test, models.PROTECT, null=True, related_name="+")
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["control", "seq"], name="control_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="control_step_from_one"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="control_step_act_known"),
        ]
