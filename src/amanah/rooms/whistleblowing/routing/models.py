"""An institution's rules about who should receive which report. They propose; the reporter chooses."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amanah.foundation.organisation.models import Unit


class RoutingRule(models.Model):
    """A report that meets every condition of the rule is proposed to `target`. Ended, never deleted; lower `order` comes first."""

    class About(models.TextChoices):
        """What of a report is compared with the unit and everything below it."""

        PLACE = "place"
        PEOPLE = "people"
        EITHER = "either"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices, default=About.EITHER)
    target = models.CharField(max_length=60)  # a route inside, or the ref of an outside recipient
    since = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["order", "since", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(topic="") | Q(unit__isnull=False), name="routing_rule_says_when")]

    @property
    def ref(self) -> str:
        """How the ledger names it."""
        return f"routing:{self.id}"
