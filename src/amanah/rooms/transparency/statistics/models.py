"""What the public was told, frozen; and what has been told in all, so that nothing is told twice."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Release(models.Model):
    """The figures of one period, as published. A trigger holds on both databases that a row never changes.

    `tables`: name → {"total": number or null, "cells": {code: number or null}}; null stands for "not shown".
    """

    kind = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    published_on = models.DateField()
    threshold = models.PositiveSmallIntegerField()
    tables = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of the canonical bytes of what is published; it stands in the ledger

    class Meta:
        ordering: ClassVar = ["-first"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "first"], name="statistics_release_once"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="statistics_release_has_a_length"),
        ]


class Told(models.Model):
    """How many of each cell have been counted in releases so far, shown or not. Never published: the next release begins here."""

    kind = models.CharField(max_length=40)
    table = models.CharField(max_length=20)
    cells = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "table"], name="statistics_told_once")]
