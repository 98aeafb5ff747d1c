"""Which report is handled within which other one."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amanah.engines.cases.models import Case


class Merge(models.Model):
    """A report that is handled within another one. It begins when two people have agreed and ends when two people undo it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leading = models.ForeignKey(Case, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Case, models.PROTECT, related_name="+")
    proposal = models.OneToOneField("cases.Proposal", models.PROTECT, related_name="+")
    letter_field = models.CharField(max_length=60)  # what the reporter is told, sealed when it was proposed
    begun_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(leading=F("merged")), name="merge_joins_two"),
            models.UniqueConstraint(fields=["merged"], condition=Q(begun_on__isnull=False, ended_on__isnull=True), name="merged_into_one"),
        ]
