"""Courses that keep one's place, as somebody's own page offers them for what they have to learn."""

from collections.abc import Collection, Iterable
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.offers import Offer

HERE: Final = "/desk/learning/courses/"


def fetch(_viewer: Viewer, topics: Collection[int]) -> Iterable[Offer]:
    """The courses of these topics, open to everybody who signs in; one query."""
    known = courses()
    for topic in Topic.objects.filter(pk__in=topics, key__in=list(known)):
        course = known[topic.key]
        yield Offer(topic.pk, course.title.get(get_language() or "id"), f"{HERE}{course.id}/", _("kursus mandiri"))
