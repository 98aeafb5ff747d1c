"""Who is to be in a session, and who was."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.sessions.models.sessions import Session


class Seat(models.Model):
    """One person and one session: from being proposed to having been there.

    `queued` orders the waiting list. `mailed` is what the person's calendar was last told ("REQUEST:2"); `token` is what a
    guest's own link ends in. Whether somebody answered the feedback is noted, when is not.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Menunggu persetujuan")
        INVITED = "invited", _("Diundang")
        ACCEPTED = "accepted", _("Bersedia hadir")
        WAITING = "waiting", _("Daftar tunggu")
        DECLINED = "declined", _("Tidak bersedia")
        REFUSED = "refused", _("Tidak disetujui")
        WITHDRAWN = "withdrawn", _("Dikeluarkan")

    class Presence(models.TextChoices):
        """Whether the person was there."""

        UNKNOWN = "", _("Belum dicatat")
        FULL = "full", _("Hadir")
        PARTIAL = "partial", _("Hadir sebagian")
        ABSENT = "absent", _("Tidak hadir")

    class Means(models.TextChoices):
        """How the presence became known."""

        NONE = "", ""
        CODE = "code", _("kode kehadiran")
        LINK = "link", _("tautan pribadi")
        LIST = "list", _("daftar hadir")
        COURSE = "course", _("kursus diselesaikan")

    id = models.UUIDField(primary_key=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outsider = models.ForeignKey(Outsider, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    queued = models.PositiveIntegerField(null=True)
    mailed = models.CharField(max_length=20, blank=True)
    token = models.CharField(max_length=43, null=True, unique=True)
    presence = models.CharField(max_length=7, choices=Presence.choices, blank=True, default=Presence.UNKNOWN)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)  # JP that a partly present person was there
    means = models.CharField(max_length=6, choices=Means.choices, blank=True, default=Means.NONE)
    answered = models.BooleanField(default=False)
    credited = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="learning_seat_person_once"),
            models.UniqueConstraint(fields=["session", "outsider"], name="learning_seat_outsider_once"),
            models.UniqueConstraint(fields=["session", "queued"], name="learning_seat_queue_place_once"),
            models.CheckConstraint(condition=Q(person__isnull=False) ^ Q(outsider__isnull=False), name="learning_seat_is_somebody"),
            models.CheckConstraint(
                condition=Q(state="waiting", queued__isnull=False) | (~Q(state="waiting") & Q(queued__isnull=True)),
                name="learning_seat_waits_in_order",
            ),
            models.CheckConstraint(
                condition=Q(presence="partial", hours__gt=0) | (~Q(presence="partial") & Q(hours__isnull=True)),
                name="learning_seat_partial_has_hours",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "state"], name="learning_seat_of_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def who(self) -> Person | Outsider:
        """The person of the house or the guest."""
        found = self.outsider if self.outsider_id is not None else self.person  # a guest's page may not even ask for the other
        assert found is not None  # noqa: S101 - a constraint of the table
        return found

    @property
    def name(self) -> str:
        """What they are called."""
        return self.who.name

    @property
    def there(self) -> bool:
        """Whether the person was there at all."""
        return self.presence in {self.Presence.FULL, self.Presence.PARTIAL}

    def hours_of(self, hours: Decimal) -> Decimal:
        """The JP that the person was there, of a session's `hours`."""
        if self.presence == self.Presence.PARTIAL and self.hours is not None:
            return min(self.hours, hours)
        return hours if self.presence == self.Presence.FULL else Decimal(0)


PLACED = (Seat.State.INVITED, Seat.State.ACCEPTED)
"""The states that take a place."""


class PresenceNote(models.Model):
    """How a presence was noted, by whom and, where it was changed afterwards, why. Rows are only ever added."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="notes")
    presence = models.CharField(max_length=7, choices=Seat.Presence.choices, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    means = models.CharField(max_length=6, choices=Seat.Means.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # null: a guest, by their link

    class Meta:
        ordering: ClassVar = ["pk"]
