"""Files that wait to be sent: each with what it reveals, its cleaned copy where there is one, and which of them shall go."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.cleaning import copies, words
from amanah.foundation.evidence.uploads import NOT_CLEANED, SealedUpload

CLEANED, ORIGINAL, BOTH = "cleaned", "original", "both"
CHOICE = "choice-"
LOOKING_SECONDS = 30
"""How long one request may look into files; the rest can be looked at with another."""

LATER = "later"

CHOICES: tuple[tuple[str, Promise, Promise], ...] = (
    (CLEANED, _("Kirim salinan bersih"), _("Yang terdaftar di atas dihapus, kecuali yang disebut tetap ada. Nama berkasnya diganti.")),
    (ORIGINAL, _("Kirim aslinya"), _("Petugas dapat membaca semua yang terdaftar di atas.")),
    (
        BOTH,
        _("Kirim keduanya"),
        _("Asli sebagai bukti, salinan bersih untuk diteruskan. Petugas tetap dapat membaca semua yang terdaftar di atas."),
    ),
)


@dataclass(frozen=True)
class Line:
    """One file as its sender sees it before sending."""

    id: str
    name: str
    size: int
    copy: str
    reason: str
    again: bool
    gone: list[str]
    stays: list[str]
    choices: list[tuple[str, Promise, Promise, bool]]


@dataclass
class Carried:
    """`files` holds what was uploaded, `copies` the cleaned copy of each by its id, both as a sealed record will; `choices` by id too."""

    files: list[str] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed and kept."""
        return json.dumps(vars(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        return cls(**json.loads(data))

    def originals(self) -> list[SealedUpload]:
        """The files as they were uploaded."""
        return [SealedUpload.from_bytes(upload.encode()) for upload in self.files]

    def uploads(self) -> list[SealedUpload]:
        """What shall be sent. Beside a cleaned copy that goes alone, nothing tells what was removed."""
        going: list[SealedUpload] = []
        for original in self.originals():
            copy, choice = self.copy_of(original), self.choice_of(original)
            if copy is None or choice == ORIGINAL:
                going.append(original)
            elif choice == BOTH:
                going += copies.paired(original, copy)
            else:
                going.append(copy)
        return going

    def copy_of(self, original: SealedUpload) -> SealedUpload | None:
        """The cleaned copy, if there is one."""
        found = self.copies.get(original.file_id)
        return SealedUpload.from_bytes(found.encode()) if found else None

    def choice_of(self, original: SealedUpload) -> str:
        """What was chosen, else the cleaned copy."""
        return self.choices.get(original.file_id, CLEANED)

    @property
    def size(self) -> int:
        """Bytes of all files uploaded so far."""
        return sum(upload.size for upload in self.originals())

    def add(self, uploads: Iterable[SealedUpload]) -> None:
        """Take files in, looking into each as long as there is time. Raises NotStored, CannotOpen, NotThere."""
        until = time.monotonic() + LOOKING_SECONDS
        for upload in uploads:
            if time.monotonic() < until:
                seen, copy = copies.look(upload, name=f"berkas-{len(self.files) + 1}")
            else:
                seen, copy = replace(upload, state=NOT_CLEANED, reason=LATER), None
            self.files.append(seen.to_bytes().decode())
            self._keep_copy(upload, copy)

    def look_again(self, file_id: str) -> None:
        """Try a file once more that could not be looked into."""
        for at, upload in enumerate(self.originals()):
            if upload.file_id == file_id and upload.reason in {LATER, *copies.TRY_AGAIN}:
                seen, copy = copies.look(upload, name=f"berkas-{at + 1}")
                self.files[at] = seen.to_bytes().decode()
                self._keep_copy(upload, copy)

    def remove(self, file_id: str) -> list[str]:
        """Take a file out; the ids of what must be discarded once that is kept."""
        if not any(upload.file_id == file_id for upload in self.originals()):
            return []
        copy = self.copies.pop(file_id, "")
        self.choices.pop(file_id, None)
        self.files = [upload.to_bytes().decode() for upload in self.originals() if upload.file_id != file_id]
        return [file_id, *([SealedUpload.from_bytes(copy.encode()).file_id] if copy else [])]

    def choose(self, posted: Mapping[str, str]) -> None:
        """What a form says shall be sent of each file."""
        for file_id in self.copies:
            if (choice := posted.get(CHOICE + file_id, "")) in {CLEANED, ORIGINAL, BOTH}:
                self.choices[file_id] = choice

    def unwanted(self) -> list[str]:
        """The ids of what was made or uploaded and shall not be sent."""
        going = {upload.file_id for upload in self.uploads()}
        made = [SealedUpload.from_bytes(copy.encode()) for copy in self.copies.values()]
        return [upload.file_id for upload in [*self.originals(), *made] if upload.file_id not in going]

    def lines(self) -> list[Line]:
        """Every file as its sender sees it."""
        return [self._line(original) for original in self.originals()]

    def _keep_copy(self, upload: SealedUpload, copy: SealedUpload | None) -> None:
        if copy is not None:
            self.copies[upload.file_id] = copy.to_bytes().decode()

    def _line(self, original: SealedUpload) -> Line:
        copy, chosen = self.copy_of(original), self.choice_of(original)
        return Line(
            id=original.file_id,
            name=original.name,
            size=original.size,
            copy=copy.name if copy else "",
            reason=words.reason(original.reason) if copy is None else "",
            again=original.reason in {LATER, *copies.TRY_AGAIN},
            gone=words.sentences(finding for finding in original.findings if not finding.stays or copy is None),
            stays=words.sentences(finding for finding in original.findings if finding.stays and copy is not None),
            choices=[(value, title, hint, value == chosen) for value, title, hint in CHOICES] if copy else [],
        )


def discard(file_ids: Iterable[str]) -> None:
    """Remove sealed files that nobody sent. What the disk does not let go of now, the daily sweep removes."""
    for file_id in file_ids:
        try:
            evidence.discard(file_id)
        except OSError:
            return
