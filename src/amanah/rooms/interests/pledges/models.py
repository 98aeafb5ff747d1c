"""The texts that people sign, and that they signed them: which version, when, and how they proved who they are."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.models import Person, Unit

LONGEST = 20_000


class Kind(models.TextChoices):
    """What is promised."""

    PACT = "pact", _("Pakta integritas")
    COMPLIANCE = "compliance", _("Pernyataan kepatuhan")


class PledgeText(models.Model):
    """One version of a text. It is never changed once it is published: a better wording is the next version."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    body = models.TextField(max_length=LONGEST)
    since = models.DateField()  # from this day on it is the one that is signed
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["kind", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "version"], name="pledge_version_once"),
            models.UniqueConstraint(fields=["kind", "since"], name="pledge_one_text_a_day"),
            models.CheckConstraint(condition=Q(version__gte=1), name="pledge_versions_from_one"),
        ]

    def __str__(self) -> str:
        return self.title


class Means(models.TextChoices):
    """How somebody proved who they are when they signed."""

    PASSWORD = "password", _("kata sandi")
    VAULT = "vault", _("frasa kunci")


class Signature(models.Model):
    """That somebody signed a text for a year, with what they held and where they worked on that day."""

    text = models.ForeignKey(PledgeText, models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=400, blank=True)
    means = models.CharField(max_length=8, choices=Means.choices)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "year", "person"], name="signed_once_a_year")]
        indexes: ClassVar = [models.Index(fields=["kind", "year"], name="signature_year")]
