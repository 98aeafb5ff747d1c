"""What could go wrong, how bad that is thought to be, and everything that was ever said about it.

Words here are in clear and are read by everyone who may see the risk. A risk that arose from a sealed case holds no word of the
report: forms say so beside the fields.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.risks import declare
from amanah.foundation.organisation.models import Person, Unit

TITLE = 300
NAME = 160
WORDS = 4000
REF = 96
_ON_THE_MAP = (
    *("state", "kind", "unit", "source", "owner", "reviewer", "level", "within_appetite"),
    *(f"{stage}_{part}" for stage in declare.STAGES for part in ("edition", "likelihood", "impact")),
    "id",
)


def _all_or_nothing(stage: str) -> models.CheckConstraint:
    """Likelihood, impact, score and edition of a stage are there together or not at all."""
    columns = [f"{stage}_{part}" for part in ("likelihood", "impact", "score", "edition")]
    whole = Q(**{f"{column}__isnull": False for column in columns})
    return models.CheckConstraint(condition=whole | Q(**{f"{column}__isnull": True for column in columns}), name=f"risk_{stage}_whole")


class Edition(models.Model):
    """Criteria as they were when somebody scored with them: the very text, named by its digest. Rows are only ever added."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    criteria = models.CharField(max_length=60)
    edition = models.CharField(max_length=60)
    content = models.TextField()

    def __str__(self) -> str:
        return f"{self.criteria} {self.edition}"


class Risk(models.Model):
    """One risk. `owner` answers for it; without one, whoever heads `unit` does. Dates only, nothing finer.

    The scores are copies of the latest assessment of each stage; `score` and `level` repeat the one that stands now, residual before
    inherent, 0 and "" while nobody assessed it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=41, unique=True)  # "risk:<id>", as other tables name it; kept so that they can be joined
    number = models.CharField(max_length=14, unique=True)
    kind = models.CharField(_("Jenis"), max_length=24)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Unit"))
    process = models.CharField(_("Proses bisnis"), max_length=NAME, blank=True)
    stage = models.CharField(_("Tahapan"), max_length=NAME, blank=True)
    objective = models.TextField(_("Sasaran"), max_length=WORDS, blank=True)
    title = models.CharField(_("Peristiwa risiko"), max_length=TITLE)
    scheme = models.TextField(_("Modus"), max_length=WORDS, blank=True)
    fraud_type = models.CharField(_("Jenis kecurangan"), max_length=40, blank=True)
    corruption_type = models.CharField(_("Kelompok tindak pidana korupsi"), max_length=40, blank=True)
    actors_internal = models.CharField(_("Pelaku dari dalam"), max_length=TITLE, blank=True)
    actors_external = models.CharField(_("Pelaku dari luar"), max_length=TITLE, blank=True)
    collusion = models.BooleanField(_("Butuh persekongkolan"), default=False)
    pressure = models.TextField(_("Tekanan"), max_length=WORDS, blank=True)
    opportunity = models.TextField(_("Kesempatan"), max_length=WORDS, blank=True)
    rationalisation = models.TextField(_("Pembenaran"), max_length=WORDS, blank=True)
    impact = models.TextField(_("Uraian dampak"), max_length=WORDS, blank=True)
    impact_areas = models.JSONField(_("Bidang dampak"), default=list, blank=True)
    clauses = models.JSONField(_("Rujukan standar"), default=list, blank=True)
    library = models.CharField(max_length=NAME, blank=True)  # the scheme of the library that it was taken from
    source = models.CharField(max_length=REF, blank=True)  # "case:<id>" or another record, or nothing
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Pemilik risiko"))
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Peninjau"))
    state = models.CharField(max_length=8, default="draft")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    review_on = models.DateField(null=True)  # a copy of the clock's, so that lists need not ask the clocks

    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", db_index=False)  # of the score that stands now
    inherent_edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", db_index=False)
    inherent_likelihood = models.PositiveSmallIntegerField(null=True)
    inherent_impact = models.PositiveSmallIntegerField(null=True)
    inherent_score = models.PositiveSmallIntegerField(null=True)
    inherent_level = models.CharField(max_length=24, blank=True)
    residual_edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", db_index=False)
    residual_likelihood = models.PositiveSmallIntegerField(null=True)
    residual_impact = models.PositiveSmallIntegerField(null=True)
    residual_score = models.PositiveSmallIntegerField(null=True)
    residual_level = models.CharField(max_length=24, blank=True)
    target_edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", db_index=False)
    target_likelihood = models.PositiveSmallIntegerField(null=True)
    target_impact = models.PositiveSmallIntegerField(null=True)
    target_score = models.PositiveSmallIntegerField(null=True)
    target_level = models.CharField(max_length=24, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=24, blank=True)
    within_appetite = models.BooleanField(null=True)
    bribery_class = models.CharField(max_length=16, blank=True)
    bribery_reason = models.TextField(max_length=WORDS, blank=True)
    option = models.CharField(max_length=8, blank=True)
    flagged = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=sorted(declare.KINDS)), name="risk_kind_known"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="risk_state_known"),
            models.CheckConstraint(condition=Q(option__in=["", *sorted(declare.OPTIONS)]), name="risk_option_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False, state="closed") | (Q(closed_on__isnull=True) & ~Q(state="closed")),
                name="risk_closed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(reviewer__isnull=True) | ~Q(owner=F("reviewer")), name="risk_reviewed_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(option="accept", kind__in=sorted(declare.NEVER_ACCEPTED), within_appetite=False), name="risk_never_accepted"
            ),
            models.CheckConstraint(condition=Q(bribery_class="") | ~Q(bribery_reason=""), name="risk_bribery_class_reasoned"),
            *(_all_or_nothing(stage) for stage in declare.STAGES),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-score", "-id"], name="risk_highest"),
            models.Index(fields=["-opened_on", "-id"], name="risk_newest"),
            models.Index(fields=["review_on", "id"], condition=Q(state="active"), name="risk_review"),
            models.Index(fields=["unit", "state"], name="risk_unit"),
            models.Index(fields=["owner", "state"], name="risk_owner"),
            models.Index(fields=["reviewer", "state"], name="risk_reviewer"),
            models.Index(fields=["source"], name="risk_source"),
            # All that the map asks, so that it need not read the words of twenty thousand risks.
            models.Index(fields=list(_ON_THE_MAP), name="risk_map"),
            models.Index(fields=["flagged"], condition=Q(flagged=True), name="risk_flagged"),
        ]

    def __str__(self) -> str:
        return self.number

    def cell(self, stage: str) -> tuple[int, int] | None:
        """Likelihood and impact of that stage; None while nobody assessed it."""
        likelihood, impact = getattr(self, f"{stage}_likelihood"), getattr(self, f"{stage}_impact")
        return None if likelihood is None else (likelihood, impact)


class Cause(models.Model):
    """Why it could happen."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="causes")
    seq = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=TITLE)
    sort = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar = ["seq", "pk"]

    def __str__(self) -> str:
        return self.text


class Consequence(models.Model):
    """What would come of it."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="consequences")
    seq = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=TITLE)
    area = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar = ["seq", "pk"]

    def __str__(self) -> str:
        return self.text


class RedFlag(models.Model):
    """A sign by which it would be noticed: an indicator of the red-flag catalogue, or words alone where `indicator` is empty."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="red_flags")
    indicator = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=TITLE, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.indicator or self.note


class Assessment(models.Model):
    """What somebody thought of a risk, with the criteria of that day. Rows are only ever added; a trigger holds this on both databases.

    `origin` is where it was settled: "" at the risk itself, or "workshop:…", "review:…", "test:…", "import:…".
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="assessments")
    seq = models.PositiveIntegerField()
    stage = models.CharField(max_length=8)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=24)
    within_appetite = models.BooleanField()
    bribery_class = models.CharField(max_length=16, blank=True)
    bribery_reason = models.TextField(max_length=WORDS, blank=True)
    reason = models.TextField(max_length=WORDS)
    origin = models.CharField(max_length=REF, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["risk", "seq"], name="risk_assessment_once"),
            models.CheckConstraint(condition=Q(stage__in=sorted(declare.STAGES)), name="risk_assessment_stage_known"),
            models.CheckConstraint(condition=Q(bribery_class="") | ~Q(bribery_reason=""), name="risk_assessment_class_reasoned"),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="risk_assessment_day")]


class Step(models.Model):
    """One thing that was done about a risk, with its words. Rows are only ever added; a trigger holds this on both databases.

    `changes` says what a field held before and after. Without an `actor` the house itself did it.
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    source = models.CharField(max_length=8, blank=True)
    target = models.CharField(max_length=8)
    text = models.TextField(max_length=WORDS, blank=True)
    origin = models.CharField(max_length=REF, blank=True)
    changes = models.JSONField(default=dict)
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["risk", "seq"], name="risk_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="risk_step_from_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="risk_step_day")]


class Flag(models.Model):
    """A sign that the score may no longer hold, until somebody answers it with a reason. `origin` is where it came from."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="flags")
    origin = models.CharField(max_length=REF, blank=True)
    sort = models.CharField(max_length=20)
    note = models.CharField(max_length=TITLE, blank=True)
    raised_on = models.DateField()
    cleared_on = models.DateField(null=True)
    cleared_reason = models.TextField(max_length=WORDS, blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-raised_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.FLAGS)), name="risk_flag_sort_known"),
            models.CheckConstraint(condition=Q(cleared_on__isnull=True) | ~Q(cleared_reason=""), name="risk_flag_answered_with_reason"),
            models.UniqueConstraint(fields=["risk", "origin", "sort"], condition=Q(cleared_on__isnull=True), name="risk_flag_open_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["origin"], name="risk_flag_origin")]
