"""What was certified of whom."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.rooms.learning.sessions.models.offers import TITLE
from amanah.rooms.learning.sessions.models.seats import Seat


class Certificate(models.Model):
    """A certificate as it was given out; withdrawn, never changed or deleted.

    The public program may read every column but `name` and `seat`: of the name it has a salted digest, which answers whether a name that
    somebody types is the one on the paper, and nothing more.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=48, unique=True)  # "certificate:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    code = models.CharField(max_length=16)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=TITLE)
    salt = models.CharField(max_length=32)
    name_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE)
    day = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    issued_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["issued_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat"], condition=Q(withdrawn_on__isnull=True), name="learning_certificate_one_stands"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="") | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="learning_certificate_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Tries(models.Model):
    """How many names were tried on a group of certificate numbers within a quarter of an hour, by everybody and in every process.

    Numbers fall into groups by a keyed digest, whether there is such a certificate or not: the table says nothing of one, and cannot grow.
    The beat takes away what has gone by.
    """

    group = models.PositiveSmallIntegerField(primary_key=True)
    quarter = models.PositiveBigIntegerField()  # quarters of an hour since 1970
    count = models.PositiveSmallIntegerField(default=0)
