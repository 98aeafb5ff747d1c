"""A review, who takes part in it, what was put before it and what came of it. Every word here is in clear."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.reviews import declare

TITLE = 160
WORDS = 4000
CODE = 16


class Review(models.Model):
    """One review of a scope by top management or by its governing body.

    `chair` leads it and approves its minutes, and neither plans it nor writes them. `basis` is, for the governing body, the review by
    top management that it was told of.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=48, unique=True)  # "smap_review:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=CODE)
    period_from = models.DateField()
    period_to = models.DateField()
    planned_on = models.DateField()  # the day of the meeting
    place = models.CharField(max_length=TITLE, blank=True)
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=CODE, default=declare.PLANNED)
    planner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    basis = models.ForeignKey("self", models.PROTECT, null=True, related_name="told_to")
    held_on = models.DateField(null=True)
    suitable = models.CharField(max_length=CODE, blank=True)
    adequate = models.CharField(max_length=CODE, blank=True)
    effective = models.CharField(max_length=CODE, blank=True)
    conclusion = models.TextField(max_length=WORDS, blank=True)
    submitted_on = models.DateField(null=True)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="smap_review_state_known"),
            models.CheckConstraint(condition=Q(kind__in=sorted(declare.KINDS)), name="smap_review_kind_known"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="smap_review_days_in_order"),
            models.CheckConstraint(condition=Q(approver__isnull=True) | ~Q(approver=F("planner")), name="smap_review_second_person"),
            models.CheckConstraint(
                condition=Q(state__in=declare.TOLD, approver__isnull=False, approved_on__isnull=False)
                | (~Q(state__in=declare.TOLD) & Q(approver__isnull=True, approved_on__isnull=True)),
                name="smap_review_approved_by_somebody",
            ),
            models.UniqueConstraint(fields=["scope", "kind"], condition=Q(state__in=declare.AHEAD), name="smap_review_one_ahead"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-planned_on", "-id"], name="smap_review_newest"),
            models.Index(fields=["scope", "kind", "held_on"], name="smap_review_last"),
            models.Index(fields=["state", "planned_on"], name="smap_review_running"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]


class Invitee(models.Model):
    """Somebody who is asked to come; `present` is not known before the meeting."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="invitees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    present = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "person"], name="smap_review_invited_once")]
        indexes: ClassVar = [models.Index(fields=["person"], name="smap_review_person")]


class Comment(models.Model):
    """What the function says of one input before the pack is frozen; afterwards the pack holds it and this row stays as it was."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments")
    ask = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "ask"], name="smap_review_comment_once")]


class Minute(models.Model):
    """What was said on one input and concluded from it, as it is being written; once approved, the paper holds it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="minutes")
    ask = models.CharField(max_length=CODE)
    said = models.TextField(max_length=WORDS, blank=True)
    concluded = models.TextField(max_length=WORDS, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "ask"], name="smap_review_minute_once")]


class Decision(models.Model):
    """One decision of the meeting, with the action that carries it out. Rows are only ever added."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    seq = models.PositiveSmallIntegerField()
    ask = models.CharField(max_length=CODE)
    sort = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS)
    action = models.CharField(max_length=43, unique=True)  # "action:<id>"
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "seq"], name="smap_review_decision_once"),
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="smap_review_decision_sort_known"),
        ]


class Paper(models.Model):
    """The pack as it was frozen, or the minutes as approved: canonical bytes whose digest the ledger holds. Rows are only ever added."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="papers")
    sort = models.CharField(max_length=CODE)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "sort"], name="smap_review_paper_once"),
            models.CheckConstraint(condition=Q(sort__in=declare.PAPERS), name="smap_review_paper_known"),
        ]

    @property
    def read(self) -> Any:
        """What it holds."""
        return canonical.decode(bytes(self.content))


class Step(models.Model):
    """One thing that was done about a review. Rows are only ever added; a trigger holds this on both databases."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "seq"], name="smap_review_step_once"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="smap_review_step_act_known"),
        ]
