"""The bank of questions: entered, changed as a new version, retired. Attempts keep the version that they were drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes.declare import ACTIVE, FEWEST_ANSWERS, MOST_ANSWERS, RETIRED
from amanah.rooms.learning.quizzes.models import WORDS, Question, Version
from amanah.rooms.learning.quizzes.refusals import Refused


@dataclass(frozen=True)
class Answer:
    """One answer, and why it is right or wrong, in both languages."""

    id: str
    en: str
    why_id: str
    why_en: str
    right: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {"id": self.id, "en": self.en, "why_id": self.why_id, "why_en": self.why_en, "right": self.right}


@dataclass(frozen=True)
class Draft:
    """What a question is to ask."""

    text_id: str
    text_en: str
    answers: Sequence[Answer]

    @property
    def plain(self) -> list[Any]:
        """Everything that makes one version differ from another."""
        return [self.text_id, self.text_en, [answer.plain for answer in self.answers]]


@transaction.atomic
def enter_question(topic: Topic, key: str, draft: Draft, *, actor: str) -> Question:
    """Put a question into the bank of a topic.

    Raises:
        Refused: "words", "answers", "right", "twice" or "key".
    """
    check(draft)
    question = Question(id=uuid4(), topic=topic, key=key, entered_on=clock.today())
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:
        raise Refused("key") from None
    write_version(question, draft, actor)
    told(question, "entered", actor)
    return question


@transaction.atomic
def change_question(question: Question, draft: Draft, *, actor: str) -> Question:
    """Ask it otherwise from now on. Who has drawn the earlier version keeps it, and so does what they answered.

    Raises:
        Refused: "words", "answers", "right", "twice", "state" or "unchanged".
    """
    check(draft)
    hold(question)
    if question.state != ACTIVE:
        raise Refused("state")
    latest = question.versions.get(number=question.current)
    if [latest.text_id, latest.text_en, latest.answers] == draft.plain:
        raise Refused("unchanged")
    question.current += 1
    question.save(update_fields=["current"])
    write_version(question, draft, actor)
    told(question, "changed", actor)
    return question


@transaction.atomic
def retire_question(question: Question, *, actor: str) -> None:
    """Do not draw it any more; attempts that have it keep it.

    Raises:
        Refused: "state".
    """
    _turn(question, ACTIVE, RETIRED, actor)


@transaction.atomic
def restore_question(question: Question, *, actor: str) -> None:
    """Draw it again.

    Raises:
        Refused: "state".
    """
    _turn(question, RETIRED, ACTIVE, actor)


def check(draft: Draft) -> None:
    """Raises Refused for a question that cannot be asked."""
    if not all(said.strip() and len(said) <= WORDS for said in (draft.text_id, draft.text_en)):
        raise Refused("words")
    every = [(one.id, one.en, one.why_id, one.why_en) for one in draft.answers]
    if not FEWEST_ANSWERS <= len(every) <= MOST_ANSWERS or not all(said.strip() and len(said) <= WORDS for one in every for said in one):
        raise Refused("answers")
    if sum(one.right for one in draft.answers) != 1:
        raise Refused("right")
    if len({one.id.casefold() for one in draft.answers}) != len(every):
        raise Refused("twice")


def hold(question: Question) -> None:
    """Bring it up to date and hold its row until the transaction ends."""
    question.refresh_from_db(from_queryset=Question.objects.select_for_update())


def write_version(question: Question, draft: Draft, actor: str) -> Version:
    """The version that `question.current` counts."""
    return Version.objects.create(
        question=question,
        number=question.current,
        text_id=draft.text_id,
        text_en=draft.text_en,
        answers=[answer.plain for answer in draft.answers],
        day=clock.today(),
        actor=actor,
    )


def told(question: Question, act: str, actor: str) -> None:
    """One entry in the ledger, with a digest of what is asked and not the words."""
    latest = question.versions.get(number=question.current)
    asked = canonical.digest([latest.text_id, latest.text_en, latest.answers]).hex()
    facts = {"topic": question.topic.key, "version": question.current, "asked": asked, "state": question.state}
    ledger.append(f"question.{act}", f"question:{question.pk}", facts, actor=actor)


def _turn(question: Question, before: str, after: str, actor: str) -> None:
    hold(question)
    if question.state != before:
        raise Refused("state")
    question.state = after
    question.save(update_fields=["state"])
    told(question, "retired" if after == RETIRED else "restored", actor)
