"""What this engine keeps in clear besides the case: what reporters decided and nobody has carried out yet."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amanah.engines.cases.models import Case


class Wish(models.Model):
    """What a reporter decided in the mailbox and the beat carries out: the public program may not change the state of a case itself.

    `act` is a move that the kind leaves to its reporter, or what the room registered under that name.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="wishes")
    act = models.CharField(max_length=40)
    day = models.DateField()
    done = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "act"], condition=Q(done=False), name="wished_once")]
        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(done=False), name="wish_waiting")]
