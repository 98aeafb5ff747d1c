"""Taking in a report that a browser sealed: shapes, sizes and holders are checked here, words never seen.

What lies in the database afterwards is what `filing` would have put there: the same records, fields, buckets, holders and facts. Only
the record of the staff is sealed here as always, so that its key was never on the reporter's device.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.foundation.evidence import queries as evidence_queries
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.vault import kdf
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import PreparedMailbox, SealedRecord
from amanah.foundation.vault.services.mailboxes import HOLDER as MAILBOX
from amanah.kernel import canonical, sealing
from amanah.rooms.whistleblowing.services import browser_tickets as tickets
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.services.browser_tickets import Ticket
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

MOST_FILES = 50
WORK_BYTES = 900
"""The staff's first field fills the smallest bucket at most, as it does for every other report."""


class Misshapen(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """What came has not the shape of a sealed report; `what` names the part. Nothing was stored."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class KeysChanged(Exception):  # noqa: N818
    """Who may read changed since the ticket was given: seal for the new keys."""


@dataclass(frozen=True)
class SealedFile:
    """A file that was sent before: its id, and the SHA-256 of the sealed file as the browser made it."""

    file_id: UUID
    sha256: str


@dataclass(frozen=True)
class SealedReport:
    """What the browser sends. `fields` are those of the record "case:<uuid>", `wraps` holder → wrapped content key."""

    case_id: UUID
    topic: str
    fields: Mapping[str, bytes] = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)
    identity_id: UUID
    identity: bytes = field(repr=False)
    identity_wraps: Mapping[str, bytes] = field(repr=False)
    mailbox: PreparedMailbox
    files: tuple[SealedFile, ...] = ()


@dataclass(frozen=True)
class Keys:
    """For whom the browser seals, and its ticket. `recovery` are among readers and custodians too."""

    ticket: bytes = field(repr=False)
    file_pass: str = field(repr=False)
    readers: Mapping[str, bytes]
    custodians: Mapping[str, bytes]
    recovery: Mapping[str, bytes]


def keys_for(case_id: UUID, answers: Mapping[str, str]) -> Keys:
    """The keys for a report by `answers["route"]` about `unit`, `who` and `exclude`, and a ticket for it. Raises NoRecipient."""
    found = filing.subjects_of(answers)
    readers, custodians, recovery = _holders(answers["route"], found.tags)
    ticket = Ticket(case_id, answers["route"], readers, custodians, found.tags, found.unmatched, tickets.until())
    return Keys(ticket.seal(), tickets.give_pass(ref_of(case_id)), readers, custodians, recovery)


def take_in(report: SealedReport, ticket_box: bytes) -> None:
    """Accept a sealed report; when this returns, it is durable, or was accepted before from the same receipt.

    Raises:
        AlreadyFiled: this id belongs to somebody else's report.
        TicketRefused, KeysChanged, NoRecipient: ask for keys anew; nothing was stored.
        Misshapen, LocatorTaken: nothing was stored.
        DatabaseError, OSError: nothing was stored.
    """
    if _known(report):
        return
    ticket = Ticket.read(ticket_box, report.case_id)
    readers, custodians, _recovery = _holders(ticket.route, ticket.tags)
    if (readers, custodians) != (dict(ticket.readers), dict(ticket.custodians)):
        raise KeysChanged
    _check(report, ticket)
    work = vault.seal_record(work_ref(report.case_id), {"opened": _first_of_work(ticket.unmatched)}, readers)
    kept = {one: bucket_of(one) for one in report.files}
    try:
        _store(report, ticket, work, kept)
    except (IntegrityError, cases.Refused):
        # Two sendings of one report at once: whoever came second must never hear that it was not accepted.
        if not _known(report):
            raise


def _store(report: SealedReport, ticket: Ticket, work: SealedRecord, kept: Mapping[SealedFile, int]) -> None:
    ref = ref_of(report.case_id)
    sealed = SealedRecord(ref, report.fields, report.wraps)
    envelope = SealedRecord(f"identity:{report.identity_id}", {"identity": report.identity}, report.identity_wraps)
    with transaction.atomic():
        vault.store(sealed)
        vault.store(work)
        vault.store(envelope)
        vault.store_mailbox(report.mailbox, ref)
        for one, bucket in kept.items():
            evidence.attach_sealed(ref, str(one.file_id), bucket, one.sha256, actor=REPORTER)
        cases.open_case(
            WHISTLEBLOWING,
            case_id=report.case_id,
            route=ticket.route,
            topic=report.topic,
            tags=ticket.tags,
            actor=REPORTER,
            facts={"sealed": sealed.digest, "work": work.digest, "envelope": envelope.digest},
        )


def _holders(route: str, tags: frozenset[bytes]) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """Readers and custodians, each with the standing holders, and the standing holders alone. Raises NoRecipient."""
    if route not in filing.ROUTES:
        raise NoRecipient("route")
    people, standing = filing.recipients(tags), keys.standing_holders()
    readers = people.on(route)
    if not readers:
        raise NoRecipient("route")
    return {**readers, **standing}, {**people.custodians, **standing}, standing


def _known(report: SealedReport) -> bool:
    """Whether this very report was accepted before. Raises AlreadyFiled when the id is somebody else's."""
    if not Case.objects.filter(pk=report.case_id).exists():
        return False
    if not vault.belongs(ref_of(report.case_id), report.mailbox):
        raise AlreadyFiled
    return True


def _check(report: SealedReport, ticket: Ticket) -> None:
    """Everything that can be said of boxes without opening them. Raises Misshapen."""
    expected = {"report", *(f"file/{one.file_id}" for one in report.files)}
    mailbox = report.mailbox
    if report.topic not in WHISTLEBLOWING.topics:
        raise Misshapen("topic")
    if set(report.fields) != expected or len(report.files) > MOST_FILES:
        raise Misshapen("fields")
    if not all(sealing.looks_sealed(box) for box in (*report.fields.values(), report.identity)):
        raise Misshapen("boxes")
    if set(report.wraps) != {*ticket.readers, MAILBOX} or set(report.identity_wraps) != set(ticket.custodians):
        raise Misshapen("holders")
    if not all(sealing.looks_wrapped(box) for box in (*report.wraps.values(), *report.identity_wraps.values())):
        raise Misshapen("wraps")
    if mailbox.params != kdf.parameters():
        raise Misshapen("mailbox")


def bucket_of(one: SealedFile) -> int:
    """The bucket of a file that arrived before. Raises Misshapen when it did not, differs, or belongs to a record already."""
    try:
        sha256, bucket = evidence.kept(str(one.file_id))
    except NotThere:
        raise Misshapen("files") from None
    if sha256 != one.sha256 or bucket > sealing.file_bucket(settings.AMANAH_FILE_LIMIT) or evidence_queries.claimed(one.file_id):
        raise Misshapen("files")
    return bucket


def _first_of_work(unmatched: tuple[str, ...]) -> bytes:
    """The staff's first field, with the names that nobody in the house answers to, as many as the smallest bucket holds."""
    names: list[str] = []
    for name in unmatched:
        if len(canonical.encode([*names, name])) > WORK_BYTES:
            break
        names.append(name)
    return canonical.encode({"form": "work/1", "unmatched": names} if names else {"form": "work/1"})
