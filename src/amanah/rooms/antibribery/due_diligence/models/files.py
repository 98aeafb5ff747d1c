"""Files of due diligence, what was answered and found, and what was decided. Every word here is in clear."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.models import Risk
from amanah.foundation.organisation.models import Person, Post, Unit
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.models import Scope

TITLE = 160
WORDS = 4000
CODE = 16
KEY = 200
NUMBER = 40
DIGEST = 64


class Diligence(models.Model):
    """Everything about one associate, undertaking or post, round after round. Each stands once in a scope, found again by its `key`.

    `examiner` carries the round out; whoever decides is somebody else. `outcome` and `valid_until` are those of the last decision, also
    while a new round runs. `reopened_for` says why it does. `engaged` says whether the relationship or undertaking exists already.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=50, unique=True)  # "diligence:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="diligences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=CODE)
    form = models.CharField(max_length=CODE, blank=True)
    key = models.CharField(max_length=KEY)
    name = models.CharField(max_length=TITLE)
    registration = models.CharField(max_length=NUMBER, blank=True)
    about = models.TextField(max_length=WORDS)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    engaged = models.BooleanField(default=False)
    risk_class = models.CharField(max_length=CODE)
    class_reason = models.TextField(max_length=WORDS)
    exposure = models.CharField(max_length=96, blank=True)  # "<sort>/<key>" in the engine of risks, where it was classed there
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=96, blank=True)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    examiner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=CODE, default=declare.ASKED)
    round = models.PositiveSmallIntegerField(default=1)
    reopened_for = models.CharField(max_length=CODE, blank=True)
    since = models.DateField()  # the day on which this round began
    advice = models.CharField(max_length=CODE, blank=True)
    advice_words = models.TextField(max_length=WORDS, blank=True)
    outcome = models.CharField(max_length=CODE, blank=True)
    decided_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    asked_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "sort", "key"], name="diligence_subject_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="diligence_state_known"),
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="diligence_sort_known"),
            models.CheckConstraint(condition=Q(risk_class__in=sorted(BRIBERY)), name="diligence_class_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *sorted(declare.OUTCOMES)]), name="diligence_outcome_known"),
            models.CheckConstraint(
                condition=Q(sort="post", person__isnull=False, post__isnull=False) | (~Q(sort="post") & Q(post__isnull=True)),
                name="diligence_post_has_person",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True, valid_until__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False, valid_until__gte=F("decided_on"))),
                name="diligence_decision_has_days",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="diligence_closed_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-asked_on", "-id"], name="diligence_newest"),
            models.Index(fields=["scope", "state"], name="diligence_scope"),
            models.Index(fields=["unit", "state"], name="diligence_unit"),
            models.Index(fields=["examiner", "state"], name="diligence_examiner"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="diligence_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]

    @property
    def deep(self) -> bool:
        """Whether the deeper questions are asked."""
        return self.risk_class != "low"

    @property
    def expired(self) -> bool:
        """Whether its last decision holds no longer."""
        return self.valid_until is not None and self.valid_until < clock.today()


class Answer(models.Model):
    """What is answered to one question now. `round` is the one in which it was last confirmed; decisions keep what stood then."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    value = models.TextField(max_length=WORDS)
    note = models.TextField(max_length=WORDS, blank=True)
    round = models.PositiveSmallIntegerField()
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["diligence", "question"], name="diligence_answer_once")]


class Owner(models.Model):
    """One beneficial owner and how sure it is who that is. `person` names somebody of the institution. Ended, never deleted."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="owners")
    name = models.CharField(max_length=TITLE)
    share = models.PositiveSmallIntegerField(null=True)
    control = models.CharField(max_length=TITLE)
    sure = models.CharField(max_length=CODE)
    seen = models.CharField(max_length=TITLE, blank=True)  # in which document or register
    official = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sure__in=sorted(declare.SURE)), name="diligence_owner_sure_known"),
            models.CheckConstraint(condition=Q(share__isnull=True) | Q(share__lte=100), name="diligence_owner_share"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="diligence_owner_days_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], condition=Q(person__isnull=False), name="diligence_owner_person")]

    def __str__(self) -> str:
        return self.name


class Finding(models.Model):
    """Something adverse that was found, where and of which day, and how much it weighs by whose judgement."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="findings")
    round = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=TITLE)
    found_on = models.DateField()  # the day of the source
    text = models.TextField(max_length=WORDS)
    weight = models.CharField(max_length=CODE)
    why = models.TextField(max_length=WORDS)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(weight__in=sorted(declare.WEIGHTS)), name="diligence_weight_known")]


class Decision(models.Model):
    """What was decided at the end of a round, by whom, and what stood in the file then. Rows are only ever added."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=CODE)
    reason = models.TextField(max_length=WORDS)
    conditions = models.TextField(max_length=WORDS, blank=True)
    file = models.JSONField(default=dict)
    carried = models.CharField(max_length=TITLE, blank=True)  # who decided by the words of an older list; "" where it was decided here
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    valid_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=sorted(declare.OUTCOMES)), name="diligence_decision_known"),
            models.CheckConstraint(condition=~Q(outcome="conditions") | ~Q(conditions=""), name="diligence_conditions_said"),
        ]


class Inadequacy(models.Model):
    """That controls cannot hold a risk which due diligence showed, and what is done for that reason (8.8 of either edition)."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=50, unique=True)  # "inadequacy:<id>"
    number = models.CharField(max_length=14, unique=True)
    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="inadequacies")
    source = models.CharField(max_length=50)  # the file's reference, as records that arise from another have it
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="+")
    measure = models.CharField(max_length=CODE)
    engaged = models.BooleanField()
    gap = models.TextField(max_length=WORDS)
    reason = models.TextField(max_length=WORDS)
    effective_on = models.DateField()
    state = models.CharField(max_length=CODE, default=declare.PROPOSED)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    words = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.INADEQUACY_STATES)), name="inadequacy_state_known"),
            models.CheckConstraint(condition=Q(measure__in=sorted(declare.MEASURES)), name="inadequacy_measure_known"),
            models.CheckConstraint(
                condition=Q(engaged=True, measure__in=declare.RUNNING_MEASURES) | Q(engaged=False, measure__in=declare.NEW_MEASURES),
                name="inadequacy_measure_fits",
            ),
            models.CheckConstraint(condition=Q(decider__isnull=True) | ~Q(decider=F("proposer")), name="inadequacy_second_person"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_on__isnull=True) | (~Q(state="proposed") & Q(decided_on__isnull=False)),
                name="inadequacy_decided_has_day",
            ),
            models.UniqueConstraint(fields=["diligence"], condition=Q(state="proposed"), name="inadequacy_one_proposed"),
        ]
        indexes: ClassVar = [models.Index(fields=["-proposed_on", "-id"], name="inadequacy_newest")]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One thing that was done about a file. Rows are only ever added; a trigger holds this on both databases."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    source = models.CharField(max_length=CODE, blank=True)
    target = models.CharField(max_length=CODE)
    round = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=WORDS * 3, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["diligence", "seq"], name="diligence_step_once")]
