"""Certificates that somebody earned elsewhere."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.sessions.models.offers import TITLE


class OutsideCertificate(models.Model):
    """What somebody says that they learned elsewhere, with the paper that shows it, until somebody else has looked at it.

    The file lies sealed on the disk like every upload; its key is kept on the row, as those of proofs are.
    """

    class State(models.TextChoices):
        """Where it stands."""

        SENT = "sent", _("Menunggu pemeriksaan")
        ACCEPTED = "accepted", _("Diakui")
        REFUSED = "refused", _("Tidak diakui")

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=56, unique=True)  # "outside_certificate:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE)
    provider = models.CharField(max_length=TITLE)
    paper_number = models.CharField(max_length=80, blank=True)
    done_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SENT)
    sent_on = models.DateField()
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    file_id = models.UUIDField(unique=True)
    file_key = models.BinaryField()
    file_name = models.CharField(max_length=120)
    file_type = models.CharField(max_length=120)
    file_size = models.PositiveBigIntegerField()  # bytes of the plain file
    file_sha256 = models.CharField(max_length=64)  # of the plain file

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=["sent", "accepted", "refused"]), name="learning_outside_state_known"),
            models.CheckConstraint(
                condition=Q(state="sent", decided_by__isnull=True) | (~Q(state="sent") & Q(decided_by__isnull=False)),
                name="learning_outside_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="learning_outside_has_hours"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-sent_on", "-id"], name="learning_outside_newest"),
            models.Index(fields=["person", "state"], name="learning_outside_person"),
        ]

    def __str__(self) -> str:
        return self.number
