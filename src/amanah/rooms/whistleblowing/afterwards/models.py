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


class RatingGiven(models.Model):
    """That a closed report was rated, so that a changed rating is counted once. Which report, and what was answered, says no column.

    `mark` is computed from case and closing with the key of subject tags, which lies outside database and backups; the answers as they
    were counted are sealed under a key computed likewise.
    """

    mark = models.BinaryField(max_length=32, unique=True)
    counted = models.BinaryField()
