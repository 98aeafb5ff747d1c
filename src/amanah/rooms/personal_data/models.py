"""The register in clear, because it is about activities and names nobody; of breaches and requests only codes, days and sizes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.foundation.organisation.models import Unit


class Basis(models.TextChoices):
    """On what the processing rests (UU 27/2022 art. 20 para. 2, from our own knowledge)."""

    CONSENT = "consent", _("Persetujuan subjek data")
    CONTRACT = "contract", _("Perjanjian dengan subjek data")
    LAW = "law", _("Kewajiban hukum")
    VITAL = "vital", _("Kepentingan vital subjek data")
    PUBLIC_TASK = "public_task", _("Tugas kepentingan umum, pelayanan publik, atau kewenangan")
    LEGITIMATE = "legitimate", _("Kepentingan sah lainnya")


class Activity(models.Model):
    """One way in which the institution processes personal data, as it stands now; what it said before is in its revisions.

    `undisclosed`: whether somebody's data are there is neither confirmed nor denied to anybody who asks (reports of wrongdoing).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=47, unique=True)  # "processing:<id>", as threads and clocks name it
    number = models.CharField(max_length=14, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("Nama kegiatan"), max_length=150)
    purpose = models.TextField(_("Untuk apa datanya diproses"), max_length=2000)
    basis = models.CharField(_("Dasar pemrosesan"), max_length=12, choices=Basis)
    basis_note = models.CharField(_("Peraturan atau dokumen yang menjadi dasar"), max_length=300, blank=True)
    subjects = models.TextField(_("Data siapa"), max_length=500)
    categories = models.TextField(_("Data apa saja"), max_length=1000)
    specific = models.BooleanField(_("Ada data pribadi yang bersifat spesifik"), default=False)
    recipients = models.TextField(_("Siapa yang menerima datanya"), max_length=1000, blank=True)
    abroad = models.CharField(_("Dikirim ke luar negeri"), max_length=300, blank=True)
    retention_line = models.CharField(_("Baris jadwal retensi"), max_length=60, blank=True)
    retention = models.CharField(_("Berapa lama disimpan"), max_length=300)
    security = models.TextField(_("Bagaimana diamankan"), max_length=2000)
    assessment = models.CharField(_("Penilaian dampak"), max_length=300, blank=True)
    undisclosed = models.BooleanField(_("Keberadaan data tidak dinyatakan"), default=False)
    entered_on = models.DateField()
    reviewed_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["title", "number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Revision(models.Model):
    """What the register said of an activity from `day` on, and who said so. Rows are only ever added."""

    class Act(models.TextChoices):
        """What happened."""

        ENTERED = "entered", _("Dicatat")
        CHANGED = "changed", _("Diubah")
        REVIEWED = "reviewed", _("Ditinjau, tetap berlaku")
        ENDED = "ended", _("Diakhiri")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="revisions")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=8, choices=Act)
    day = models.DateField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "seq"], name="revision_once")]


class Gravity(models.TextChoices):
    """What a breach can do to the people concerned."""

    LOW = "low", _("Risiko rendah bagi subjek data")
    MEDIUM = "medium", _("Risiko sedang bagi subjek data")
    HIGH = "high", _("Risiko tinggi bagi subjek data")


class Breach(models.Model):
    """When a breach became known, and how large the latest assessment says it is. What happened is sealed."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="breach")
    known_at = models.DateTimeField()
    gravity = models.CharField(max_length=6, choices=Gravity, blank=True)
    people = models.PositiveIntegerField(null=True)
    specific = models.BooleanField(null=True)
    public = models.BooleanField(default=False)  # whether the public must be told too


class Search(models.Model):
    """That somebody looked for the asker's data in one activity, and whether there was any. What was found is sealed."""

    class Finding(models.TextChoices):
        """Whether there was anything."""

        FOUND = "found", _("Ada data")
        NONE = "none", _("Tidak ada data")

    case = models.ForeignKey(Case, models.PROTECT, related_name="searches")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    finding = models.CharField(max_length=5, choices=Finding)
    day = models.DateField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()  # the entry that holds the words

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "activity"], name="searched_once")]
