"""Who may sign in, and what they may do where and until when.

The public program knows these tables too, so nothing here may need Django's own auth app, sessions or any sign-in code.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of this user name; raises DoesNotExist."""
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A name to sign in with. Rights come from grants; who is meant, from the person. Guests end by themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("Nama pengguna"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,59}$", _("Tiga sampai 60 huruf kecil, angka, titik, garis bawah, atau tanda hubung."))
        ],
    )
    email = models.EmailField(_("Surel dinas"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name=_("Orang"))
    language = models.CharField(_("Bahasa"), max_length=2, default="id")
    is_active = models.BooleanField(_("Aktif"), default=True)
    guest_until = models.DateField(_("Tamu sampai dengan"), null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")

    def __str__(self) -> str:
        return self.person.name if self.person else self.username

    def clean(self) -> None:
        """Bring the user name into its one form."""
        self.username = self.username.strip().lower()

    def may_sign_in(self, on: date | None = None) -> bool:
        """Whether the account is active and, for a guest, its last day (inclusive) has not passed."""
        return self.is_active and (self.guest_until is None or (on or clock.today()) <= self.guest_until)


class Grant(models.Model):
    """A role over a unit and everything below it, from `since` to `until` (last day, inclusive). Ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants", verbose_name=_("Akun"))
    role = models.CharField(_("Peran"), max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Unit"))
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai dengan"), null=True, blank=True)
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="grant_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("account")), name="grant_is_never_to_oneself"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | (~Q(approved_by=F("granted_by")) & ~Q(approved_by=F("account"))),
                name="grant_is_approved_by_another",
            ),
            models.UniqueConstraint(fields=["account", "role", "unit"], condition=Q(ended_on__isnull=True), name="grant_stands_once"),
        ]

    def stands_on(self, day: date) -> bool:
        """Whether the grant is in force on `day`."""
        return self.ended_on is None and self.since <= day and (self.until is None or day <= self.until)


def stands_on(day: date) -> Q:
    """The condition "grant in force on `day`"."""
    return Q(ended_on__isnull=True, since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


class GrantProposal(models.Model):
    """A sensitive grant that one administrator asks for and another one must approve."""

    class Decision(models.TextChoices):
        PENDING = "pending", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        REJECTED = "rejected", _("Ditolak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("Akun"))
    role = models.CharField(_("Peran"), max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Unit"))
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai dengan"), null=True, blank=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["proposed_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(proposed_by=F("account")), name="proposal_is_never_for_oneself"),
            models.CheckConstraint(
                condition=~Q(decision="approved") | (~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("account"))),
                name="proposal_is_approved_by_another",
            ),
            models.UniqueConstraint(fields=["account", "role", "unit"], condition=Q(decision="pending"), name="proposal_waits_once"),
        ]


class FactorRemoval(models.Model):
    """Somebody lost the second step of their sign-in: one administrator asks to remove it, another one must agree.

    How the first one made sure that it is the person is kept with it, so that the second can judge.
    """

    class Decision(models.TextChoices):
        PENDING = "pending", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        REJECTED = "rejected", _("Ditolak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("Akun"))
    verified_by = models.CharField(_("Bagaimana Anda memastikan ini orangnya?"), max_length=300)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["proposed_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(proposed_by=F("account")), name="factor_removal_is_never_for_oneself"),
            models.CheckConstraint(
                condition=~Q(decision="approved") | (~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("account"))),
                name="factor_removal_is_approved_by_another",
            ),
            models.UniqueConstraint(fields=["account"], condition=Q(decision="pending"), name="factor_removal_waits_once"),
        ]
