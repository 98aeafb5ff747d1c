"""Where the parts of a letter are kept: sealed in the matter's record, or in clear where the matter itself is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.db.models import Max

from amanah.foundation.letters.models import Letter, Plain
from amanah.foundation.vault import services as vault


class Store(Protocol):
    """Keeps and gives the parts of letters ("content", "docx", "signed", …), each the next version of itself."""

    def put(self, letter: Letter, name: str, data: bytes) -> None:
        """Keep one part, in the caller's transaction."""

    def get(self, letter: Letter) -> Mapping[str, bytes]:
        """The latest version of every part. Raises CannotOpen when something was changed or exchanged."""

    def part(self, name: str, letters: Collection[Letter]) -> Mapping[UUID, bytes]:
        """The latest version of one part of each of these letters, by its key, in one query. Raises CannotOpen as `get`."""


def prefix(letter: Letter) -> str:
    """What the vault's field names of a letter begin with; in hexadecimal, because they may not be longer than 80 characters."""
    return f"letter/{letter.pk.hex}/"


@dataclass(frozen=True)
class Sealed:
    """In the matter's sealed record."""

    record: str
    key: bytes = field(repr=False)

    def put(self, letter: Letter, name: str, data: bytes) -> None:
        """Seal one part."""
        vault.add_field(self.record, prefix(letter) + name, data, self.key)

    def get(self, letter: Letter) -> Mapping[str, bytes]:
        """Open all parts."""
        found = vault.open_fields(self.record, self.key, prefix(letter))
        return {name.removeprefix(prefix(letter)): data for name, data in found.items()}

    def part(self, name: str, letters: Collection[Letter]) -> Mapping[UUID, bytes]:
        """Open one part of each."""
        wanted = {prefix(letter) + name: letter.pk for letter in letters}
        found = vault.open_fields(self.record, self.key, *wanted) if wanted else {}
        return {wanted[field]: data for field, data in found.items() if field in wanted}


@dataclass(frozen=True)
class Clear:
    """In a table, for matters that are kept in clear."""

    def put(self, letter: Letter, name: str, data: bytes) -> None:
        """Keep one part."""
        last = letter.parts.filter(name=name).aggregate(last=Max("version"))["last"] or 0
        Plain.objects.create(letter=letter, name=name, version=last + 1, data=data)

    def get(self, letter: Letter) -> Mapping[str, bytes]:
        """All parts, the latest of each."""
        return {part.name: bytes(part.data) for part in letter.parts.order_by("version")}

    def part(self, name: str, letters: Collection[Letter]) -> Mapping[UUID, bytes]:
        """One part of each."""
        rows = Plain.objects.filter(letter__in=letters, name=name).order_by("version")
        return {row.letter_id: bytes(row.data) for row in rows}
