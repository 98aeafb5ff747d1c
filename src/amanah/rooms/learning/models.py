"""What somebody must know, and what shows that they learned it. Every word here is in clear, and nothing of a report belongs here."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person, Unit

TITLE = 160
WORDS = 2000
LONGEST_ORIGIN = 64


class Topic(models.Model):
    """Something that people must know or have read. `hours` and `valid_months` are what a record gets unless it says otherwise."""

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("Judul"), max_length=TITLE)
    title_en = models.CharField(_("Judul dalam bahasa Inggris"), max_length=TITLE, blank=True)
    description = models.TextField(_("Uraian"), max_length=WORDS, blank=True)
    hours = models.DecimalField(_("JP"), max_digits=5, decimal_places=1, default=0)
    valid_months = models.PositiveSmallIntegerField(_("Berlaku (bulan)"), null=True, blank=True)
    active = models.BooleanField(_("Dipakai"), default=True)
    document = models.CharField(max_length=45, blank=True)  # "document:<id>": having read it is having learned this

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title


class Outsider(models.Model):
    """A person of a business associate, who learns here without an account; no more is kept than a certificate needs."""

    name = models.CharField(_("Nama"), max_length=150)
    organisation = models.CharField(_("Lembaga atau perusahaan"), max_length=TITLE)
    email = models.EmailField(_("Surel"), blank=True)
    invited_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    added_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Sort(models.TextChoices):
    """How something was learned."""

    CLASS = "class", _("Kelas atau bimtek")
    WEBINAR = "webinar", _("Webinar")
    COURSE = "course", _("Kursus mandiri")
    OUTSIDE = "outside", _("Di luar instansi")
    READ = "read", _("Menerima dan membaca")
    IMPORTED = "imported", _("Riwayat dari sistem lain")


class Record(models.Model):
    """That somebody learned something on a day. It is not changed afterwards: what is wrong is voided, with a reason.

    Exactly one of `person` and `outsider` is given. `origin` names what it arose from ("session:<uuid>"); while it stands, one origin
    gives somebody one record of a topic. `expires_on` is the last day on which it counts. `portion` is with which others it was brought.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=43, unique=True)  # "record:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outsider = models.ForeignKey(Outsider, models.PROTECT, null=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE, blank=True)
    done_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    sort = models.CharField(max_length=10, choices=Sort.choices)
    provider = models.CharField(max_length=TITLE, blank=True)
    score = models.PositiveSmallIntegerField(null=True)
    origin = models.CharField(max_length=LONGEST_ORIGIN, blank=True)
    expires_on = models.DateField(null=True)
    portion = models.UUIDField(null=True)
    imported_key = models.CharField(max_length=64, unique=True, null=True)
    voided_on = models.DateField(null=True)
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(outsider__isnull=True), name="record_of_one"),
            models.CheckConstraint(condition=Q(sort__in=Sort.values), name="record_sort_known"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="record_hours_not_below_nothing"),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=100), name="record_score_is_per_cent"),
            models.CheckConstraint(
                condition=Q(voided_on__isnull=True, voided_reason="") | (Q(voided_on__isnull=False) & ~Q(voided_reason="")),
                name="record_voided_with_reason",
            ),
            models.UniqueConstraint(
                fields=["origin", "topic", "person"],
                condition=~Q(origin="") & Q(voided_on__isnull=True, person__isnull=False),
                name="record_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["origin", "topic", "outsider"],
                condition=~Q(origin="") & Q(voided_on__isnull=True, outsider__isnull=False),
                name="record_once_an_outsider",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-done_on"], name="record_person"),
            models.Index(fields=["outsider"], condition=Q(outsider__isnull=False), name="record_outsider"),
            models.Index(fields=["topic", "done_on"], name="record_topic"),
            models.Index(fields=["done_on", "person"], name="record_day"),
            models.Index(fields=["portion"], condition=Q(portion__isnull=False), name="record_portion"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def said(self) -> str:
        """Its title in the language of whoever reads, as far as it has one."""
        return self.title_en if self.title_en and get_language() == "en" else self.title


class Standing(models.Model):
    """What the records of a person that stand say of each topic, in one row: a copy, so that ten thousand people are read at once.

    `held` is [topic id, day, last day it counts, topic id, …] by topic, the latest day first, days as ordinals (`date.toordinal`): the
    records that no other record of the topic surpasses in both. Records without end count until `date.max`. One flat list of numbers,
    so that those of everybody become one array without making an object of each.
    """

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="+")
    held = models.JSONField(default=list)
