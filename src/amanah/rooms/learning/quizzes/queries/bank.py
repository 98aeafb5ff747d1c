"""The bank as it stands now."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.rooms.learning.quizzes.declare import ACTIVE
from amanah.rooms.learning.quizzes.models import Question, Version

PAGE = 50
LARGEST = 500


@dataclass(frozen=True)
class Filters:
    """What the list of questions is narrowed to; an empty value narrows nothing."""

    topic: str = ""
    state: str = ""
    text: str = ""


def pool(topic_id: int) -> list[int]:
    """The versions of a topic that can be drawn now: the latest of every question in use."""
    return list(
        Version.objects.filter(question__topic_id=topic_id, question__state=ACTIVE, number=F("question__current"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def latest() -> QuerySet[Version]:
    """The latest version of every question."""
    return Version.objects.filter(number=F("question__current")).select_related("question__topic")


def listing(filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Version]:
    """The questions, newest first, each as it is asked now.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    narrowed = Question.objects.select_related("topic")
    if filters.topic:
        narrowed = narrowed.filter(topic__key=filters.topic)
    if filters.state:
        narrowed = narrowed.filter(state=filters.state)
    if filters.text:
        said = Q(text_id__icontains=filters.text) | Q(text_en__icontains=filters.text)
        narrowed = narrowed.filter(Q(pk__in=latest().filter(said).values("question_id")) | Q(key__icontains=filters.text))
    found, further = keyset.page(narrowed, "entered_on", after=after, size=min(size, LARGEST))
    versions = {one.question_id: one for one in latest().filter(question__in=found)}
    return Page([versions[question.pk] for question in found], further)
