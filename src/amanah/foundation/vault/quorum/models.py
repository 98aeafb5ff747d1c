"""Content that no single member of staff can open: its keys are wrapped for a key that exists only as shares, k of n of them.

A quorum's key is made and split as the recovery key is (a seed, SLIP-39, an X25519 pair), but its shares are no sheets of paper: each
is a sealed record of its own, wrapped for one person's key. The seed is stored nowhere.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

LEAST, MOST = 2, 16
"""SLIP-39's own bounds of a split."""


class Rule(models.Model):
    """How the institution splits from a day on: `threshold` of at most `most` people; an opening lasts `days`. The newest counts."""

    threshold = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    since = models.DateField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(threshold__gte=LEAST) & Q(most__gte=F("threshold")) & Q(most__lte=MOST) & Q(days__gte=1),
                name="quorum_rule_k_of_n",
            ),
        ]


class Quorum(models.Model):
    """The public half of one matter's split key. A new split is a new row; the one before is retired and its shares are destroyed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.CharField(max_length=80, db_index=True)  # "case:<id>" or "identity:<id>"
    public_key = models.BinaryField(max_length=32)
    threshold = models.PositiveSmallIntegerField()
    besides_asker = models.BooleanField(default=False)  # whether all who contribute must be others than who asks
    since = models.DateField()
    retired_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter"], condition=Q(retired_on=None), name="quorum_one_split_at_a_time"),
            models.CheckConstraint(condition=Q(threshold__gte=LEAST), name="quorum_never_alone"),
        ]

    @property
    def holder(self) -> str:
        """As whom it holds content keys."""
        return f"quorum:{self.id}"


class Share(models.Model):
    """Who holds which share. Its words are the sealed record `ref`, wrapped for this person's key alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quorum = models.ForeignKey(Quorum, models.CASCADE, related_name="shares")
    number = models.PositiveSmallIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quorum", "number"], name="quorum_share_once"),
            models.UniqueConstraint(fields=["quorum", "account"], name="quorum_one_share_a_person"),
        ]

    @property
    def ref(self) -> str:
        """How the vault names it."""
        return f"quorum-share:{self.id}"


class Opening(models.Model):
    """One wish to read. The reason is the sealed field "reason" of `ref`; `until` is the last day on which the asker can read."""

    class State(models.TextChoices):
        """How far it has come."""

        ASKED = "asked"
        OPEN = "open"
        ENDED = "ended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quorum = models.ForeignKey(Quorum, models.PROTECT, related_name="openings")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    by_recovery = models.BooleanField(default=False)
    asked_on = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quorum", "asker"], condition=~Q(state="ended"), name="quorum_asked_once_at_a_time"),
        ]

    @property
    def ref(self) -> str:
        """How the vault names its reason."""
        return f"quorum-opening:{self.id}"


class Part(models.Model):
    """One share given to an opening: the sealed record `ref`, wrapped for the asker alone, destroyed as soon as it was used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening = models.ForeignKey(Opening, models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opening", "number"], name="quorum_part_once"),
            models.UniqueConstraint(fields=["opening", "giver"], name="quorum_one_part_a_person"),
        ]

    @property
    def ref(self) -> str:
        """How the vault names it."""
        return f"quorum-part:{self.id}"
