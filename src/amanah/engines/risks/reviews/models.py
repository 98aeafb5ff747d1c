"""Periodic reviews of a unit's register: every open risk is rolled forward and something is said about each.

Words here are in clear, as those of the risks are.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.models import Risk
from amanah.foundation.organisation.models import Unit

WORDS = 4000


class State(models.TextChoices):
    """Where a review stands."""

    OPEN = "open", _("Berlangsung")
    SUBMITTED = "submitted", _("Menunggu pengesahan")
    SIGNED = "signed", _("Disahkan")


class Verdict(models.TextChoices):
    """What a review says of one risk."""

    OPEN = "", _("Belum ditinjau")
    CONFIRMED = "confirmed", _("Tetap")
    CHANGED = "changed", _("Berubah")
    CLOSED = "closed", _("Ditutup")


class Review(models.Model):
    """One round over a unit's register, with everything below the unit where `deep`.

    `seen` holds, once it is signed, how far the histories had come, so that the next round begins exactly there; `found` is what had
    changed since the round before, as it was when it was signed.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=43, unique=True)  # "review:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    deep = models.BooleanField()
    period_from = models.DateField()
    period_to = models.DateField()
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField()  # a copy of the clock's
    summary = models.TextField(max_length=WORDS, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_on = models.DateField(null=True)
    returned_reason = models.TextField(max_length=WORDS, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    signed_words = models.TextField(max_length=WORDS, blank=True)
    seen = models.JSONField(default=dict)
    found = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="review_state_known"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="review_period_forward"),
            models.CheckConstraint(condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("submitted_by")), name="review_signed_by_another"),
            models.CheckConstraint(
                condition=Q(state="signed", signed_on__isnull=False) | (~Q(state="signed") & Q(signed_on__isnull=True)),
                name="review_signed_has_day",
            ),
            models.UniqueConstraint(fields=["unit"], condition=~Q(state="signed"), name="review_one_at_a_time"),
        ]
        indexes: ClassVar = [models.Index(fields=["-opened_on", "-id"], name="review_newest")]

    def __str__(self) -> str:
        return self.number


class Entry(models.Model):
    """One risk in a round. `before` and `after` hold its scores and levels when the round began and when it was signed."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="entries")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="+")
    sort = models.PositiveIntegerField()
    carried = models.BooleanField()  # it stood in the round before, too
    before = models.JSONField()
    after = models.JSONField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, default=Verdict.OPEN)
    words = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["sort"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "risk"], name="review_risk_once"),
            models.CheckConstraint(condition=Q(verdict="") | ~Q(words=""), name="review_verdict_has_words"),
        ]
