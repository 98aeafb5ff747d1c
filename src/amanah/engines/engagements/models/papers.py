"""How it was tested, what was found, and what the auditee says to it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanah.engines.engagements import declare, kinds
from amanah.engines.engagements.models.engagements import Engagement
from amanah.engines.engagements.models.sizes import CODE, REF, TITLE, WORDS
from amanah.foundation.organisation.models import Person, Unit


class Paper(models.Model):
    """A working paper: one procedure, what it was carried out on, and with which result.

    The population is kept whole with its digest before the machine draws a seed, so that anybody can draw the same sample again.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "paper:<id>"
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="papers")
    seq = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    tested = models.TextField(max_length=WORDS)  # what is to be tested, and how
    criteria = models.JSONField(default=list)
    about = models.TextField(max_length=WORDS, blank=True)  # the population in words: of what, of which period, from where
    items = models.JSONField(default=list)
    population = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=16, blank=True)
    chosen = models.JSONField(default=list)
    not_sampled = models.TextField(max_length=WORDS, blank=True)  # why the rest was not looked at
    results = models.JSONField(default=list)  # [position, outcome, words]
    exceptions = models.PositiveSmallIntegerField(default=0)
    result = models.TextField(max_length=WORDS, blank=True)
    state = models.CharField(max_length=CODE, default="planned")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_on = models.DateField(null=True)
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)
    review = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "seq"], name="paper_seq_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.PAPER_STATES)), name="paper_state_known"),
            models.CheckConstraint(condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")), name="paper_reviewed_by_another"),
            models.CheckConstraint(condition=~Q(state="reviewed") | Q(reviewer__isnull=False), name="paper_reviewed_has_reviewer"),
        ]

    def __str__(self) -> str:
        return self.index

    @property
    def index(self) -> str:
        """How it is called within its engagement."""
        return f"KK-{self.seq:02d}"


class Finding(models.Model):
    """What was found. `criteria` are references; `repeats` is the latest earlier finding of the same criterion in the same unit."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=44, unique=True)  # "finding:<id>"
    number = models.CharField(max_length=14, unique=True)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="findings")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="findings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    source = models.CharField(max_length=REF, blank=True)  # a copy of the engagement's, so that what arises from it can be sieved
    grade = models.CharField(max_length=CODE)
    title = models.CharField(max_length=TITLE)
    condition = models.TextField(max_length=WORDS)
    criterion = models.TextField(max_length=WORDS, blank=True)
    cause = models.TextField(max_length=WORDS, blank=True)
    effect = models.TextField(max_length=WORDS, blank=True)
    criteria = models.JSONField(default=list)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    found_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["found_on", "number"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(repeats=F("id")), name="finding_repeats_another")]
        indexes: ClassVar = [
            models.Index(fields=["-found_on", "-id"], name="finding_newest"),
            models.Index(fields=["unit", "found_on"], name="finding_unit"),
            models.Index(fields=["source"], name="finding_source"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def graded(self) -> kinds.Grade:
        """Its grade as its kind declares it."""
        return self.engagement.declared.grade(self.grade)


class Response(models.Model):
    """What the auditee says to a finding, once. Rows are only ever added."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="response")
    agrees = models.BooleanField()
    text = models.TextField(max_length=WORDS)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
