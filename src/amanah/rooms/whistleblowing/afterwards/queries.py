"""What whoever holds the receipt may do and did afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.reports import wellformed
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.report import MESSAGE, RATING, Message, Report
from amanah.engines.reports.services.mailbox import content_key
from amanah.foundation.access import roles
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.services import OpenedMailbox
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import clock
from amanah.rooms.whistleblowing.afterwards import envelopes
from amanah.rooms.whistleblowing.afterwards.models import RatingTally
from amanah.rooms.whistleblowing.workflow import STAFF

CUSTODIANS = "custodians"


@dataclass(frozen=True)
class Recipient:
    """Somebody, or the custodians together, to whom the identity can be given: a key for forms, words, and holder → public key."""

    key: str
    title: str
    hint: str
    holders: Mapping[str, bytes] = field(repr=False)

    @property
    def custodians(self) -> bool:
        """Whether this is the envelope that handlers must ask for."""
        return self.key == CUSTODIANS


def case_of(box: OpenedMailbox) -> Case:
    """The case whose mailbox this is."""
    return Case.objects.get(ref=box.record)


@dataclass(frozen=True)
class Open:
    """An opened mailbox's case and all that is sealed for both sides, read once."""

    case: Case
    fields: Mapping[str, bytes] = field(repr=False)

    @property
    def report(self) -> Report | None:
        """What the reporter said first; None where what a browser sealed is no report."""
        return Report.from_bytes(self.fields["report"]) if "report" in self.fields else None

    def messages(self, kind: str) -> list[Message]:
        """What was said in this kind of message, oldest first; ordinary messages are the reporter's own alone."""
        mine = {entry.field for entry in self.case.entries.filter(channel=FROM_REPORTER)} if kind == MESSAGE else None
        numbered = sorted((int(name.partition("/")[2]), name) for name in self.fields if name.startswith("message/"))
        read = [Message.from_bytes(self.fields[name]) for _number, name in numbered if mine is None or name in mine]
        return [message for message in read if message.kind == kind]

    def rating(self) -> Message | None:
        """The latest rating of the case's present closing."""
        closed = self.case.closed_on
        of_closing = [one for one in self.messages(RATING) if closed and one.facts.get("closed") == closed.isoformat()]
        return of_closing[-1] if of_closing else None

    def files(self) -> dict[str, SealedUpload]:
        """Every file of the conversation and of the report, by id: what this mailbox may download."""
        uploads = [SealedUpload.from_bytes(data) for name, data in self.fields.items() if name.startswith("file/")]
        return {upload.file_id: upload for upload in uploads}


def open_box(box: OpenedMailbox) -> Open:
    """Three queries, whatever is in the mailbox."""
    fields = vault.open_fields(box.record, content_key(box), "report", "message/", "file/", strict=False)
    return Open(case_of(box), wellformed.mended(fields))


def recipients(box: OpenedMailbox) -> list[Recipient]:
    """To whom the reporter can give their identity now."""
    report = open_box(box).report
    return recipients_of(box.record, report.identity_ref if report else "")


def recipients_of(record: str, envelope: str) -> list[Recipient]:
    """The custodians of the envelope filed with the report first, then everybody who can open the report now; none is shut out of it."""
    today = clock.today()
    kept = _living(envelope) if envelope else []
    found = []
    if kept:
        hint = _("Disegel dalam amplop; petugas harus memintanya dengan alasan, dan permintaan itu dicatat.")
        found.append(Recipient(CUSTODIANS, _("Penyimpan amplop identitas"), hint, _public(kept)))
    handlers = _living(record)
    held: dict[str, list[str]] = {}
    for grant in Grant.objects.filter(stands_on(today), account__in=handlers, role__in=STAFF).order_by("role"):
        held.setdefault(str(grant.account_id), []).append(str(roles.role(grant.role).title))
    for account in sorted(handlers, key=str):
        public = _public([account])
        if public:
            found.append(Recipient(str(account.pk), str(account), ", ".join(dict.fromkeys(held.get(str(account.pk), []))), public))
    return found


def free_envelopes(case_id: UUID) -> dict[bool, str]:
    """The names that the next envelope of this case can have, by whether it passes on; empty when its identity was given too often."""
    taken = set(Wrap.objects.filter(record__in=envelopes.all_of(case_id)).values_list("record", flat=True))
    for number in range(envelopes.MOST):
        names = {passes_on: envelopes.record_of(case_id, number, passes_on=passes_on) for passes_on in (False, True)}
        if taken.isdisjoint(names.values()):
            return names
    return {}


def tally() -> dict[date, dict[str, dict[str, int]]]:
    """Quarter → question → answer → how many; small numbers are not suppressed here."""
    found: dict[date, dict[str, dict[str, int]]] = {}
    for row in RatingTally.objects.filter(count__gt=0):
        found.setdefault(row.quarter, {}).setdefault(row.question, {})[row.answer] = row.count
    return found


def _living(record: str) -> list[Account]:
    ids = [holder.removeprefix("account:") for holder in keys.holders(record) if holder.startswith("account:")]
    return [account for account in Account.objects.filter(pk__in=ids).select_related("person") if account.may_sign_in(clock.today())]


def _public(accounts: list[Account]) -> dict[str, bytes]:
    public = keys.public_keys(accounts)
    return {holder_of(account): public[holder_of(account)] for account in accounts if holder_of(account) in public}
