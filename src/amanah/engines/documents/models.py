"""Documents under control, every version of each, who reviewed, approved and read it.

Everything here is in clear and is read by everyone who may see the document; nothing of a report belongs in it. A version's file lies
sealed on the disk with its key on the row, as proofs keep theirs.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.documents import declare
from amanah.foundation.organisation.models import Person, Unit

TITLE = 160
CODE = 40
WORDS = 2000
ADDRESS = 500
CONTENT = 60_000
PLACE = 120
MONTHS, YEARS = 120, 100


class Document(models.Model):
    """One document over all its versions. `code` is the institution's own number, `number` is ours.

    `review_on` is the day on which somebody has to look whether it still fits; `keep_years` how long it is kept after its withdrawal.
    `keep_until` is the last day on which it is kept, once it is withdrawn; after it two people may destroy what its versions say.
    `shared`: everybody in the institution may read it once it is in force; otherwise only those to whom it was handed out.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=45, unique=True)  # "document:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    code = models.CharField(max_length=CODE, blank=True)
    title = models.CharField(max_length=TITLE)
    sort = models.CharField(max_length=12)
    issuer = models.CharField(max_length=TITLE, blank=True)  # who issued a document from outside
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=True)
    every_months = models.PositiveSmallIntegerField(null=True)
    review_on = models.DateField(null=True)
    keep_years = models.PositiveSmallIntegerField(null=True)
    current = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(max_length=WORDS, blank=True)
    keep_until = models.DateField(null=True)  # known once it is withdrawn, where a time was set
    end_asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    end_asked_on = models.DateField(null=True)
    destroyed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    destroyed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True, destroyed_by__isnull=True)
                | (
                    Q(destroyed_on__gt=F("keep_until"), keep_until__isnull=False, destroyed_by__isnull=False, end_asked_by__isnull=False)
                    & ~Q(destroyed_by=F("end_asked_by"))
                ),
                name="document_destroyed_by_two",
            ),
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="document_sort_known"),
            models.CheckConstraint(condition=Q(sort="external") | Q(issuer=""), name="document_issuer_is_of_external"),
            models.CheckConstraint(condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""), name="document_withdrawn_with_reason"),
            models.UniqueConstraint(fields=["unit", "code"], condition=~Q(code=""), name="document_code_once_a_unit"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="document_newest"),
            models.Index(fields=["review_on", "id"], condition=Q(withdrawn_on__isnull=True), name="document_review"),
            models.Index(fields=["unit"], name="document_unit"),
            models.Index(
                fields=["keep_until"], condition=Q(keep_until__isnull=False, destroyed_on__isnull=True), name="document_kept_until"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Version(models.Model):
    """What a document says, from one day until another version takes its place. Its content never changes once approval was asked for.

    `sha256` is the digest of the content, whatever form it has. `imported`: it was in force before the document came in here.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    seq = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20)  # what the institution calls it; ours is its place in the row
    state = models.CharField(max_length=10, default=declare.DRAFT)
    summary = models.TextField(max_length=WORDS, blank=True)  # what changed, and why
    text = models.TextField(max_length=CONTENT, blank=True)
    address = models.CharField(max_length=ADDRESS, blank=True)
    file_id = models.UUIDField(null=True, unique=True)
    file_key = models.BinaryField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_type = models.CharField(max_length=120, blank=True)
    file_size = models.PositiveBigIntegerField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    round = models.PositiveSmallIntegerField(default=0)  # of review
    asked = models.PositiveSmallIntegerField(default=0)  # how often approval was asked for
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    effective_from = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    imported = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "seq"], name="document_version_once"),
            models.UniqueConstraint(fields=["document"], condition=Q(state__in=sorted(declare.OPEN)), name="document_version_one_made"),
            models.UniqueConstraint(fields=["document"], condition=Q(state="in_force"), name="document_version_one_in_force"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="document_version_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["in_force", "superseded"], effective_from__isnull=False)
                | (~Q(state__in=["in_force", "superseded"]) & Q(effective_from__isnull=True)),
                name="document_version_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def title(self) -> object:
        """How it stands, in words."""
        return declare.STATES[self.state]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return declare.TONES[self.state]


class Seat(models.Model):
    """Somebody asked to review a version in one round."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="seats")
    round = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "round", "person"], name="document_seat_once_a_round")]


class Remark(models.Model):
    """What a reviewer says about a place in a version, and what became of it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="remarks")
    round = models.PositiveSmallIntegerField()
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.CharField(max_length=PLACE, blank=True)
    text = models.TextField(max_length=WORDS)
    day = models.DateField()
    answer = models.TextField(max_length=WORDS, blank=True)
    accepted = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, answered_by__isnull=True, answered_on__isnull=True)
                | Q(accepted__isnull=False, answered_by__isnull=False, answered_on__isnull=False),
                name="document_remark_answered_by",
            )
        ]


class Signature(models.Model):
    """Somebody asked to approve a version. `drafter` is a copy, so that the database itself keeps the two apart."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    asked = models.PositiveSmallIntegerField()
    approver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved = models.BooleanField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "asked", "approver"], name="document_signature_once"),
            models.CheckConstraint(condition=~Q(approver=F("drafter")), name="document_not_signed_by_drafter"),
            models.CheckConstraint(
                condition=Q(approved__isnull=True, decided_on__isnull=True) | Q(approved__isnull=False, decided_on__isnull=False),
                name="document_signature_has_day",
            ),
        ]


class Distribution(models.Model):
    """A version handed out: to a unit with all below it (or those there with a post of this title), or to one person."""

    id = models.UUIDField(primary_key=True, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="distributions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=TITLE, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    looked_on = models.DateField()  # when newcomers were last looked for

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person__isnull=True) | Q(unit__isnull=True, person__isnull=False, post=""),
                name="document_to_unit_or_person",
            )
        ]

    @property
    def ref(self) -> str:
        """How its clock is known."""
        return f"distribution:{self.pk}"


class Reading(models.Model):
    """Somebody who has to read a version, and the day on which they said that they did."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="readings")
    distribution = models.ForeignKey(Distribution, models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    read_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "person"], name="document_reading_once")]
        indexes: ClassVar = [models.Index(fields=["person"], condition=Q(read_on__isnull=True), name="document_reading_waits")]


class Round(models.Model):
    """A notice to more readers than one act tells; the beat goes on after the reading named last, and removes the row at the end."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    distribution = models.ForeignKey(Distribution, models.PROTECT, null=True, related_name="+")  # where only its readers are told
    code = models.CharField(max_length=40)
    after = models.PositiveBigIntegerField()
    due_on = models.DateField(null=True)
    without = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]


class Step(models.Model):
    """One thing that was done about a document. Rows are only ever added; a trigger holds this."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    content = models.CharField(max_length=64, blank=True)  # the digest of what the version said then
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "seq"], name="document_step_once"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="document_act_known"),
        ]
