"""Taking in a report that a browser sealed: shapes, sizes and holders are checked here, words never seen.

What lies in the database afterwards is what `filing` would have put there: the same records, fields, buckets, holders and facts. Only
the record of the staff is sealed here as always, so that its key was never on the reporter's device.
"""

from collections.abc import Callable, Iterable, Mapping
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
from amanah.foundation.vault.quorum.queries import PREFIX
from amanah.foundation.vault.quorum.services import PreparedQuorum
from amanah.foundation.vault.services import PreparedMailbox, SealedRecord
from amanah.foundation.vault.services.mailboxes import HOLDER as MAILBOX
from amanah.kernel import canonical, sealing
from amanah.rooms.whistleblowing.services import browser_tickets as tickets
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.services.browser_tickets import Ticket
from amanah.rooms.whistleblowing.services.filing import SealedFor
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
class SealedShare:
    """One share of a key that a browser split: the sealed record "quorum-share:<id>", wrapped for `holder` alone."""

    id: UUID
    holder: str
    box: bytes = field(repr=False)
    wrap: bytes = field(repr=False)


@dataclass(frozen=True)
class SealedSplit:
    """A key that a browser made, split and forgot: content keys are wrapped for `public_key` under the holder "quorum:<id>"."""

    id: UUID
    public_key: bytes
    shares: tuple[SealedShare, ...]

    @property
    def holder(self) -> str:
        """As whom it holds content keys."""
        return f"{PREFIX}{self.id}"


@dataclass(frozen=True)
class SealedReport:
    """What the browser sends. `fields` are those of the record "case:<uuid>", `wraps` holder → wrapped content key.

    `split` and `identity_split` come with a report on the shared route, and with no other.
    """

    case_id: UUID
    topic: str
    fields: Mapping[str, bytes] = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)
    identity_id: UUID
    identity: bytes = field(repr=False)
    identity_wraps: Mapping[str, bytes] = field(repr=False)
    mailbox: PreparedMailbox
    files: tuple[SealedFile, ...] = ()
    split: SealedSplit | None = None
    identity_split: SealedSplit | None = None


@dataclass(frozen=True)
class Keys:
    """For whom the browser seals report and identity envelope, and its ticket. `recovery` are among both, where they are among any."""

    ticket: bytes = field(repr=False)
    file_pass: str = field(repr=False)
    report: SealedFor
    identity: SealedFor
    recovery: Mapping[str, bytes]


def keys_for(case_id: UUID, answers: Mapping[str, str]) -> Keys:
    """The keys for a report by `answers["route"]` about `unit`, `who` and `exclude`, and a ticket for it. Raises NoRecipient."""
    found = filing.subjects_of(answers)
    report, identity = _sealed_for(answers["route"], found.tags)
    ticket = Ticket(case_id, answers["route"], report, identity, found.tags, found.unmatched, tickets.until())
    return Keys(ticket.seal(), tickets.give_pass(ref_of(case_id)), report, identity, keys.standing_holders())


def take_in(report: SealedReport, ticket_box: bytes, *, alongside: Callable[[], None] = lambda: None) -> None:
    """Accept a sealed report; when this returns, it is durable, or was accepted before from the same receipt.

    What `alongside` stores stands or falls with the report.

    Raises:
        AlreadyFiled: this id belongs to somebody else's report.
        TicketRefused, KeysChanged, NoRecipient: ask for keys anew; nothing was stored.
        Misshapen, LocatorTaken: nothing was stored.
        DatabaseError, OSError: nothing was stored.
    """
    if _known(report):
        return
    ticket = Ticket.read(ticket_box, report.case_id)
    if (ticket.report, ticket.identity) != _sealed_for(ticket.route, ticket.tags):
        raise KeysChanged
    _check(report, ticket)
    kept = {one: bucket_of(one) for one in report.files}
    sealed = _sealed(report, ticket)

    def beside() -> None:
        for one, bucket in kept.items():
            evidence.attach_sealed(sealed.report.record, str(one.file_id), bucket, one.sha256, actor=REPORTER)
        alongside()

    try:
        with transaction.atomic():
            sealed.store(beside)
    except (IntegrityError, cases.Refused):
        # Two sendings of one report at once: whoever came second must never hear that it was not accepted.
        if not _known(report):
            raise


def _sealed(report: SealedReport, ticket: Ticket) -> filing.Sealed:
    """The report as it is stored. The staff's record is sealed here, for whom the report is sealed."""
    ref, envelope = ref_of(report.case_id), f"identity:{report.identity_id}"
    together = {report.split.holder: report.split.public_key} if report.split else {}
    first = {"opened": _first_of_work(ticket.unmatched)}
    work = vault.seal_record(work_ref(report.case_id), first, {**together, **ticket.report.alone})
    splits = (_prepared(report.split, ref, ticket.report), _prepared(report.identity_split, envelope, ticket.identity))
    return filing.Sealed(
        report.case_id,
        ticket.route,
        report.topic,
        ticket.tags,
        SealedRecord(ref, report.fields, report.wraps),
        work,
        SealedRecord(envelope, {"identity": report.identity}, report.identity_wraps),
        report.mailbox,
        tuple(split for split in splits if split is not None),
    )


def _prepared(split: SealedSplit | None, matter: str, plan: SealedFor) -> PreparedQuorum | None:
    if split is None or plan.together is None:
        return None
    shares = {
        share.id: (
            number,
            UUID(share.holder.removeprefix("account:")),
            SealedRecord(f"quorum-share:{share.id}", {"share": share.box}, {share.holder: share.wrap}),
        )
        for number, share in enumerate(split.shares, start=1)
    }
    return PreparedQuorum(split.id, matter, plan.together.threshold, plan.together.besides_asker, split.public_key, shares)


def _sealed_for(choice: str, tags: frozenset[bytes]) -> tuple[SealedFor, SealedFor]:
    """For whom report and envelope are to be sealed now. Raises NoRecipient."""
    readers = filing.recipients(tags)
    if choice not in {*filing.ROUTES, *readers.outside} or not readers.open(choice):
        raise NoRecipient("route")
    return readers.sealed_for(choice)


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
    if report.topic not in WHISTLEBLOWING.topics:
        raise Misshapen("topic")
    if set(report.fields) != expected or len(report.files) > MOST_FILES:
        raise Misshapen("fields")
    _check_split(report.split, ticket.report)
    _check_split(report.identity_split, ticket.identity)
    if set(report.wraps) != {*_holders(report.split, ticket.report), MAILBOX}:
        raise Misshapen("holders")
    if set(report.identity_wraps) != _holders(report.identity_split, ticket.identity):
        raise Misshapen("holders")
    check_boxes([*report.fields.values(), report.identity], [*report.wraps.values(), *report.identity_wraps.values()])
    if report.mailbox.params != kdf.parameters() or not sealing.looks_public(report.mailbox.public_key):
        raise Misshapen("mailbox")


def _check_split(split: SealedSplit | None, plan: SealedFor) -> None:
    """A split comes where the plan has one, with one share for each who keeps one."""
    if (split is None) != (plan.together is None):
        raise Misshapen("split")
    if split is None or plan.together is None:
        return
    one_each = [share.holder for share in split.shares] == list(plan.together.holders)
    if not one_each or len({share.id for share in split.shares}) != len(split.shares) or not sealing.looks_public(split.public_key):
        raise Misshapen("split")
    check_boxes([share.box for share in split.shares], [share.wrap for share in split.shares])


def _holders(split: SealedSplit | None, plan: SealedFor) -> set[str]:
    return {*plan.alone, *([split.holder] if split else [])}


def check_boxes(boxes: Iterable[bytes], wraps: Iterable[bytes]) -> None:
    """Every box has the shape of a sealed field, and every wrap that of a wrapped key. Raises Misshapen."""
    if not all(sealing.looks_sealed(box) for box in boxes):
        raise Misshapen("boxes")
    if not all(sealing.looks_wrapped(wrap) for wrap in wraps):
        raise Misshapen("wraps")


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
