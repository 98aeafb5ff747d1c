"""What this room alone must remember: when somebody was to be heard, and in what quality each examiner acts. All words are sealed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case


class Hearing(models.Model):
    """One summons to a hearing; `seq` is the number of the entry that holds the letter."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    seq = models.PositiveIntegerField()
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "seq"], name="hearing_once")]


class Element(models.TextChoices):
    """In what quality somebody examines."""

    SUPERIOR = "superior", _("Atasan langsung")
    HIGHER = "higher", _("Atasan yang lebih tinggi")
    SUBSTITUTE = "substitute", _("Pengganti yang ditunjuk")
    OVERSIGHT = "oversight", _("Unsur pengawasan")
    PERSONNEL = "personnel", _("Unsur kepegawaian")


LEADING = frozenset({Element.SUPERIOR, Element.HIGHER, Element.SUBSTITUTE})
"""Who stands for the superior: the direct one, the next higher where that one is implicated or absent, or a substitute appointed."""


class Examiner(models.Model):
    """In what quality an account was appointed to a case; whether it still is stands in the engine's assignments."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    element = models.CharField(max_length=12, choices=Element.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "account"], name="examiner_once")]
