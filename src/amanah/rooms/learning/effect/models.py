"""Who was asked, months after a test, what they still know."""

from typing import ClassVar

from django.db import models

from amanah.rooms.learning.quizzes.models import Attempt


class Recall(models.Model):
    """That whoever made this attempt was invited, once, to the test of memory that follows it."""

    attempt = models.OneToOneField(Attempt, models.PROTECT, related_name="recall")
    invited_on = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["invited_on"], name="recall_day")]
