"""What this part alone must remember in clear: that somebody has to look at once. Why, is sealed in the conversation."""

from typing import ClassVar

from django.db import models

from amanah.engines.cases.models import Case


class Alarm(models.Model):
    """A reporter answered a check-in in a way that cannot wait. Stands in the cleartext list: case and day, nothing else."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    day = models.DateField()
    announced = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["id"], condition=models.Q(announced=False), name="alarm_unannounced")]
