"""Reading a case: what is in clear from the engine, what is sealed with the content key of whoever may."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.cases import queries as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports import regimes, said, wellformed
from amanah.engines.reports.channels import CLOSING, FEEDBACK, FROM_REPORTER, READ_BY_REPORTER
from amanah.engines.reports.opened import Opened, work_ref
from amanah.engines.reports.report import Identity, Message, Report, wants_no_contact
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.foundation.vault.queries import wrapped_for
from amanah.foundation.vault.services import bulk
from amanah.kernel import canonical, sealing
from amanah.kernel.sealing import KeyPair


@dataclass(frozen=True)
class Writing:
    """One opened text: who wrote it, on which side, when."""

    who: str
    day: date
    side: str
    text: str
    note: str = ""
    files: tuple[SealedUpload, ...] = ()
    answers: tuple[Any, ...] = ()


@dataclass(frozen=True)
class FileLine:
    """A file of the case and how it came to be there."""

    upload: SealedUpload
    day: date
    origin: str


@dataclass(frozen=True)
class Content:
    """Everything sealed of a case, opened once for one page."""

    opened: Opened
    fields: dict[str, bytes] = field(repr=False)
    entries: tuple[Entry, ...]
    names: dict[str, str]

    @property
    def report(self) -> Report:
        """What the reporter said first. Which names nobody answers to is told to staff alone where a browser sealed the rest."""
        report = Report.from_bytes(self.fields["report"])
        told = canonical.decode(self.fields["opened"]) if "opened" in self.fields else {}
        return replace(report, unmatched=tuple(told.get("unmatched", report.unmatched)))

    def texts(self, *channels: str) -> list[Writing]:
        """The texts on these channels, oldest first."""
        return [self._writing(entry) for entry in self.entries if entry.channel in channels]

    def files(self) -> list[FileLine]:
        """Every file: those that came with the report, those sent later, those that staff obtained."""
        days = {file: (entry, origin) for entry in self.entries for file, origin in self._carried(entry)}
        lines = []
        for name in sorted(self.fields):
            if name.startswith("file/"):
                upload = SealedUpload.from_bytes(self.fields[name])
                entry, origin = days.get(upload.file_id, (None, ""))
                lines.append(FileLine(upload, entry.day if entry else self.opened.case.opened_on, origin or _("Disertakan pelapor")))
        return lines

    @property
    def no_contact(self) -> bool:
        """Whether the reporter's last word on it was that they do not want to be contacted."""
        return wants_no_contact(Message.from_bytes(self.fields[entry.field]) for entry in self.entries if entry.channel == FROM_REPORTER)

    def _carried(self, entry: Entry) -> list[tuple[str, str]]:
        if entry.channel == FROM_REPORTER:
            return [(file, _("Dikirim pelapor kemudian")) for file in Message.from_bytes(self.fields[entry.field]).files]
        if entry.channel == "evidence":
            values = canonical.decode(self.fields[entry.field])
            return [(values["file"], values["origin"])]
        return []

    def _writing(self, entry: Entry) -> Writing:
        data = self.fields[entry.field]
        if entry.channel not in READ_BY_REPORTER:
            return Writing(self.name(entry.author), entry.day, "mine", data.decode())
        message = Message.from_bytes(data)
        sent = tuple(SealedUpload.from_bytes(self.fields[f"file/{file}"]) for file in message.files)
        if entry.channel == FROM_REPORTER:
            text, laid = said.laid_out(message)
            return Writing(_("Pelapor"), entry.day, "theirs", text, files=sent, answers=laid)
        # Whether the reporter has read it is not known: opening a mailbox leaves no trace.
        kind = {FEEDBACK: _("Umpan balik"), CLOSING: _("Surat penutup")}.get(entry.channel, "")
        return Writing(self.name(entry.author), entry.day, "mine", said.to_staff(message), kind, sent)

    def name(self, actor: str) -> str:
        """How whoever wrote something is called."""
        return self.names.get(actor, actor)


def find(viewer: Viewer, number: str) -> Case | None:
    """The report of that number, if the viewer may know of it."""
    found = cases.find(viewer, number)
    return found if found is not None and found.kind in regimes.kinds() else None


def open_case(viewer: Viewer, case: Case, key_pair: KeyPair) -> Opened | None:
    """The case with the keys of its records, or None where they are not wrapped for this person's key."""
    keys = bulk.content_keys([case.ref, work_ref(case.pk)], viewer.actor, key_pair)
    if set(keys) == {work_ref(case.pk)} and wrapped_for(case.ref, viewer.actor):
        # A browser wrapped something else than a key: the staff's own record opens, and the report says that it does not.
        keys[case.ref] = sealing.new_key()
    return Opened(case, viewer, keys[case.ref], keys[work_ref(case.pk)]) if len(keys) == 2 else None  # noqa: PLR2004 - both or neither


def content(opened: Opened) -> Content:
    """Everything sealed of the case. What a reporter's browser may have sealed wrong says so in its place.

    Raises CannotOpen when something of the staff was changed or exchanged.
    """
    staff = bulk.open_records({work_ref(opened.case.pk): opened.work_key}, strict=True)
    fields = wellformed.mended(staff[work_ref(opened.case.pk)] | bulk.open_records({opened.case.ref: opened.key})[opened.case.ref])
    entries = tuple(opened.case.entries.all())
    return Content(opened, fields, entries, names_of({entry.author for entry in entries}))


Found = tuple[Any, Callable[[bytes], str]]

_searched: dict[str, dict[str, Found]] = {}


def search_also(prefix: str, where: Any, words: Callable[[bytes], str], *, key: str = "") -> None:
    """Let a search in memory look into fields whose name begins with `prefix`: `words` takes them out of what was sealed.

    Once per prefix, or per `key` where several things in one field are told apart.
    """
    _searched.setdefault(prefix, {})[key] = (where, words)


def searchable(fields: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Where in a case which words stand, for a search in memory: one text each for report, conversation, notes and files."""
    fields = wellformed.mended(fields)
    parts: dict[str, list[str]] = {}
    for name, data in fields.items():
        for where, words in _searched.get(name.partition("/")[0], {}).values():
            parts.setdefault(str(where), []).append(words(data))
    for title, texts in parts.items():
        yield title, "\n".join(texts)


def _report(data: bytes) -> str:
    report = Report.from_bytes(data)
    return "\n".join((*report.answers.values(), *report.involved, *report.excluded, report.place, report.unit_name))


search_also("report", gettext_lazy("Laporan"), _report)
for _prefix in ("message", "closing"):
    search_also(_prefix, gettext_lazy("Percakapan"), lambda data: said.to_staff(Message.from_bytes(data)))
for _prefix in ("note", "outcome", "hold"):
    search_also(_prefix, gettext_lazy("Catatan petugas"), bytes.decode)
search_also("file", gettext_lazy("Bukti"), lambda data: SealedUpload.from_bytes(data).name)


def identity(viewer: Viewer, report: Report, key_pair: KeyPair) -> Identity | None:
    """Who the reporter is: in an open report for every reader, in a confidential one for whoever was given the envelope's key."""
    if report.identity:
        return report.identity
    try:
        key = vault.content_key(report.identity_ref, viewer.actor, key_pair)
    except (NotAHolder, CannotOpen):
        return None
    return wellformed.identity(vault.open_field(report.identity_ref, "identity", key)) or None


def names_of(actors: set[str]) -> dict[str, str]:
    """Actor → the name to show."""
    ids = [actor.removeprefix("account:") for actor in actors if actor.startswith("account:")]
    accounts = Account.objects.filter(pk__in=ids).select_related("person")
    return {f"account:{account.pk}": name_of(account) for account in accounts} | {REPORTER: _("Pelapor"), "system": _("Amanah")}


def name_of(account: Account) -> str:
    """The person's name, else the user name."""
    return str(account)


def who_can_open(case: Case) -> str:
    """The staff who hold a key to the case, by name."""
    holders = {holder for holder in keys.holders(case.ref) if holder.startswith("account:")}
    return ", ".join(sorted(names_of(holders)[holder] for holder in holders))


def assignable(opened: Opened) -> list[Account]:
    """Whom the case can be given to: a fitting role, a key, and nothing that ties them to it."""
    fitting = cases.candidates(opened.case)
    keyed = keys.public_keys(fitting)
    return [account for account in fitting if f"account:{account.pk}" in keyed]


def proposable(opened: Opened) -> dict[str, cases.Offer]:
    """The four-eyes moves that this person may propose now, by key."""
    return {
        offer.move.key: offer for offer in cases.allowed_moves(opened.viewer, opened.case) if offer.move.four_eyes and not offer.blocked
    }
