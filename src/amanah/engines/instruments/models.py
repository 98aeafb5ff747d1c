"""A questionnaire as one unit answered it for one period, in three columns, and everything that was done about it.

Words here are in clear and are read by everyone who may see the sheet; nothing of a report belongs in here.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.instruments import declare
from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.reading import parse
from amanah.foundation.organisation.models import Unit

WORDS = 4000
KEY = 80
"""The longest key of a question."""


class Edition(models.Model):
    """An instrument's data file as it was when a sheet was opened with it. Rows are only ever added (a trigger holds this).

    Sheets are scored from here, never from the files: a file that changes mid-year changes no score that was made before.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    instrument = models.CharField(max_length=60)  # its id
    edition = models.CharField(max_length=160)
    content = models.TextField()
    kept_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.instrument} ({self.edition})"

    @property
    def definition(self) -> Instrument:
        """The instrument that the file describes; read once in a process."""
        return parse(self.content, self.instrument)


class Sheet(models.Model):
    """One unit's answers for one period. `round` counts from 1 along `previous`; days only, nothing finer."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "sheet:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sheets")
    instrument = models.CharField(max_length=60)  # a copy of the edition's, for lists
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    round = models.PositiveSmallIntegerField(default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")
    state = models.CharField(max_length=10, default=declare.FIRST)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    locked_on = models.DateField(null=True)
    # What the evaluator outside decided, as its paper says; the score of the third column is computed beside it.
    verdict = models.CharField(max_length=40, blank=True)  # a predicate's key, a grade, or "none": nothing was granted
    verdict_total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    verdict_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="sheet_state_known"),
            models.CheckConstraint(condition=Q(period_from__lte=F("period_to")), name="sheet_period_runs_forward"),
            models.CheckConstraint(condition=Q(round__gte=1), name="sheet_round_from_one"),
            models.CheckConstraint(
                condition=Q(state=declare.LOCKED, locked_on__isnull=False) | (~Q(state=declare.LOCKED) & Q(locked_on__isnull=True)),
                name="sheet_locked_has_day",
            ),
            models.UniqueConstraint(fields=["instrument", "unit", "period_from", "period_to", "round"], name="sheet_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="sheet_newest"),
            models.Index(fields=["instrument", "period_to"], name="sheet_instrument"),
            models.Index(fields=["unit", "state"], name="sheet_unit"),
            models.Index(fields=["state"], condition=~Q(state=declare.LOCKED), name="sheet_open"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]

    @property
    def definition(self) -> Instrument:
        """The instrument as it was when the sheet was opened."""
        return self.edition.definition


class Answer(models.Model):
    """What one column says to one question now. `worth` is a copy, from 0 to 1; scores are computed from `value`.

    `seq` is the step that wrote it: an answer of the unit with a higher one than the verifier's was written after that was judged.
    `carried`: it came from the last round and nobody has written or confirmed it since.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    column = models.CharField(max_length=8)
    question = models.CharField(max_length=KEY)
    value = models.JSONField()
    worth = models.DecimalField(null=True, max_digits=13, decimal_places=12)
    reason = models.TextField(max_length=WORDS, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    seq = models.PositiveIntegerField()
    carried = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "column", "question"], name="answer_once"),
            models.CheckConstraint(condition=Q(column__in=[column.value for column in declare.Column]), name="answer_column_known"),
            models.CheckConstraint(condition=Q(worth__isnull=True) | Q(worth__gte=0, worth__lte=1), name="answer_worth_is_a_share"),
        ]


class Result(models.Model):
    """What a column of a sheet earns: a copy of what its answers come to, so that lists and roll-ups need not score again.

    Written by whatever writes answers, in the same transaction; `amanah ledger verify` computes it anew and compares.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="results")
    column = models.CharField(max_length=8)
    total = models.DecimalField(max_digits=7, decimal_places=2)
    grade = models.CharField(max_length=20, blank=True)
    answered = models.PositiveSmallIntegerField()
    points = models.JSONField()  # part → its points, as text with six decimals
    met = models.JSONField()  # the keys of the predicates of which every condition holds

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "column"], name="result_once")]
        indexes: ClassVar = [models.Index(fields=["column", "total"], name="result_total")]


class Note(models.Model):
    """A remark on a question (or on the sheet, with none), for the other side to read; it stays when it is resolved."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="notes")
    question = models.CharField(max_length=KEY, blank=True)
    column = models.CharField(max_length=8)  # the column of the side that wrote it
    text = models.TextField(max_length=WORDS)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    resolved_on = models.DateField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(column__in=[column.value for column in declare.Column]), name="note_column_known")
        ]


class Step(models.Model):
    """One thing that was done about a sheet, with its words and answers. Rows are only ever added (a trigger holds this).

    `answers` maps a question to [value, reason] as it was written in that step, so that every column can be built again from here.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    source = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=10)
    column = models.CharField(max_length=8, blank=True)
    question = models.CharField(max_length=KEY, blank=True)  # where it is about one
    text = models.TextField(max_length=WORDS, blank=True)
    answers = models.JSONField(default=dict)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "seq"], name="sheet_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="sheet_step_from_one"),
            models.CheckConstraint(condition=Q(approver__isnull=True) | ~Q(approver=F("actor")), name="sheet_step_four_eyes"),
        ]


class Proposal(models.Model):
    """A reopening that waits for a second person."""

    class Verdict(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Menunggu")
        APPROVED = "approved", _("Disetujui")
        REJECTED = "rejected", _("Ditolak")

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="proposals")
    reason = models.TextField(max_length=WORDS)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(verdict="open"), name="sheet_one_open_proposal"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposer")), name="sheet_decided_by_another"),
        ]
