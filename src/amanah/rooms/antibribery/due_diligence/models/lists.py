"""The lists that names are checked against, in versions, and the likenesses that were found. Every word here is in clear."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.models.files import CODE, DIGEST, NUMBER, TITLE, WORDS, Diligence, Owner


class Version(models.Model):
    """A list as it was brought on a day. `digest` is over what it says, row by row; the newest of a list is the one in use."""

    id = models.UUIDField(primary_key=True, editable=False)
    list = models.CharField(max_length=CODE)
    n = models.PositiveIntegerField()
    digest = models.CharField(max_length=DIGEST)
    as_of = models.DateField()
    count = models.PositiveIntegerField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["list", "-n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "n"], name="diligence_version_once"),
            models.CheckConstraint(condition=Q(list__in=sorted(declare.LISTS)), name="diligence_list_known"),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.n}"


class Entry(models.Model):
    """One line of a list. `mark` is one for the same entry in every version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="entries")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=TITLE)
    folded = models.CharField(max_length=TITLE)
    number = models.CharField(max_length=NUMBER, blank=True)  # digits only
    address = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=TITLE, blank=True)
    publisher = models.CharField(max_length=TITLE, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    mark = models.CharField(max_length=DIGEST)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "line"], name="diligence_entry_once")]

    def __str__(self) -> str:
        return self.name

    def over(self, day: date) -> bool:
        """Whether what it tells of has ended by that day."""
        return self.until is not None and self.until < day


class Check(models.Model):
    """That a file was compared with a version of a list, and how many new likenesses came of it."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="checks")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    names = models.PositiveSmallIntegerField()
    hits = models.PositiveSmallIntegerField()
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["diligence", "version"], name="diligence_check")]


class Hit(models.Model):
    """A name of a file that is like one of a list; a person says whether they are the same, and for that entry it stays said."""

    diligence = models.ForeignKey(Diligence, models.PROTECT, related_name="hits")
    owner = models.ForeignKey(Owner, models.PROTECT, null=True, related_name="hits")
    name = models.CharField(max_length=TITLE)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="hits")
    list = models.CharField(max_length=CODE)
    mark = models.CharField(max_length=DIGEST)
    score = models.PositiveSmallIntegerField()
    numbered = models.BooleanField()
    state = models.CharField(max_length=CODE, default=declare.WAITING)
    why = models.TextField(max_length=WORDS, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_on = models.DateField(null=True)
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["diligence", "name", "list", "mark"], name="diligence_hit_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.HITS)), name="diligence_hit_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", judged_on__isnull=True) | (~Q(state="waiting") & Q(judged_on__isnull=False)),
                name="diligence_hit_judged_has_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["diligence", "state"], name="diligence_hit_state")]
