"""Where the pages of tests are; it holds in every process, also where no desk is loaded."""

from uuid import UUID

ROOT = "/desk/learning/tests/"


def of_attempt(attempt_id: UUID) -> str:
    """Where an attempt is answered, and where its result stands afterwards."""
    return f"{ROOT}attempts/{attempt_id}/"


def of_test(key: str) -> str:
    """The page of a test for whoever keeps the bank."""
    return f"{ROOT}{key}/"


def of_question(question_id: UUID) -> str:
    """The page of a question."""
    return f"{ROOT}questions/{question_id}/"
