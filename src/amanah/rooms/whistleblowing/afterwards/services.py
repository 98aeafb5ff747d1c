"""What a reporter does once the report is sent: give their identity to people of their choice, rate the handling."""

import hmac
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import F

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.report import IDENTITY, RATING, Identity, Message
from amanah.engines.reports.services import mailbox
from amanah.foundation.access import keys as access_keys
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import canonical, sealing
from amanah.rooms.whistleblowing.afterwards import queries
from amanah.rooms.whistleblowing.afterwards.models import RatingGiven, RatingTally
from amanah.rooms.whistleblowing.afterwards.questions import ANSWERS, QUESTIONS, SKIP

RATED = "rating"
"""The one record name of everything that `count_rating` seals; the key differs."""


def give_identity(box: OpenedMailbox, identity: Identity, chosen: Collection[str], *, passes_on: bool = False) -> None:
    """Seal who the reporter is for the chosen recipients (see `queries.recipients`) and say in the conversation to whom it was given.

    Nobody else of the case's handlers can open it, those who join later included, unless the reporter lets it pass on to whoever takes
    over from one of the chosen; the recovery key can, as everything.

    Raises:
        Refused: "unfit" when nobody chosen may have it any more, "state" when it was given too often.
        DatabaseError, OSError: nothing was stored.
    """
    offered = [recipient for recipient in queries.recipients(box) if recipient.key in chosen]
    if not offered:
        raise cases.Refused("unfit")
    holders = {holder: public for recipient in offered for holder, public in recipient.holders.items()}
    envelope = queries.free_envelopes(queries.case_of(box).pk).get(passes_on)
    if envelope is None:
        raise cases.Refused("state")
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
    facts = rating_facts(case, answers)
    mailbox.add(box, Message(text, RATING, facts=facts), alongside=lambda case: count_rating(case, facts))


def rating_facts(case: Case, answers: Mapping[str, str]) -> dict[str, str]:
    """What a rating message of the present closing carries. Raises Refused("state") while the case is open."""
    if case.closed_on is None:
        raise cases.Refused("state")
    codes = {key: answers.get(key, SKIP) if answers.get(key, SKIP) in ANSWERS else SKIP for key in QUESTIONS}
    return {**codes, "closed": case.closed_on.isoformat(), "quarter": quarter_of(case.closed_on).isoformat()}


def count_rating(case: Case, facts: Mapping[str, str]) -> None:
    """Count a rating, in the caller's transaction; an earlier one of the same closing no longer counts.

    What was counted before is known here and nowhere in the conversation, so that nobody can take away what others said.
    """
    mark, key = _hidden(case, facts["closed"])
    given = RatingGiven.objects.select_for_update().filter(mark=mark).first()
    if given is not None:
        _count(canonical.decode(sealing.open_sealed(key, bytes(given.counted), record=RATED, field="counted", version=1)), -1)
    given = given or RatingGiven(mark=mark)
    given.counted = sealing.seal(key, canonical.encode(dict(facts)), record=RATED, field="counted", version=1)
    given.save()
    _count(facts, 1)


def _hidden(case: Case, closed: str) -> tuple[bytes, bytes]:
    """The mark of a case's closing, and the key under which what was counted for it lies."""
    about = case.pk.bytes + closed.encode()
    secrets = [
        hmac.digest(access_keys.subject_key(), context + about, "sha256") for context in (b"amanah/rated/v1/", b"amanah/rated-key/v1/")
    ]
    return secrets[0], secrets[1]


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _count(facts: Mapping[str, str], step: int) -> None:
    for question in QUESTIONS:
        row, _new = RatingTally.objects.get_or_create(
            quarter=date.fromisoformat(facts["quarter"]), question=question, answer=facts[question]
        )
        RatingTally.objects.filter(pk=row.pk).update(count=F("count") + step)
