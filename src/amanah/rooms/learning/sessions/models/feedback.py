"""What people thought of a session, kept so that it cannot be led back to them.

Scales are counted and nothing else. Words are rows in an order that means nothing. Neither has a person, a seat, a day or a number
that grows; that somebody answered is one mark on their seat, without a day.
"""

import uuid
from typing import ClassVar

from django.db import models

from amanah.rooms.learning.sessions.models.offers import WORDS
from amanah.rooms.learning.sessions.models.sessions import Session


class Tally(models.Model):
    """How often one answer was given to one question."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="tallies")
    question = models.SlugField(max_length=30)
    value = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "question", "value"], name="learning_tally_once")]


class Words(models.Model):
    """One answer in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="words")
    question = models.SlugField(max_length=30)
    text = models.TextField(max_length=WORDS)

    class Meta:
        ordering: ClassVar = ["id"]
