"""What changes the bank, the tests and the attempts."""

from amanah.rooms.learning.quizzes.queries.given import tests
from amanah.rooms.learning.quizzes.services.bank import Answer, Draft, change_question, enter_question, restore_question, retire_question
from amanah.rooms.learning.quizzes.services.setting import Plan, change_test, enter_test, retire_test
from amanah.rooms.learning.quizzes.services.taking import Result, answer, begin, submit

__all__ = [
    "Answer",
    "Draft",
    "Plan",
    "Result",
    "answer",
    "begin",
    "change_question",
    "change_test",
    "enter_question",
    "enter_test",
    "restore_question",
    "retire_question",
    "retire_test",
    "submit",
    "tests",
]
