"""A course's topic, its questions in the bank, and its final test: made when it is first used, brought up to date with a new edition."""

from typing import Final

from django.db import transaction

from amanah.rooms.learning import services as learning
from amanah.rooms.learning.courses.definition import Course
from amanah.rooms.learning.courses.definition import Question as Written
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.declare import ACTIVE
from amanah.rooms.learning.quizzes.models import Question, Test
from amanah.rooms.learning.quizzes.queries.bank import latest
from amanah.rooms.learning.quizzes.queries.given import of_course
from amanah.rooms.learning.quizzes.services import Answer, Draft, Plan

DRAWS: Final = 8
"""How many questions a final test draws, where there are so many."""
ACTOR: Final = "system"


@transaction.atomic
def keep_course(course: Course) -> Test:
    """The final test of a course, with its questions as the course asks them now. Asked again, nothing is written.

    What whoever keeps the bank retired stays retired; what the course does not ask any more is retired.
    """
    test = of_course(course.id)
    asked = {question.key: _draft(question) for question in (*course.questions, *course.bank)}
    topic = test.topic if test is not None else _topic(course)
    there = {one.question.key: one for one in latest().filter(question__topic=topic, question__key__in=asked)}
    for key, draft in asked.items():
        found = there.get(key)
        if found is None:
            quizzes.enter_question(topic, key, draft, actor=ACTOR)
        elif found.question.state == ACTIVE and [found.text_id, found.text_en, found.answers] != draft.plain and _ours(found.actor):
            quizzes.change_question(found.question, draft, actor=ACTOR)
    if test is None:
        plan = Plan(course.title.id, course.title.en, min(DRAWS, len(asked)))
        test = quizzes.enter_test(topic, course.id, plan, actor=ACTOR, course=course.id)
    for question in Question.objects.filter(topic=topic, state=ACTIVE, versions__actor=ACTOR).exclude(key__in=asked).distinct():
        quizzes.retire_question(question, actor=ACTOR)
    return test


def _topic(course: Course) -> Topic:
    found = Topic.objects.filter(key=course.id).first()
    if found is not None:
        return found
    return learning.keep_topic(
        course.id, title=course.title.id, title_en=course.title.en, description=course.lead.id, hours=course.hours, viewer=None
    )


def _draft(question: Written) -> Draft:
    answers = [Answer(one.text.id, one.text.en, one.why.id, one.why.en, one.right) for one in question.answers]
    return Draft(question.text.id, question.text.en, answers)


def _ours(actor: str) -> bool:
    """Whether the latest version came from the course; what a person wrote since is theirs and stays."""
    return actor == ACTOR
