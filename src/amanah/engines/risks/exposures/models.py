"""Which posts, processes, kinds of associates and of transactions bear more than a low risk of bribery, and why. Written in clear."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import declare
from amanah.foundation.organisation.models import Post, Unit

TITLE = 160
KEY = 64
REASON = 1000


class Exposure(models.Model):
    """One decision about one of them. Rows are only ever added, which a trigger holds: the newest that holds on a day is in force.

    `key` is one thing of its sort for good: a post's own is its id. `until` is the last day, null open-ended.
    """

    sort = models.CharField(max_length=12)
    key = models.CharField(max_length=KEY)
    title = models.CharField(max_length=TITLE)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    bribery_class = models.CharField(max_length=16)
    reason = models.TextField(max_length=REASON)
    since = models.DateField()
    until = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="exposure_sort_known"),
            models.CheckConstraint(condition=Q(bribery_class__in=sorted(BRIBERY)), name="exposure_class_known"),
            models.CheckConstraint(
                condition=Q(sort=declare.POST, post__isnull=False) | (~Q(sort=declare.POST) & Q(post__isnull=True)),
                name="exposure_of_a_post_has_it",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exposure_reasoned"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="exposure_days_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort", "key"], name="exposure_thing"),
            models.Index(fields=["post", "since"], condition=Q(post__isnull=False), name="exposure_post"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How the ledger names what is decided about."""
        return declare.ref_of(self.sort, self.key)
