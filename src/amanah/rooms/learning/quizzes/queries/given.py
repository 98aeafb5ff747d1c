"""The tests that there are."""

from django.db.models import QuerySet

from amanah.rooms.learning.quizzes.declare import ACTIVE
from amanah.rooms.learning.quizzes.models import Test


def tests() -> QuerySet[Test]:
    """The tests that can be begun, by title."""
    return Test.objects.filter(state=ACTIVE).select_related("topic").order_by("title")


def find_test(key: str) -> Test | None:
    """The test of that key, in whatever state."""
    return Test.objects.filter(key=key).select_related("topic").first()


def of_course(course: str) -> Test | None:
    """The test that ends a course."""
    return Test.objects.filter(course=course).select_related("topic").first() if course else None
