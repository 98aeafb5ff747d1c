"""Appointing and ending by two people; and what a recipient does with a report: read, write, take over, pass back."""

from collections.abc import Mapping
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import SYSTEM
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.channels import FROM_OUTSIDE
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.report import Message
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import clock, receipts, sealing
from amanah.rooms.whistleblowing.outside_recipients import queries
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter, OutsideMessage, OutsideRecipient
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.workflow import COORDINATOR

State, Standing = OutsideRecipient.State, OutsideMatter.Standing
TRIES = 5


def propose(name: str, purpose: str, *, viewer: Viewer) -> OutsideRecipient:
    """Propose somebody; a second person appoints them in their presence."""
    recipient = OutsideRecipient(id=uuid4(), name=name, purpose=purpose, proposed_by=viewer.account)
    with transaction.atomic():
        recipient.save(force_insert=True)
        ledger.append("outside.proposed", recipient.ref, {"day": clock.today()}, actor=viewer.actor)
    return recipient


def appoint(recipient: OutsideRecipient, *, viewer: Viewer) -> receipts.Receipt:
    """Make the recipient's key and answer its words, which are shown once and stored nowhere.

    Raises Refused: "same_person", "decided"; Busy.
    """
    if recipient.proposed_by_id == viewer.account.pk:
        raise Refused("same_person")
    receipt = vault.new_receipt()
    mailbox = vault.prepare_mailbox(receipt)
    with transaction.atomic():
        _turn(recipient, State.PROPOSED, state=State.ACTIVE, appointed_by=viewer.account, since=clock.today())
        vault.store_mailbox(mailbox, recipient.ref)
        facts = {"public_key": mailbox.public_key.hex(), "fingerprint": sealing.fingerprint(mailbox.public_key), "day": clock.today()}
        ledger.append("outside.appointed", recipient.ref, facts, actor=viewer.actor)
    return receipt


def propose_end(recipient: OutsideRecipient, *, viewer: Viewer) -> None:
    """Stop sending reports there at once; a second person confirms the end. Raises Refused: "decided"."""
    with transaction.atomic():
        _turn(recipient, State.ACTIVE, State.PROPOSED, state=State.ENDING, ending_by=viewer.account)
        ledger.append("outside.ending", recipient.ref, {"day": clock.today()}, actor=viewer.actor)


def end(recipient: OutsideRecipient, *, viewer: Viewer) -> None:
    """Confirm the end. What was sealed for the recipient before stays readable to them. Raises Refused: "same_person", "decided"."""
    if recipient.ending_by_id == viewer.account.pk:
        raise Refused("same_person")
    with transaction.atomic():
        _turn(recipient, State.ENDING, state=State.ENDED, ended_by=viewer.account, ended_on=clock.today())
        ledger.append("outside.ended", recipient.ref, {"day": clock.today()}, actor=viewer.actor)


def keep_on(recipient: OutsideRecipient, *, viewer: Viewer) -> None:
    """Turn an ending down: reports may go there again. Raises Refused: "same_person", "decided"."""
    if recipient.ending_by_id == viewer.account.pk:
        raise Refused("same_person")
    back = State.ACTIVE if recipient.since else State.PROPOSED
    with transaction.atomic():
        _turn(recipient, State.ENDING, state=back, ending_by=None)
        ledger.append("outside.kept", recipient.ref, {"day": clock.today()}, actor=viewer.actor)


def set_age_key(recipient: OutsideRecipient, age_key: str) -> None:
    """Keep the public key that packages are encrypted for; empty for none. The form has tried it."""
    with transaction.atomic():
        OutsideRecipient.objects.filter(pk=recipient.pk).update(age_key=age_key)
        ledger.append("outside.age_key", recipient.ref, {"set": bool(age_key)}, actor=recipient.ref)


def write_to_reporter(matter: OutsideMatter, box: OpenedMailbox, text: str) -> None:
    """Send a message into the reporter's mailbox."""
    case, key = matter.case, queries.key_of(matter.case, box)
    for remaining in reversed(range(TRIES)):
        seq = case_queries.next_entry(case)
        try:
            with transaction.atomic():
                vault.add_field(case.ref, f"message/{seq}", Message(text).to_bytes(), key)
                cases.add_entry(case, FROM_OUTSIDE, f"message/{seq}", author=SYSTEM, seq=seq, facts={"by": box.record})
        except cases.Refused as refusal:
            if refusal.code != "conflict" or not remaining:
                raise
        else:
            return


def write_to_handlers(matter: OutsideMatter, box: OpenedMailbox, text: str) -> None:
    """Write to the coordinators whom the case does not concern; they hear of it on the beat."""
    _write(matter, box.record, text, {box.record: box.key_pair.public, **coordinators(matter)})


def write_to_recipient(matter: OutsideMatter, viewer: Viewer, text: str) -> None:
    """Answer the recipient. Raises Refused("not_found") for whoever may not see the case."""
    if not case_queries.may_see(viewer, matter.case_id):
        raise Refused("not_found")
    public = keys.mailbox_key(matter.recipient.ref)
    holders = {**coordinators(matter), **keys.public_keys([viewer.account])}
    _write(matter, viewer.actor, text, {**holders, **({matter.recipient.ref: public} if public else {})})


def take_over(matter: OutsideMatter, box: OpenedMailbox) -> None:
    """Say that this body handles the matter itself. Raises Refused("state")."""
    with transaction.atomic():
        _stand(matter, Standing.TAKEN, Standing.SENT)
        ledger.append("outside.taken_over", matter.case.ref, {"recipient": box.record, "day": clock.today()}, actor=box.record)


def pass_back(matter: OutsideMatter, box: OpenedMailbox) -> None:
    """Give the report to the institution's coordinators, key and all; from then on the recovery key opens it, as everything of theirs.

    Raises Refused: "unfit" when none may have it, "state".
    """
    people = coordinators(matter)
    if not people:
        raise Refused("unfit")
    records = (matter.case.ref, work_ref(matter.case_id))
    opened = {record: vault.content_key(record, box.record, box.key_pair) for record in records}
    with transaction.atomic():
        _stand(matter, Standing.BACK, Standing.SENT, Standing.TAKEN)
        for record, key in opened.items():
            for holder, public in (people | keys.standing_holders()).items():
                vault.hand_over(record, key, holder, public, actor=box.record)
        ledger.append("outside.passed_back", matter.case.ref, {"recipient": box.record, "day": clock.today()}, actor=box.record)


def coordinators(matter: OutsideMatter) -> dict[str, bytes]:
    """Holder → public key of the coordinators whom the case does not concern."""
    tags = frozenset(bytes(tag) for tag in matter.case.tags.values_list("tag", flat=True))
    gone = {f"account:{pk}" for pk in matter.case.recusals.values_list("account", flat=True)}
    return {holder: key for holder, key in filing.recipients(tags).by_role.get(COORDINATOR, {}).items() if holder not in gone}


def coordinator_accounts(matter: OutsideMatter) -> list[Account]:
    """The same, as accounts."""
    return list(Account.objects.filter(pk__in=[holder.removeprefix("account:") for holder in coordinators(matter)]))


def _write(matter: OutsideMatter, author: str, text: str, holders: Mapping[str, bytes]) -> None:
    with transaction.atomic():
        OutsideMatter.objects.select_for_update().get(pk=matter.pk)
        seq = (matter.messages.aggregate(last=Max("seq"))["last"] or 0) + 1
        message = OutsideMessage(id=uuid4(), matter=matter, seq=seq, author=author, day=clock.today())
        message.announced = author.startswith("account:")
        sealed = vault.seal_record(message.ref, {"text": text.encode()}, holders)
        message.save(force_insert=True)
        vault.store(sealed)
        ledger.append("outside.message", matter.case.ref, {"seq": seq, "sealed": sealed.digest, "day": message.day}, actor=author)


def _turn(recipient: OutsideRecipient, *present: str, **changes: object) -> None:
    if not OutsideRecipient.objects.filter(pk=recipient.pk, state__in=present).update(**changes):
        raise Refused("decided")
    recipient.refresh_from_db()


def _stand(matter: OutsideMatter, standing: str, *present: str) -> None:
    changed = OutsideMatter.objects.filter(pk=matter.pk, standing__in=present).update(standing=standing, day=clock.today(), announced=False)
    if not changed:
        raise Refused("state")
    matter.refresh_from_db()
