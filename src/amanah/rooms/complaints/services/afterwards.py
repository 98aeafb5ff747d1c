"""What whoever holds the receipt does with an answer: accept it, dispute it, reopen, take it higher, rate it, or close it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case
from amanah.engines.reports import wellformed
from amanah.engines.reports.report import Message
from amanah.engines.reports.services import mailbox, wishes
from amanah.engines.reports.services.mailbox import content_key
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import clock
from amanah.rooms.complaints.acts import ACTS, CLOSE_OFF
from amanah.rooms.complaints.models import RatingTally
from amanah.rooms.complaints.questions import ANSWERS, QUESTIONS, RATING, SAID, SKIP


@dataclass(frozen=True)
class Open:
    """What may be done in this mailbox now."""

    case: Case
    acts: frozenset[str]
    waiting: frozenset[str]
    may_rate: bool


def standing(box: OpenedMailbox) -> Open:
    """What its reporter may decide, and what of that waits to be carried out."""
    case = Case.objects.get(ref=box.record)
    waiting = wishes.waiting(case)
    acts = {
        move.key
        for move in case.declared.moves_from(case.state)
        if move.key in ACTS and REPORTER in move.roles and not any(guard(case, REPORTER) for guard in move.guards)
    }
    marks = getattr(case, "complaint_marks", None)
    if marks is not None and not marks.secret:
        acts.add(CLOSE_OFF)
    return Open(case, frozenset(acts) - waiting if waiting else frozenset(acts), waiting, case.state in {"answered", "resolved"})


def decide(box: OpenedMailbox, act: str, text: str = "") -> None:
    """Say what one decided. The message stands at once; the beat makes it true.

    Raises:
        Refused: "state" for what is not possible now.
        DatabaseError, OSError: nothing was stored.
    """
    if act not in standing(box).acts:
        raise cases.Refused("state")

    mailbox.add(box, Message(text, SAID[act]), alongside=lambda case: wishes.wish(case, act))


def rate(box: OpenedMailbox, answers: Mapping[str, str], text: str) -> None:
    """Say how the handling was, in the codes of `questions`; a later rating of the same answer takes the earlier one's place.

    The words are sealed for the handlers. The codes are counted by quarter, apart from the case. Raises as `decide`.
    """
    now = standing(box)
    if not now.may_rate:
        raise cases.Refused("state")
    codes = {key: answers.get(key, SKIP) if answers.get(key, SKIP) in ANSWERS else SKIP for key in QUESTIONS}
    round_ = str(now.case.steps.filter(move="answer").count())
    quarter = quarter_of(now.case.closed_on or clock.today())

    def count(case: Case) -> None:
        earlier = rating(box, case)
        if earlier is not None:
            _count(date.fromisoformat(earlier.facts["quarter"]), earlier.facts, -1)
        _count(quarter, codes, 1)

    mailbox.add(box, Message(text, RATING, facts={**codes, "round": round_, "quarter": quarter.isoformat()}), alongside=count)


def rating(box: OpenedMailbox, case: Case) -> Message | None:
    """The latest rating of the case's present answer."""
    fields = wellformed.mended(vault.open_fields(box.record, content_key(box), "message/", strict=False))
    round_ = str(case.steps.filter(move="answer").count())
    numbered = sorted((int(name.partition("/")[2]), name) for name in fields if name.startswith("message/"))
    given = [message for _number, name in numbered if (message := Message.from_bytes(fields[name])).kind == RATING]
    return next((message for message in reversed(given) if message.facts.get("round") == round_), None)


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _count(quarter: date, codes: Mapping[str, str], step: int) -> None:
    for question in QUESTIONS:
        row, _new = RatingTally.objects.get_or_create(quarter=quarter, question=question, answer=codes[question])
        RatingTally.objects.filter(pk=row.pk).update(count=F("count") + step)
