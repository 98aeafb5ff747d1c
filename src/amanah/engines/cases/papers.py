"""What staff seal about a case among themselves: papers, one an entry, written under the number that the entry gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.db import transaction

from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.queries import next_entry
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover
from amanah.engines.cases.services import add_entry
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel.paper import Paper

FILE = "file"
"""What the fields of files begin with."""

TRIES = 5
"""How often an entry is sealed anew when colleagues write at the same moment."""


def seal_entry(
    case: Case, record: str, key: bytes, data: bytes, *, channel: str, prefix: str = "", author: Mover, day: date | None = None
) -> Entry:
    """Seal one entry into a record under the number it will get; where somebody else took that number meanwhile, under the next.

    Its field is called by `prefix`, by default the channel. Refused as `add_entry`.
    """
    for remaining in reversed(range(TRIES)):
        seq = next_entry(case)
        name = f"{prefix or channel}/{seq}"
        try:
            with transaction.atomic():
                vault.add_field(record, name, data, key)
                return add_entry(case, channel, name, author=author, seq=seq, day=day)
        except Refused as refusal:
            if refusal.code != "conflict" or not remaining:
                raise
    raise AssertionError


def seal_file(case: Case, record: str, key: bytes, upload: SealedUpload, origin: str, *, channel: str, author: Viewer) -> Entry:
    """Keep a file that staff obtained as evidence of the case: its key and name sealed in the record, where it came from as a paper.

    Refused as `add_entry`.
    """
    with transaction.atomic():
        evidence.attach(case.ref, upload, actor=author.actor)
        vault.add_field(record, f"{FILE}/{upload.file_id}", upload.to_bytes(), key)
        paper = Paper(origin, {"file": upload.file_id})
        return seal_entry(case, record, key, paper.to_bytes(), channel=channel, author=author)


@dataclass(frozen=True)
class Sheet:
    """One opened paper: which entry it is, who wrote it and when."""

    entry: Entry
    who: str
    paper: Paper

    @property
    def day(self) -> date:
        """When it was written, or when what it says was done."""
        return self.entry.day


@dataclass(frozen=True)
class Papers:
    """Everything sealed of a case that consists of papers, opened once for one page."""

    case: Case
    fields: Mapping[str, bytes] = field(repr=False)
    entries: tuple[Entry, ...]
    names: Mapping[str, str]

    @classmethod
    def read(cls, case: Case, record: str, key: bytes) -> Self:
        """Open all that this record holds of the case. Raises CannotOpen when something was changed or exchanged."""
        entries = tuple(case.entries.all())
        ids = {entry.author.removeprefix("account:") for entry in entries if entry.author.startswith("account:")}
        names = {f"account:{account.pk}": str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")}
        return cls(case, vault.open_fields(record, key), entries, names)

    def papers(self, *channels: str) -> list[Sheet]:
        """The papers on these channels (on all, without), oldest first."""
        chosen = [entry for entry in self.entries if not channels or entry.channel in channels]
        return [Sheet(entry, self.names.get(entry.author, ""), Paper.from_bytes(self.fields[entry.field])) for entry in chosen]

    def files(self, channel: str) -> list[tuple[Sheet, SealedUpload]]:
        """The files kept on a channel by `seal_file`, oldest first, each with the paper that says where it came from."""
        sheets = self.papers(channel)
        return [(sheet, SealedUpload.from_bytes(self.fields[f"{FILE}/{sheet.paper.facts['file']}"])) for sheet in sheets]

    def paper(self, name: str) -> Paper | None:
        """The paper kept in this field."""
        return Paper.from_bytes(self.fields[name]) if name in self.fields else None


def who_can_open(record: str) -> str:
    """The staff who hold a key to a record, by name."""
    ids = {holder.removeprefix("account:") for holder in keys.holders(record) if holder.startswith("account:")}
    return ", ".join(sorted(str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")))
