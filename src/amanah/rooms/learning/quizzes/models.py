"""The bank of questions, the tests drawn from it, and what people answered."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from amanah.foundation.organisation.models import Person
from amanah.rooms.learning.models import Outsider, Topic
from amanah.rooms.learning.quizzes import declare

KEY = 80
WORDS = declare.LONGEST
TITLE = 160
CODE = 12


class Question(models.Model):
    """A question of the bank. What it asks stands in its versions; `current` counts them, and the latest is the one that is drawn.

    `key` is its name within the topic: an import that brings the same key again writes a new version.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=KEY)
    current = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=CODE, default=declare.ACTIVE)
    entered_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "key"], name="quiz_question_key_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="quiz_question_state_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["-entered_on", "-id"], name="quiz_question_newest")]

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """What a question asked from one day on. Rows are only ever added; a trigger holds this on both databases.

    `answers` holds, in the order in which they were written, {"id", "en", "why_id", "why_en", "right"}; exactly one is right.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text_id = models.TextField(max_length=WORDS)
    text_en = models.TextField(max_length=WORDS)
    answers = models.JSONField()
    day = models.DateField()
    actor = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "number"], name="quiz_version_once")]

    def __str__(self) -> str:
        return self.text_id

    @property
    def right(self) -> int:
        """The place of the right answer, from 0."""
        return next(place for place, answer in enumerate(self.answers) if answer["right"])


class Test(models.Model):
    """A test: of which topic, how many questions are drawn, and with how many right one passes.

    `mark` is percent; it counts where it is higher than the rule of the day. Whoever did not pass may try again after `wait_days`.
    `course` names the course that it ends, "" where none. `whole` shows all questions on one page.
    """

    __test__ = False

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.SlugField(max_length=KEY, unique=True)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE)
    title_en = models.CharField(max_length=TITLE)
    draws = models.PositiveSmallIntegerField()
    mark = models.PositiveSmallIntegerField(null=True)
    wait_days = models.PositiveSmallIntegerField(default=0)
    whole = models.BooleanField(default=False)
    course = models.SlugField(max_length=KEY, blank=True)
    state = models.CharField(max_length=CODE, default=declare.ACTIVE)
    entered_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(draws__gte=1), name="quiz_test_draws_something"),
            models.CheckConstraint(condition=Q(mark__isnull=True) | Q(mark__lte=100), name="quiz_test_mark_is_percent"),
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="quiz_test_state_known"),
            models.UniqueConstraint(fields=["course"], condition=~Q(course=""), name="quiz_test_one_a_course"),
        ]

    def __str__(self) -> str:
        return self.title

    def said(self, language: str) -> str:
        """Its title in a language."""
        return self.title_en if language.startswith("en") else self.title


class Attempt(models.Model):
    """One go at a test by one person, drawn once: `seed` and `pool` (the versions that could be drawn) give the same questions for ever.

    `mark` is the pass mark of the day on which it began. `right` and `passed` are set when it is handed in; a test that only measures
    has no `passed`. What somebody answered is theirs alone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=44, unique=True)  # "attempt:<id>", as other tables name it
    test = models.ForeignKey(Test, models.PROTECT, related_name="attempts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outsider = models.ForeignKey(Outsider, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=CODE)
    origin = models.CharField(max_length=96, blank=True)
    seed = models.CharField(max_length=16)
    pool = models.JSONField()
    mark = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    begun_on = models.DateField()
    submitted_on = models.DateField(null=True)
    released_on = models.DateField(null=True)  # since then nobody knows what was answered, only how many were right

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(purpose__in=sorted(declare.PURPOSES)), name="quiz_attempt_purpose_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, outsider__isnull=False) | Q(person__isnull=False, outsider__isnull=True),
                name="quiz_attempt_of_one",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True, right__isnull=True, passed__isnull=True)
                | Q(submitted_on__isnull=False, right__isnull=False, right__lte=F("of")),
                name="quiz_attempt_has_result_when_handed_in",
            ),
            models.UniqueConstraint(
                fields=["person", "test", "purpose", "origin"],
                condition=Q(submitted_on__isnull=True, person__isnull=False),
                name="quiz_attempt_one_open_a_person",
            ),
            models.UniqueConstraint(
                fields=["outsider", "test", "purpose", "origin"],
                condition=Q(submitted_on__isnull=True, outsider__isnull=False),
                name="quiz_attempt_one_open_an_outsider",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "test", "purpose"], name="quiz_attempt_person"),
            models.Index(fields=["outsider", "test"], name="quiz_attempt_outsider"),
            models.Index(fields=["test", "purpose", "submitted_on"], name="quiz_attempt_of_test"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        return self.submitted_on is None

    @property
    def percent(self) -> float | None:
        """How many of a hundred were right, once it is handed in."""
        return None if self.right is None else 100 * self.right / self.of


class Drawn(models.Model):
    """One question of an attempt: its place (from 1), the order in which its answers are shown, and the one that was chosen.

    `order` holds places in `version.answers`; `chosen` is a place in `order`.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="drawn")
    place = models.PositiveSmallIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    order = models.JSONField()
    chosen = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["attempt", "place"], name="quiz_drawn_once")]

    def __str__(self) -> str:
        return f"{self.place}"

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Its answers in the order in which this attempt shows them."""
        return [self.version.answers[place] for place in self.order]

    @property
    def correct(self) -> bool:
        """Whether the answer that was chosen is right."""
        return self.chosen is not None and bool(self.shown[self.chosen]["right"])
