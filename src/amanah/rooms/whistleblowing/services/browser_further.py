"""What whoever holds a receipt does besides writing, sealed in the browser: what must be in clear for it, and no more, passes here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import SealedRecord
from amanah.kernel import clock
from amanah.rooms.whistleblowing.afterwards import queries
from amanah.rooms.whistleblowing.afterwards import services as afterwards
from amanah.rooms.whistleblowing.afterwards.queries import Recipient
from amanah.rooms.whistleblowing.protection import checks
from amanah.rooms.whistleblowing.protection.models import Alarm
from amanah.rooms.whistleblowing.services import browser_mailbox
from amanah.rooms.whistleblowing.services.browser_filing import Misshapen, check_boxes
from amanah.rooms.whistleblowing.services.browser_mailbox import SealedMessage
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING


@dataclass(frozen=True)
class SealedIdentity:
    """An envelope that a browser sealed for the recipients named in `chosen`. `filed` is the one that came with the report."""

    record: str
    box: bytes = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)
    chosen: Collection[str]
    filed: str


def asked(case: Case) -> Deadline | None:
    """The check-in that is due; whether it was answered already, only the browser can read."""
    due = checks.running(case.pk) if case.kind == WHISTLEBLOWING.key else None
    return due if checks.asked_now(due) else None


def answer_check_in(case: Case, message: SealedMessage, *, worrying: bool) -> None:
    """Keep the answer to the check-in that is due; a worrying one has somebody told to look at once. Raises Refused, and as add_message."""
    if asked(case) is None:
        raise cases.Refused("state")

    def alarm() -> None:
        if worrying:
            Alarm.objects.create(case=case, day=clock.today())

    browser_mailbox.add_message(case, message, alongside=alarm)


def rate(case: Case, message: SealedMessage, answers: Mapping[str, str]) -> None:
    """Count the coded answers, apart from the case, and keep the sealed message. Raises Refused while the case is open."""
    facts = afterwards.rating_facts(case, answers)
    browser_mailbox.add_message(case, message, alongside=lambda: afterwards.count_rating(case, facts))


def recipients(case: Case, filed: str) -> list[Recipient]:
    """To whom the identity can be given now."""
    return queries.recipients_of(case.ref, filed)


def give_identity(case: Case, message: SealedMessage, given: SealedIdentity) -> None:
    """Keep an envelope for exactly the chosen recipients and the recovery key. Raises Refused, Misshapen, and as add_message."""
    if browser_mailbox.came(case, message):
        return
    chosen = [one for one in recipients(case, given.filed) if one.key in given.chosen]
    if not chosen:
        raise cases.Refused("unfit")
    if given.record not in queries.free_envelopes(case.pk).values():
        raise browser_mailbox.Taken
    if set(given.wraps) != {*(holder for one in chosen for holder in one.holders), *keys.standing_holders()}:
        raise Misshapen("holders")
    check_boxes([given.box], given.wraps.values())
    sealed = SealedRecord(given.record, {"identity": given.box}, given.wraps)
    browser_mailbox.add_message(case, message, alongside=lambda: vault.store(sealed))
