"""What a reporter does once the report is sent: give their identity to people of their choice, rate the handling."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.report import IDENTITY, RATING, Identity, Message
from amanah.engines.reports.services import mailbox
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.whistleblowing.afterwards import envelopes, queries
from amanah.rooms.whistleblowing.afterwards.models import RatingTally
from amanah.rooms.whistleblowing.afterwards.questions import ANSWERS, QUESTIONS, SKIP


@dataclass(frozen=True)
class _Rating:
    """One rating as it was counted."""

    quarter: date
    answers: Mapping[str, str]


def give_identity(box: OpenedMailbox, identity: Identity, chosen: Collection[str]) -> None:
    """Seal who the reporter is for the chosen recipients (see `queries.recipients`) and say in the conversation to whom it was given.

    Nobody else of the case's handlers can open it, those who join later included; the recovery key can, as everything.

    Raises:
        Refused: "unfit" when nobody chosen may have it any more, "state" when it was given too often.
        DatabaseError, OSError: nothing was stored.
    """
    offered = [recipient for recipient in queries.recipients(box) if recipient.key in chosen]
    if not offered:
        raise cases.Refused("unfit")
    holders = {holder: public for recipient in offered for holder, public in recipient.holders.items()}
    opened = queries.open_box(box)
    number = len(opened.messages(IDENTITY))
    if number >= envelopes.MOST:
        raise cases.Refused("state")
    envelope = envelopes.record_of(opened.case.pk, number)
    sealed = vault.seal_record(envelope, {"identity": identity.to_bytes()}, {**holders, **keys.standing_holders()})
    to_custodians = any(recipient.custodians for recipient in offered)
    facts = {"envelope": envelope, "to": ", ".join(recipient.title for recipient in offered), "asked": "yes" if to_custodians else ""}
    mailbox.add(box, Message("", IDENTITY, facts=facts), alongside=lambda _case: vault.store(sealed))


def rate(box: OpenedMailbox, answers: Mapping[str, str], text: str) -> None:
    """Say how the handling was: `answers` by question in the codes of `questions`, once per closing; a later one takes its place.

    The words are sealed for the handlers. The codes are counted by quarter, apart from the case.

    Raises:
        Refused: "state" while the case is open.
        DatabaseError, OSError: nothing was stored.
    """
    case = queries.case_of(box)
    if case.closed_on is None:
        raise cases.Refused("state")
    codes = {key: answers.get(key, SKIP) if answers.get(key, SKIP) in ANSWERS else SKIP for key in QUESTIONS}
    quarter = quarter_of(case.closed_on)

    def count(_case: Case) -> None:
        earlier = queries.open_box(box).rating()
        if earlier is not None:
            _count(_Rating(date.fromisoformat(earlier.facts["quarter"]), earlier.facts), -1)
        _count(_Rating(quarter, codes), 1)

    facts = {**codes, "closed": case.closed_on.isoformat(), "quarter": quarter.isoformat()}
    mailbox.add(box, Message(text, RATING, facts=facts), alongside=count)


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _count(rating: _Rating, step: int) -> None:
    for question in QUESTIONS:
        answer = rating.answers[question]
        row, _new = RatingTally.objects.get_or_create(quarter=rating.quarter, question=question, answer=answer)
        RatingTally.objects.filter(pk=row.pk).update(count=F("count") + step)
