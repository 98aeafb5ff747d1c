"""Somebody's own page offers what is open to them for what they have to learn."""

import pytest

from amanah.rooms.learning import offers, services
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.sessions.models import Session

pytestmark = pytest.mark.django_db


def test_courses_of_a_topic_are_offered_to_everybody(people):
    key = next(iter(courses()))
    topic = services.keep_topic(key, title="Kursus", viewer=None)
    (offer,) = offers.of(people.viewer("citra"), {topic.pk})[topic.pk]
    assert offer.url == f"/desk/learning/courses/{key}/"
    assert offers.of(people.viewer("citra"), {topic.pk + 1}) == {}
    assert not Session.objects.exists()
