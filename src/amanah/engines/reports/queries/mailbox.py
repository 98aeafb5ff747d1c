"""What the holder of a receipt sees. Staff read through the cases engine and the vault instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports import regimes, said, wellformed
from amanah.engines.reports.channels import CLOSING, FEEDBACK, FROM_OUTSIDE, FROM_REPORTER, READ_BY_REPORTER, RESUME
from amanah.engines.reports.promises import Promise, promised
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.report import Message, wants_no_contact
from amanah.engines.reports.services import wishes
from amanah.engines.reports.services.mailbox import content_key, waits_for_reporter
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import clock


@dataclass(frozen=True)
class File:
    """A file of the conversation; its name was sealed until now."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Line:
    """One message, with who wrote it said as the reporter would say it."""

    who: str
    side: str
    day: date
    text: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class PromisedDate:
    """One promise and how it stands: `code` as foundation.clocks has it, `date` when it was kept or is due."""

    title: Words
    code: str
    text: str
    date: date
    provisional: bool


@dataclass(frozen=True)
class Box:
    """An opened mailbox."""

    number: str
    route: str
    opened_on: date
    status: Words
    deadlines: list[PromisedDate]
    messages: list[Line]
    no_contact: bool
    closed: bool
    opened: list[tuple[Entry, Message]] = field(default_factory=list, repr=False)
    kind: str = ""


def box(mailbox: OpenedMailbox) -> Box:
    """Everything the mailbox shows, in a number of queries that does not grow with the conversation."""
    case = Case.objects.get(ref=mailbox.record)
    key = content_key(mailbox)
    entries = list(case.entries.filter(channel__in=READ_BY_REPORTER))
    fields = wellformed.mended(vault.open_fields(mailbox.record, key, "message/", "closing/", "file/", strict=False))
    files = {name: SealedUpload.from_bytes(data) for name, data in fields.items() if name.startswith("file/")}
    opened = [(entry, Message.from_bytes(fields[entry.field])) for entry in entries if entry.field in fields]
    return replace(
        standing(case),
        messages=[_line(entry, message, files) for entry, message in opened],
        no_contact=wants_no_contact(message for _entry, message in opened),
        opened=opened,
    )


def files(mailbox: OpenedMailbox) -> dict[str, SealedUpload]:
    """Every file of the record by its id, with the names that were sealed."""
    fields = wellformed.mended(vault.open_fields(mailbox.record, content_key(mailbox), "file/", strict=False))
    return {name.removeprefix("file/"): SealedUpload.from_bytes(data) for name, data in fields.items() if name.startswith("file/")}


def standing(case: Case) -> Box:
    """What can be said of a case without opening anything of it."""
    regime = regimes.of(case)
    return Box(
        kind=case.kind,
        number=case.number,
        route=str(case.declared.routes[case.route][0]),
        opened_on=case.opened_on,
        status=_status(case, regime),
        deadlines=_deadlines(case, regime),
        messages=[],
        no_contact=False,
        closed=case.closed_on is not None,
    )


def _status(case: Case, regime: Regime) -> Words:
    if waits_for_reporter(case) and RESUME in wishes.waiting(case):
        return gettext_lazy("Jawaban Anda sudah kami terima dan sedang disampaikan kepada petugas.")
    return regime.status.get((case.outcome if case.closed_on else "") or case.state) or regime.status[case.declared.first.key]


def _line(entry: Entry, message: Message, files: Mapping[str, SealedUpload]) -> Line:
    mine = entry.channel == FROM_REPORTER
    carried = tuple(File(upload.file_id, upload.name, upload.size) for upload in (files[f"file/{file_id}"] for file_id in message.files))
    return Line(who(entry.channel), "mine" if mine else "theirs", entry.day, said.to_reporter(message), carried)


def who(channel: str) -> str:
    """Who writes on a channel, as the reporter would say it."""
    words = {FROM_REPORTER: _("Anda"), FEEDBACK: _("Kabar dari petugas"), FROM_OUTSIDE: _("Penerima luar"), CLOSING: _("Surat penutup")}
    return words.get(channel, _("Petugas"))


def _deadlines(case: Case, regime: Regime) -> list[PromisedDate]:
    today = clock.today()
    latest = {deadline.name: deadline for deadline in clocks.for_refs([case.ref])}
    known = [_promised(title, latest[name], today) for name, title in regime.promises.items() if name in latest]
    if case.closed_on is None:
        known += [_foreseen(promise) for promise in promised(regime, case.opened_on) if promise.key not in latest]
    return sorted(known, key=lambda line: line.date)


def _foreseen(promise: Promise) -> PromisedDate:
    """A clock that has not started yet runs out on this day at the latest."""
    return PromisedDate(promise.title, "on_track", _("Paling lambat"), promise.due, promise.provisional)


def _promised(title: Words, deadline: Deadline, today: date) -> PromisedDate:
    urgency = clocks.describe(deadline, today)
    if deadline.stopped_on is not None:
        words = _("Sudah, tepat waktu") if deadline.kept else _("Sudah, tetapi terlambat")
        return PromisedDate(title, "done", words, deadline.stopped_on, provisional=False)
    if urgency.code == "overdue":
        return PromisedDate(title, "overdue", _("Terlambat. Seharusnya sudah pada:"), deadline.due_on, deadline.provisional)
    if urgency.code == "paused":
        return PromisedDate(title, "paused", _("Menunggu jawaban Anda. Tanpa jeda jatuh pada:"), deadline.due_on, deadline.provisional)
    return PromisedDate(title, "on_track", _("Paling lambat"), deadline.due_on, deadline.provisional)
