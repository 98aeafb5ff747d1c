"""Taking a test so that nothing is lost: drawn once, every answer kept at once, handed in once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.quizzes import drawing
from amanah.rooms.learning.quizzes.declare import ACTIVE, MEASURING, PURPOSES
from amanah.rooms.learning.quizzes.events import AttemptSubmitted
from amanah.rooms.learning.quizzes.models import Attempt, Drawn, Test, Version
from amanah.rooms.learning.quizzes.queries.bank import pool
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.quizzes.services.setting import mark_of

Who: TypeAlias = Person | Outsider


@dataclass(frozen=True)
class Result:
    """What came of a test. `passed` is None where it only measures."""

    right: int
    of: int
    passed: bool | None


def begin(test: Test, who: Who, purpose: str, origin: str = "") -> Attempt:
    """The attempt that this person has open for this purpose and origin; a new one where there is none. Never draws a second time.

    Args:
        test: which one.
        who: whoever takes it.
        purpose: one of `declare.PURPOSES`.
        origin: the reference of what it belongs to ("session:<id>"); an attempt of another origin is another attempt.

    Raises:
        Refused: "purpose", "state", "few" or "wait".
    """
    if purpose not in PURPOSES:
        raise Refused("purpose")
    mine = {**of(who), "test": test, "purpose": purpose, "origin": origin}
    for _try in range(2):
        found = Attempt.objects.filter(**mine, submitted_on__isnull=True).first()
        if found is not None:
            return found
        try:
            return _draw(test, who, purpose, origin)
        except IntegrityError:
            continue  # another request of the same person was first: theirs is given back
    return Attempt.objects.get(**mine, submitted_on__isnull=True)


def may_begin_on(test: Test, who: Who, purpose: str, origin: str = "") -> date:
    """The first day on which this person may begin it (again); today where nothing holds them back."""
    today = clock.today()
    if not test.wait_days or purpose in MEASURING:
        return today
    mine = Attempt.objects.filter(**of(who), test=test, purpose=purpose, origin=origin, passed=False)
    last = mine.order_by("-submitted_on").values_list("submitted_on", flat=True).first()
    return today if last is None else max(today, last + timedelta(days=test.wait_days))


@transaction.atomic
def answer(attempt: Attempt, question: int, choice: int) -> None:
    """Keep an answer. The same again, or another one before it is handed in, is harmless: the last one counts.

    Args:
        attempt: an open one.
        question: the place of the question in the attempt, from 1.
        choice: the place of the answer as it is shown, from 0.

    Raises:
        Refused: "submitted" or "choice".
    """
    answer_many(attempt, {question: choice})


@transaction.atomic
def answer_many(attempt: Attempt, choices: dict[int, int]) -> None:
    """Keep several answers (place of the question → place of the answer), all or none; as `answer`."""
    _hold(attempt)
    if not attempt.open:
        raise Refused("submitted")
    drawn = {one.place: one for one in attempt.drawn.filter(place__in=choices)}
    for place, choice in choices.items():
        if place not in drawn or not 0 <= choice < len(drawn[place].order):
            raise Refused("choice")
        if drawn[place].chosen != choice:
            Drawn.objects.filter(pk=drawn[place].pk).update(chosen=choice)


@transaction.atomic
def submit(attempt: Attempt) -> Result:
    """Hand it in; what is not answered counts as wrong. Handed in before: the same result again, and nothing changes."""
    _hold(attempt)
    if attempt.open:
        drawn = list(attempt.drawn.select_related("version"))
        attempt.right = sum(one.correct for one in drawn)
        attempt.submitted_on = clock.today()
        if attempt.purpose not in MEASURING:
            attempt.passed = passes(attempt.right, attempt.of, attempt.mark)
        attempt.save(update_fields=["right", "passed", "submitted_on"])
        said = canonical.digest([[one.version_id, one.order, one.chosen] for one in drawn]).hex()
        facts = {"purpose": attempt.purpose, "right": attempt.right, "of": attempt.of, "answers": said}
        event = AttemptSubmitted(attempt.pk, actor_of(attempt), attempt.purpose, attempt.origin, attempt.passed)
        events.publish(event)
        ledger.append("attempt.submitted", attempt.ref, facts, actor=event.actor)
    return result_of(attempt)


def result_of(attempt: Attempt) -> Result:
    """What came of an attempt that was handed in."""
    return Result(attempt.right or 0, attempt.of, attempt.passed)


def passes(right: int, of: int, mark: int) -> bool:
    """Whether so many right ones of so many reach the mark (percent)."""
    return right * 100 >= mark * of


def of(who: Who) -> dict[str, Who]:
    """The columns that say whose something is."""
    return {"outsider": who} if isinstance(who, Outsider) else {"person": who}


def actor_of(attempt: Attempt) -> str:
    """How the ledger names whoever took it."""
    if attempt.outsider_id is not None:
        return f"outside:{attempt.outsider_id}"
    account = Account.objects.filter(person=attempt.person).order_by("pk").values_list("pk", flat=True).first()
    return f"account:{account}" if attempt.person_id is not None and account is not None else "system"


@transaction.atomic
def _draw(test: Test, who: Who, purpose: str, origin: str) -> Attempt:
    if test.state != ACTIVE:
        raise Refused("state")
    if may_begin_on(test, who, purpose, origin) > clock.today():
        raise Refused("wait")
    versions = pool(test.topic_id)
    if len(versions) < test.draws:
        raise Refused("few")
    attempt_id, seed = uuid4(), drawing.new_seed()
    attempt = Attempt(
        id=attempt_id,
        ref=f"attempt:{attempt_id}",
        test=test,
        purpose=purpose,
        origin=origin,
        seed=seed,
        pool=sorted(versions),
        mark=mark_of(test),
        of=test.draws,
        begun_on=clock.today(),
        **of(who),
    )
    attempt.save(force_insert=True)
    chosen = drawing.draw(attempt.pool, test.draws, seed)
    answers = {one.pk: len(one.answers) for one in Version.objects.filter(pk__in=chosen)}
    Drawn.objects.bulk_create(
        Drawn(attempt=attempt, place=place, version_id=key, order=drawing.shuffle(answers[key], seed, key))
        for place, key in enumerate(chosen, 1)
    )
    facts = {"test": str(test.pk), "purpose": purpose, "of": test.draws, "mark": attempt.mark, "seed": seed, "origin": origin}
    ledger.append("attempt.begun", attempt.ref, facts, actor=actor_of(attempt))
    return attempt


def _hold(attempt: Attempt) -> None:
    attempt.refresh_from_db(from_queryset=Attempt.objects.select_for_update(of=("self",)))
