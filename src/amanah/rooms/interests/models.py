"""What the register remembers in clear: who declared which kind of interest when, and how it can be matched. All words are sealed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.interests.workflow import SOURCES


class Kind(models.TextChoices):
    """The kinds that PermenPANRB 17/2024 knows."""

    ACTUAL = "actual", _("Aktual")
    POTENTIAL = "potential", _("Potensial")


class Interest(models.Model):
    """One interest that somebody declared. Its words are the sealed record "interest:<id>"; a case has the same id."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=45, unique=True)  # "interest:<id>", as other tables name it; kept so that they can be joined
    number = models.CharField(max_length=14, unique=True)  # the case's, where there is one
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # where they worked on that day
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.CharField(max_length=14)
    tied = models.BooleanField(default=False)  # to one decision, which passed to somebody else meanwhile
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # a superior, who declared for them
    superior = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    declared_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="interest_kind_known"),
            models.CheckConstraint(condition=Q(source__in=sorted(SOURCES)), name="interest_source_known"),
            models.CheckConstraint(condition=Q(kind="potential", tied=False) | Q(case__isnull=False), name="interest_decided_as_case"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("declared_on")), name="interest_ends_after"),
            models.CheckConstraint(condition=Q(superior__isnull=True) | ~Q(superior=F("account")), name="interest_decided_by_another"),
            models.CheckConstraint(condition=Q(begun_by__isnull=True) | ~Q(begun_by=F("account")), name="interest_begun_by_another"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-declared_on"], name="interest_person"),
            models.Index(fields=["-declared_on", "-id"], name="interest_newest"),
            models.Index(fields=["superior"], name="interest_superior"),
        ]

    def __str__(self) -> str:
        return self.number


class What(models.TextChoices):
    """What a tag stands for, so that only the right things are compared."""

    PERSON = "person"
    UNIT = "unit"
    NAME = "name"
    NUMBER = "number"
    RECORD = "record"


class InterestTag(models.Model):
    """A keyed tag of somebody or something the interest is about: it can be matched, never read."""

    interest = models.ForeignKey(Interest, models.PROTECT, related_name="tags")
    what = models.CharField(max_length=6, choices=What.choices)
    tag = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["interest", "what", "tag"], name="interest_tagged_once")]
        indexes: ClassVar = [models.Index(fields=["tag"], name="interest_tag")]


class NamedCase(models.Model):
    """A case of this house that an interest names, in clear like a recusal: while the interest stands, its person does not see the case."""

    interest = models.ForeignKey(Interest, models.PROTECT, related_name="named_cases")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["interest", "case"], name="interest_names_case_once")]


class Interim(models.Model):
    """Who holds the matter while the interest stands in its way: first the superior, then whom they name."""

    interest = models.ForeignKey(Interest, models.PROTECT, related_name="interims")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interest"], condition=Q(until__isnull=True), name="one_holds_the_matter"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="interim_ends_after"),
        ]


class Control(models.Model):
    """A measure decided on, owed as an action of its own with proof."""

    interest = models.ForeignKey(Interest, models.PROTECT, related_name="controls")
    kind = models.CharField(max_length=12)
    action_ref = models.CharField(max_length=43, unique=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["interest", "kind"], name="control_once")]


class YearlyStatement(models.Model):
    """That the register holds everything somebody has to declare in a year, also when that is nothing."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    standing = models.PositiveSmallIntegerField()  # how many interests stood in the register on that day
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "year"], name="stated_once_a_year")]


class Round(models.Model):
    """A day on which everybody who owes something was reminded."""

    day = models.DateField(unique=True)


class Reminded(models.Model):
    """That somebody was told of a duty, before ("near") or after ("missed") it fell due."""

    duty = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=6)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["duty", "year", "stage", "person"], name="reminded_once")]
