"""What can be learned here: an offer and its editions. A session keeps the edition that it is held with."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Unit
from amanah.rooms.learning.models import Topic

TITLE = 160
WORDS = 4000


class Sort(models.TextChoices):
    """How something is learned."""

    CLASS = "class", _("Kelas (Bimtek)")
    WEBINAR = "webinar", _("Webinar")
    COURSE = "course", _("Kursus mandiri")


class Offer(models.Model):
    """One thing that can be learned, kept by a unit. What it consists of stands in its editions; the newest one is offered."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "offer:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    made_on = models.DateField()
    retired_on = models.DateField(null=True)
    retired_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-made_on", "-id"], name="learning_offer_newest")]

    def __str__(self) -> str:
        return self.number


class Edition(models.Model):
    """What an offer is from one day on. Rows are only ever added, so that a held session still tells what was taught.

    Hours are JP; what each topic gets of them stands in its parts. `questions` is a list of {"key", "sort": "scale"|"words", "text",
    "text_en"}, asked afterwards without asking who answers. Both titles stand on certificates.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="editions")
    seq = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=8, choices=Sort.choices)
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE)
    description = models.TextField(max_length=WORDS, blank=True)
    provider = models.CharField(max_length=TITLE, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True)
    cost = models.PositiveBigIntegerField(default=0)  # rupiah for one session
    course = models.CharField(max_length=60, blank=True)
    pre_test = models.ForeignKey("learning_quizzes.Test", models.PROTECT, null=True, related_name="+")
    post_test = models.ForeignKey("learning_quizzes.Test", models.PROTECT, null=True, related_name="+")
    must_pass = models.BooleanField(default=False)
    questions = models.JSONField(default=list)
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["offer", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "seq"], name="learning_edition_once"),
            models.CheckConstraint(condition=Q(sort__in=Sort.values), name="learning_edition_sort_known"),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="learning_edition_has_room"),
            models.CheckConstraint(condition=Q(must_pass=False) | Q(post_test__isnull=False), name="learning_edition_pass_needs_test"),
            models.CheckConstraint(condition=Q(sort="course") ^ Q(course=""), name="learning_edition_course_named"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def said(self) -> str:
        """Its title in the language of whoever reads."""
        return self.title_en if get_language() == "en" else self.title

    @property
    def hours(self) -> Decimal:
        """JP of all its topics together."""
        return sum((part.hours for part in self.parts.all()), Decimal(0))


class Part(models.Model):
    """A topic that an edition teaches, and for how many JP."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="parts")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    hours = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "topic"], name="learning_part_once"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="learning_part_has_hours"),
        ]
