"""Figures that are kept, so that they need not be counted again each time somebody looks. Everything here follows from the cases."""

from typing import ClassVar

from django.db import models


class Cohort(models.Model):
    """The cases of one kind, route and topic that were opened in one month, as counts (see `counting`)."""

    kind = models.CharField(max_length=40)
    month = models.DateField()  # its first day
    route = models.CharField(max_length=40)
    topic = models.CharField(max_length=40, blank=True)
    cells = models.JSONField(default=dict)
    clocks = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "month", "route", "topic"], name="cohort_once"),
        ]


class Stale(models.Model):
    """A month whose kept figures no longer hold. Rows are added and never merged, so that a change under way is not forgotten."""

    kind = models.CharField(max_length=40)
    month = models.DateField()
