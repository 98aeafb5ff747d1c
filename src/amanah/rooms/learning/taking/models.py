"""Who is inside which course, how far they came, and who was invited by a link. A link's secret is kept only as a digest."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanah.foundation.access.models import Account
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.learning.models import Outsider, Record

COURSE = 80
EDITION = 20
DIGEST = 64


class Enrolment(models.Model):
    """One round of one person through one course. `edition` is the one in which they were last; a place is a page's key."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=46, unique=True)  # "enrolment:<id>", as other tables name it
    course = models.SlugField(max_length=COURSE)
    edition = models.CharField(max_length=EDITION)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outsider = models.ForeignKey(Outsider, models.PROTECT, null=True, related_name="+")
    begun_on = models.DateField()
    finished_on = models.DateField(null=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, outsider__isnull=False) | Q(person__isnull=False, outsider__isnull=True),
                name="enrolment_of_one",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True, record__isnull=True) | Q(finished_on__gte=F("begun_on"), record__isnull=False),
                name="enrolment_finished_has_record",
            ),
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(finished_on__isnull=True, person__isnull=False), name="enrolment_one_open"
            ),
            models.UniqueConstraint(
                fields=["outsider", "course"],
                condition=Q(finished_on__isnull=True, outsider__isnull=False),
                name="enrolment_one_open_outside",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["course", "finished_on"], name="enrolment_of_course")]

    def __str__(self) -> str:
        return self.ref


class Seen(models.Model):
    """That somebody read a page, as it then stood (`digest`), and what they chose where it is a scene (from 1)."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="seen")
    page = models.SlugField(max_length=COURSE)
    digest = models.CharField(max_length=DIGEST)
    read = models.BooleanField(default=False)
    choice = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["enrolment", "page"], name="enrolment_page_once")]


class Invitation(models.Model):
    """A link for one person of a business associate to one course. It opens until `expires_on`, unless it was taken back."""

    id = models.UUIDField(primary_key=True, editable=False)
    outsider = models.ForeignKey(Outsider, models.PROTECT, related_name="+")
    course = models.SlugField(max_length=COURSE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=DIGEST, unique=True)
    invited_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    invited_on = models.DateField()
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_on__gt=F("invited_on")), name="course_invitation_lasts"),
        ]
        indexes: ClassVar = [models.Index(fields=["-invited_on", "-id"], name="course_invitation_newest")]
