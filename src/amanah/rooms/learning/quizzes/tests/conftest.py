"""A topic with a bank of ten questions, and a test that draws four of them."""

import pytest

from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes import services
from amanah.rooms.learning.quizzes.services import Answer, Draft, Plan


def draft(said, *, right=0, count=3):
    """A question with `count` answers, the one at `right` right."""
    answers = [Answer(f"Jawaban {n} {said}", f"Answer {n} {said}", f"Sebab {n}.", f"Why {n}.", n == right) for n in range(count)]
    return Draft(f"Pertanyaan {said}?", f"Question {said}?", answers)


def fill(topic, count=10):
    return [services.enter_question(topic, f"q-{n}", draft(str(n), right=n % 3), actor="system") for n in range(count)]


def right_of(drawn):
    """The place, as shown, of the right answer."""
    return next(place for place, one in enumerate(drawn.shown) if one["right"])


def take(attempt, *, right):
    """Answer everything, the first `right` rightly, and hand it in."""
    for drawn in attempt.drawn.select_related("version"):
        good = right_of(drawn)
        services.answer(attempt, drawn.place, good if drawn.place <= right else (good + 1) % len(drawn.order))
    return services.submit(attempt)


@pytest.fixture
def topic(db):
    return Topic.objects.create(key="loket", title="Melayani di loket", title_en="Serving at the counter")


@pytest.fixture
def test(topic):
    fill(topic)
    return services.enter_test(topic, "loket", Plan("Ujian loket", "Counter test", 4), actor="system")
