"""What this room must remember in clear: codes that handlers set, days, people, sums, and where in the vault the words are sealed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case


class Jurisdiction(models.TextChoices):
    """Whose matter it is."""

    OWN = "own", _("Wewenang instansi ini")
    SHARED = "shared", _("Sebagian wewenang instansi ini")
    OTHER = "other", _("Wewenang lembaga lain")
    NO_LEVY = "no_levy", _("Bukan pungutan oleh penyelenggara layanan")


class Known(models.TextChoices):
    """Whether the matter is handled already."""

    NEW = "new", _("Belum pernah dilaporkan")
    SAME = "same", _("Sama dengan laporan lain")
    RELATED = "related", _("Berkaitan, tetapi peristiwa lain")


class Role(models.TextChoices):
    """In what part somebody asked for money."""

    OFFICER = "officer", _("Petugas loket atau pelaksana")
    EXAMINER = "examiner", _("Pemeriksa, penguji, atau verifikator")
    HEAD = "head", _("Pejabat atau pimpinan unit")
    BROKER = "broker", _("Perantara atau calo")
    PROVIDER = "provider", _("Penyelenggara jasa yang ditunjuk")
    UNKNOWN = "unknown", _("Tidak diketahui")


class Excess(models.TextChoices):
    """By how much what was asked exceeds the official fee, in bands, so that no sum of one person stands in clear."""

    NONE = "none", _("Tidak melebihi tarif")
    SMALL = "to_1m", _("Sampai Rp1 juta")
    MEDIUM = "to_5m", _("Di atas Rp1 juta sampai Rp5 juta")
    LARGE = "to_25m", _("Di atas Rp5 juta sampai Rp25 juta")
    HUGE = "over_25m", _("Di atas Rp25 juta")
    UNKNOWN = "unknown", _("Belum diketahui")


class Coding(models.Model):
    """What handlers coded of one report, for figures and for the guards of its moves. The words behind the codes are sealed."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="levy_coding")
    service = models.CharField(max_length=40, blank=True)  # a code of the catalogue, "" for none of them
    stage = models.CharField(max_length=20, blank=True)  # a stage's key in the service's standard
    role = models.CharField(max_length=12, choices=Role, default=Role.UNKNOWN)
    excess = models.CharField(max_length=12, choices=Excess, default=Excess.UNKNOWN)
    jurisdiction = models.CharField(max_length=12, choices=Jurisdiction, blank=True)
    known = models.CharField(max_length=12, choices=Known, blank=True)
    changed_on = models.DateField()
    changed_by = models.CharField(max_length=60)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["service", "stage"], name="levy_service")]


class Body(models.TextChoices):
    """To whom a matter can be referred."""

    POLICE = "police", _("Kepolisian Negara Republik Indonesia")
    PROSECUTOR = "prosecutor", _("Kejaksaan")
    KPK = "kpk", _("Komisi Pemberantasan Korupsi")


class Answer(models.TextChoices):
    """What law enforcement answered."""

    ACCEPTED = "accepted", _("Diterima dan ditangani")
    RETURNED = "returned", _("Dikembalikan untuk ditangani instansi")
    DECLINED = "declined", _("Tidak ditindaklanjuti")


class Referral(models.Model):
    """One referral to law enforcement. What was written to them is the letter; what they answered is sealed at `answer_field`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="levy_referrals")
    body = models.CharField(max_length=12, choices=Body)
    letter = models.UUIDField()  # foundation.letters
    field = models.CharField(max_length=60)
    day = models.DateField()
    by = models.CharField(max_length=60)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answer_field = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_on__isnull=True), name="levy_one_referral_at_a_time"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("day")), name="levy_answered_after_referral"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="levy_answer_has_a_day",
            ),
        ]


class Repayment(models.Model):
    """Money that goes back to those who paid. Who and how much each is sealed at `field`; only number and sum stand in clear."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        REJECTED = "rejected", _("Ditolak")
        DONE = "done", _("Selesai dikembalikan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="levy_repayments")
    field = models.CharField(max_length=60)
    payers = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    receipts = models.PositiveIntegerField(default=0)
    returned = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["proposed_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(payers__gte=1) & Q(amount__gte=1), name="levy_repayment_of_something"),
            models.CheckConstraint(condition=Q(receipts__lte=F("payers")) & Q(returned__lte=F("amount")), name="levy_no_more_than_owed"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="levy_repayment_decided_by_another"
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(returned=F("amount")), name="levy_repayment_done_when_all_is_back"),
        ]


class Receipt(models.Model):
    """That one payer of a register got the money back; the receipt's words are sealed at `field`."""

    repayment = models.ForeignKey(Repayment, models.PROTECT, related_name="slips")
    payer = models.PositiveIntegerField()  # the place in the sealed register, from 1
    field = models.CharField(max_length=60)
    day = models.DateField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["repayment", "payer"], name="levy_paid_back_once")]
