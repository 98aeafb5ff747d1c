"""What a person should look at. A notice holds a code and a few harmless values; its words are made when it is read."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One thing for one account, to the day. Whether it may still be shown is asked anew each time."""

    # What addresses hold: the serial number would tell how many notices others were given in between.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    ref = models.CharField(max_length=96)
    url = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    read_on = models.DateField(null=True)
    mailed_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "-id"], name="notice_newest"),
            models.Index(fields=["account", "-id"], condition=models.Q(read_on__isnull=True), name="notice_unread"),
            models.Index(fields=["day"], condition=models.Q(read_on__isnull=True, mailed_on__isnull=True), name="notice_unmailed"),
        ]
