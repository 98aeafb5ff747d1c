"""The thread (benang merah) that ties a signal to a case, a finding, a risk and the promise it protects."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Link(models.Model):
    """One record says how it hangs together with another. Ended, never deleted, so that the thread can be proved later."""

    source = models.CharField(max_length=96)
    relation = models.CharField(max_length=40)
    target = models.CharField(max_length=96)
    day = models.DateField()
    actor = models.CharField(max_length=60)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "relation", "target"], condition=Q(ended_on__isnull=True), name="linked_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_joins_two"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("day")), name="link_ends_after_it_begins"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source"], condition=Q(ended_on__isnull=True), name="link_onward"),
            models.Index(fields=["target"], condition=Q(ended_on__isnull=True), name="link_back"),
        ]
