"""Tests: how many questions of which topic, and what it takes to pass."""

from dataclasses import asdict, dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah import rulebook
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes.declare import ACTIVE, MARK_RULE, RETIRED
from amanah.rooms.learning.quizzes.models import Question, Test
from amanah.rooms.learning.quizzes.refusals import Refused


@dataclass(frozen=True)
class Plan:
    """How a test is to be. `mark` is percent, None for the rule of the day."""

    title: str
    title_en: str
    draws: int
    mark: int | None = None
    wait_days: int = 0
    whole: bool = False


@transaction.atomic
def enter_test(topic: Topic, key: str, plan: Plan, *, actor: str, course: str = "") -> Test:
    """Make a test of a topic.

    Raises:
        Refused: "words", "few", "mark" or "key".
    """
    check(topic, plan)
    test = Test(id=uuid4(), key=key, topic=topic, course=course, entered_on=clock.today(), **asdict(plan))
    try:
        with transaction.atomic():
            test.save(force_insert=True)
    except IntegrityError:
        raise Refused("key") from None
    _told(test, "entered", actor)
    return test


@transaction.atomic
def change_test(test: Test, plan: Plan, *, actor: str) -> Test:
    """Change it for attempts that begin from now on; who is inside goes on as it was.

    Raises:
        Refused: "words", "few", "mark", "state" or "unchanged".
    """
    check(test.topic, plan)
    _hold(test)
    if test.state != ACTIVE:
        raise Refused("state")
    changed = [name for name, value in asdict(plan).items() if getattr(test, name) != value]
    if not changed:
        raise Refused("unchanged")
    for name in changed:
        setattr(test, name, getattr(plan, name))
    test.save(update_fields=changed)
    _told(test, "changed", actor)
    return test


@transaction.atomic
def retire_test(test: Test, *, actor: str) -> None:
    """Let nobody begin it any more; who is inside may end it.

    Raises:
        Refused: "state".
    """
    _hold(test)
    if test.state != ACTIVE:
        raise Refused("state")
    test.state = RETIRED
    test.save(update_fields=["state"])
    _told(test, "retired", actor)


def rule() -> int:
    """The pass mark of the rule of the day, in percent."""
    return int(rulebook.provision(MARK_RULE, on=clock.today()).value)


def mark_of(test: Test) -> int:
    """With how many of a hundred right answers one passes today: the rule, or the test's own mark where it is higher."""
    return max(rule(), test.mark or 0)


def check(topic: Topic, plan: Plan) -> None:
    """Raises Refused for a test that cannot be given."""
    if not plan.title.strip() or not plan.title_en.strip():
        raise Refused("words")
    if not 1 <= plan.draws <= Question.objects.filter(topic=topic, state=ACTIVE).count():
        raise Refused("few")
    if plan.mark is not None and not rule() <= plan.mark <= 100:  # noqa: PLR2004 - percent
        raise Refused("mark")


def _hold(test: Test) -> None:
    test.refresh_from_db(from_queryset=Test.objects.select_for_update())


def _told(test: Test, act: str, actor: str) -> None:
    facts = {"topic": test.topic.key, "draws": test.draws, "mark": test.mark or 0, "wait_days": test.wait_days, "state": test.state}
    ledger.append(f"quiz.{act}", f"quiz:{test.pk}", facts, actor=actor)
