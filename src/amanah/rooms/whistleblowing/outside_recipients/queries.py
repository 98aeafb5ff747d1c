"""Who receives from outside, and what was sent to them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports import said, wellformed
from amanah.engines.reports.channels import FROM_REPORTER, READ_BY_REPORTER
from amanah.engines.reports.report import Message, Report
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.foundation.vault.models import Mailbox
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter, OutsideMessage, OutsideRecipient

State = OutsideRecipient.State


def receiving() -> dict[str, OutsideRecipient]:
    """Those to whom a report can be sent today, by the name that choices and wraps carry. An ending that waits counts as ended."""
    return {recipient.ref: recipient for recipient in OutsideRecipient.objects.filter(state=State.ACTIVE)}


def public_keys() -> dict[str, bytes]:
    """Holder → public key of those to whom a report can be sent today."""
    appointed = receiving()
    rows = Mailbox.objects.filter(record__in=list(appointed)) if appointed else ()
    return {row.record: bytes(row.public_key) for row in rows}


def everybody() -> QuerySet[OutsideRecipient]:
    """All there are or were, with who appointed and ended them."""
    people = ("proposed_by__person", "appointed_by__person", "ending_by__person", "ended_by__person")
    return OutsideRecipient.objects.select_related(*people)


def matters_seen(viewer: Viewer) -> QuerySet[OutsideMatter]:
    """What was sent outside, as far as the viewer may know of the case."""
    return OutsideMatter.objects.filter(case__in=cases.visible(viewer).values("pk")).select_related("recipient", "case")


def recipient_of(box: OpenedMailbox) -> OutsideRecipient:
    """Whose words these are."""
    return OutsideRecipient.objects.get(pk=box.record.partition(":")[2])


def matters_of(recipient: OutsideRecipient) -> list[OutsideMatter]:
    """What was sealed for this recipient, newest first."""
    return list(recipient.matters.select_related("case").order_by("-case__opened_on", "case__number"))


@dataclass(frozen=True)
class Said:
    """One opened text of a conversation."""

    mine: bool
    who: str
    day: date
    text: str


@dataclass(frozen=True)
class Reading:
    """A report as its outside recipient reads it."""

    matter: OutsideMatter
    report: Report
    name: str
    contact: str
    conversation: list[tuple[bool, date, str]]
    files: list[SealedUpload]


def reading(matter: OutsideMatter, box: OpenedMailbox) -> Reading:
    """Open the report. What a browser sealed and cannot be read is a sentence that says so. Raises NotAHolder, CannotOpen."""
    case = matter.case
    fields = wellformed.mended(vault.open_fields(case.ref, key_of(case, box), strict=False))
    report = Report.from_bytes(fields["report"])
    identity = _identity(report, box)
    entries = case.entries.filter(channel__in=READ_BY_REPORTER)
    talk = [
        (entry.channel == FROM_REPORTER, entry.day, said.to_staff(Message.from_bytes(fields[entry.field])))
        for entry in entries
        if entry.field in fields
    ]
    files = [SealedUpload.from_bytes(data) for name, data in sorted(fields.items()) if name.startswith("file/")]
    return Reading(matter, report, *identity, talk, files)


def key_of(case: Case, box: OpenedMailbox) -> bytes:
    """The report's content key as wrapped for this recipient. Raises NotAHolder, CannotOpen."""
    return vault.content_key(case.ref, box.record, box.key_pair)


def messages(matter: OutsideMatter, holder: str, key_pair: KeyPair, names: dict[str, str]) -> list[Said]:
    """What recipient and coordinators wrote to each other, as far as it was sealed for this holder."""
    found = []
    for message in matter.messages.all():
        try:
            text = vault.open_field(message.ref, "text", vault.content_key(message.ref, holder, key_pair)).decode()
        except (NotAHolder, CannotOpen):
            continue
        found.append(Said(message.author == holder, names.get(message.author, ""), message.day, text))
    return found


def authors(matter: OutsideMatter) -> set[str]:
    """Who wrote, as actors."""
    return set(OutsideMessage.objects.filter(matter=matter).values_list("author", flat=True))


def _identity(report: Report, box: OpenedMailbox) -> tuple[str, str]:
    identity = report.identity
    if identity is None:
        try:
            key = vault.content_key(report.identity_ref, box.record, box.key_pair)
            identity = wellformed.identity(vault.open_field(report.identity_ref, "identity", key))
        except (NotAHolder, CannotOpen):
            return "", ""
    return identity.name, identity.contact
