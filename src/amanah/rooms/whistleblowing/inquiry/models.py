"""What the inquiry must remember in clear: codes, days, people, and where in the vault the words are sealed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.engines.cases.models import Case, Entry


class Paper(models.Model):
    """One working paper of an inquiry. `field` is its latest version in the staff record; earlier ones stay sealed beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiry_papers")
    kind = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()  # within its kind, as people call it: "Dugaan 2"
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # the allegation it is about
    state = models.CharField(max_length=20)
    field = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    day = models.DateField()
    author = models.CharField(max_length=60)
    changed_on = models.DateField()
    changed_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["kind", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "number"], name="inquiry_numbered"),
            models.UniqueConstraint(
                fields=["about"], condition=Q(kind="finding") & ~Q(state="withdrawn"), name="inquiry_one_finding_an_allegation"
            ),
            models.CheckConstraint(condition=~Q(kind="finding") | Q(about__isnull=False), name="inquiry_finding_about_an_allegation"),
        ]

    @property
    def ref(self) -> str:
        """How the ledger names it."""
        return f"inquiry:{self.id}"


class ReadMark(models.Model):
    """Who of the handlers has read which entry of their colleagues, to the day."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "account"], name="inquiry_read_once")]
