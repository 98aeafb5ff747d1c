"""A course to be taken, its test in the bank, and somebody who manages learning in the K3 directorate."""

import pytest

from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.quizzes.tests.conftest import take
from amanah.rooms.learning.taking import services


@pytest.fixture
def course():
    return courses()["service-counter"]


@pytest.fixture
def rudi(people):
    return people.add("rudi", "Rudi Salim", people.units.k3, "Analis kepegawaian", roles=("learning_manager",), over=people.units.k3)


def read_all(enrolment, course):
    for page in course.pages:
        services.read(enrolment, page.key)


def pass_test(enrolment, *, right=8):
    return take(services.begin_test(enrolment, "final"), right=right)
