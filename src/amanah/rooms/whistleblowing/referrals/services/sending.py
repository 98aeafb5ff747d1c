"""From a chosen package to its answer. State, clock, sealed contents and ledger entry are one transaction."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.engines.reports.opened import Opened, work_ref
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content, FileLine
from amanah.foundation.clocks import queries as clock_queries
from amanah.foundation.clocks import services as clocks
from amanah.foundation.evidence.uploads import CLEANED
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import kinds, numbering
from amanah.foundation.letters.models import Letter
from amanah.foundation.vault import services as vault
from amanah.kernel import canonical, clock, passphrase
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.referrals.bodies import ANSWER
from amanah.rooms.whistleblowing.referrals.errors import Refused
from amanah.rooms.whistleblowing.referrals.models import Recipient, Referral

CLOCK = "answer"
NUMBERED = (Letter.State.NUMBERED, Letter.State.SIGNED)


def eligible(content: Content) -> list[FileLine]:
    """The files that may leave the house: cleaned copies, and evidence that staff obtained. Never what a reporter sent as it came."""
    obtained = {canonical.decode(content.fields[entry.field])["file"] for entry in content.entries if entry.channel == "evidence"}
    return [line for line in content.files() if line.upload.state == CLEANED or line.upload.file_id in obtained]


def prepare(
    opened: Opened,
    recipient: Recipient,
    letter: Letter,
    *,
    minutes: Letter | None = None,
    files: Collection[str] = (),
    consent: str = Referral.Consent.NONE,
    key_pair: KeyPair | None = None,
) -> Referral:
    """Choose what goes to whom. The list of files stands in the ledger as a digest, and what is chosen can no more be changed.

    Args:
        opened: the report in the hands of a handler.
        recipient: an office in use.
        letter: a numbered letter of kind "referral" about this report.
        minutes: a numbered letter of kind "handover_minutes" about it.
        files: ids of files that `eligible` names.
        consent: on what ground the reporter's identity goes along; NONE leaves it out.
        key_pair: the handler's own, to open the identity with; needed for consent alone.

    Raises:
        Refused: "state" for an office out of use, "letter", "file", "consent".
    """
    if recipient.ended_on is not None:
        raise Refused("state")
    _about(opened, letter, kinds.REFERRAL.key)
    if minutes is not None:
        _about(opened, minutes, kinds.HANDOVER.key)
    content = reading.content(opened)
    allowed = {line.upload.file_id: line.upload for line in eligible(content)}
    if not set(files) <= set(allowed):
        raise Refused("file")
    if consent != Referral.Consent.NONE and (key_pair is None or not reading.identity(opened.viewer, content.report, key_pair)):
        raise Refused("consent")
    chosen = sorted(set(files))
    referral = Referral(
        id=uuid4(),
        case=opened.case,
        recipient=recipient,
        letter=letter,
        minutes=minutes,
        consent=consent,
        prepared_by=opened.viewer.account,
        prepared_on=clock.today(),
    )
    kept = {"files": chosen, "passphrase": "" if recipient.age_key else passphrase.generate(8)}
    digest = canonical.digest([[file, allowed[file].sha256] for file in chosen]).hex()
    with transaction.atomic():
        vault.add_field(work_ref(opened.case.pk), field_of(referral), canonical.encode(kept), opened.work_key)
        facts = {"referral": referral.ref, "recipient": str(recipient.pk), "files": len(chosen), "digest": digest, "consent": consent}
        referral.entry = ledger.append("referral.prepared", opened.case.ref, facts, actor=opened.viewer.actor)
        referral.save(force_insert=True)
    return referral


def mark_sent(opened: Opened, referral: Referral, on: date) -> None:
    """The package has left the house; from now on an answer is looked for. Raises Refused: "state", "day"."""
    if not referral.prepared_on <= on <= clock.today():
        raise Refused("day")
    _step(opened, referral, Referral.State.PREPARED, state=Referral.State.SENT, sent_on=on)


def mark_answered(opened: Opened, referral: Referral, on: date, number: str) -> None:
    """The recipient has answered, under this number of theirs. Raises Refused: "state", "day", "number"."""
    if referral.sent_on is None:
        raise Refused("state")
    if not referral.sent_on <= on <= clock.today():
        raise Refused("day")
    try:
        number = numbering.typed(number)
    except numbering.PatternError:
        raise Refused("number") from None
    _step(opened, referral, Referral.State.SENT, state=Referral.State.ANSWERED, answered_on=on, their_number=number)


def cancel(opened: Opened, referral: Referral) -> None:
    """Send it no more. Raises Refused("state") for one that was sent."""
    _step(opened, referral, Referral.State.PREPARED, state=Referral.State.CANCELLED)


def passphrase_of(opened: Opened, referral: Referral) -> str:
    """What opens the package where its recipient has no key; "" where it has one. Raises CannotOpen."""
    return str(chosen_of(opened, referral)["passphrase"])


def chosen_of(opened: Opened, referral: Referral) -> dict[str, Any]:
    """What was chosen: `files`, `passphrase`. Raises CannotOpen."""
    found: dict[str, Any] = canonical.decode(vault.open_field(work_ref(opened.case.pk), field_of(referral), opened.work_key))
    return found


def field_of(referral: Referral) -> str:
    """The sealed field of the report's staff record that holds what was chosen."""
    return f"referral/{referral.pk}"


def _about(opened: Opened, letter: Letter, kind: str) -> None:
    if letter.ref != opened.case.ref or letter.kind != kind or letter.state not in NUMBERED:
        raise Refused("letter")


def _step(opened: Opened, referral: Referral, before: str, **changes: object) -> None:
    actor = opened.viewer.actor
    with transaction.atomic():
        if not Referral.objects.filter(pk=referral.pk, case=opened.case, state=before).update(**changes):
            raise Refused("state")
        referral.refresh_from_db()
        if referral.state == Referral.State.SENT and referral.sent_on is not None:
            clocks.start(referral.ref, CLOCK, ANSWER, referral.sent_on, actor)
        for running in clock_queries.open_by_ref([referral.ref]).get(referral.ref, ()):
            if referral.answered_on is not None:
                clocks.stop(running, referral.answered_on, actor)
        ledger.append(
            f"referral.{referral.state}",
            opened.case.ref,
            {"referral": referral.ref, "sent": referral.sent_on, "answered": referral.answered_on, "number": referral.their_number},
            actor=actor,
        )
