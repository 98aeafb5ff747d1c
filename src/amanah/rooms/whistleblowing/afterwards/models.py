"""How many reporters answered what about the handling: counts alone, so that no row belongs to a case or a reporter."""

from typing import ClassVar

from django.db import models


class RatingTally(models.Model):
    """How often `answer` was given to `question` (codes of `questions`) for reports closed in the quarter that begins on `quarter`."""

    quarter = models.DateField()
    question = models.CharField(max_length=10)
    answer = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["quarter", "question", "answer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quarter", "question", "answer"], name="afterwards_one_count_an_answer"),
        ]
