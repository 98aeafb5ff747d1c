"""Files on their way in: sealed as they stream, so that no plain byte and no name touches the disk.

`SealingUploadHandler` is the only upload handler of both programs. In `request.FILES` every file is an `IncomingFile`; whoever takes
its `sealed` takes over the file on disk, and what nobody took is removed when the request ends.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Self

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from amanah.foundation.evidence import files
from amanah.foundation.evidence.cleaning.process import Finding
from amanah.foundation.evidence.errors import NotStored, Refused
from amanah.foundation.evidence.kinds import UNKNOWN, kind
from amanah.kernel import canonical

NAME_LENGTH = 120
FIELD_BYTES = 3000
"""A file's sealed field is filled up to this length, so that its size tells nothing of the name or of what the file reveals."""

ORIGINAL, CLEANED, NOT_CLEANED = "original", "cleaned", "not_cleaned"
TOO_LARGE = "too_large"
TOO_MUCH = "too_much"
EMPTY = "empty"
UNREADABLE = "unreadable"
NOT_STORED = "not_stored"


@dataclass(frozen=True, slots=True)
class SealedUpload:
    """A file that lies sealed on the disk, and all that is needed to open it: belongs inside a sealed record, nowhere else.

    `size` and `sha256` are of the plain file, `ciphertext_sha256` of what lies on the disk. `state` is ORIGINAL (a cleaned copy could be
    made), CLEANED, NOT_CLEANED (with its `reason`), or "" where nobody looked; `pair` is the id of the other of the two, where both
    were sent; `findings` is what the file reveals.
    """

    file_id: str
    file_key: bytes = field(repr=False)
    name: str = field(repr=False)
    content_type: str = field(repr=False)
    size: int = field(repr=False)
    sha256: str = field(repr=False)
    ciphertext_sha256: str
    state: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    pair: str = field(default="", repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    def to_bytes(self) -> bytes:
        """Canonical bytes, for the vault field "file/<id>"."""
        values = {
            "id": self.file_id,
            "key": self.file_key.hex(),
            "name": self.name,
            "type": self.content_type,
            "size": self.size,
            "sha256": self.sha256,
            "sealed_sha256": self.ciphertext_sha256,
            "state": self.state,
            "reason": self.reason,
            "pair": self.pair,
            "findings": [finding.as_list() for finding in self.findings],
            "filler": "",
        }
        return canonical.encode(values | {"filler": " " * (FIELD_BYTES - len(canonical.encode(values)))})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote, also before files were inspected."""
        v = canonical.decode(data)
        found = tuple(Finding.from_list(one) for one in v.get("findings", ()))
        main = (v["id"], bytes.fromhex(v["key"]), v["name"], v["type"], v["size"], v["sha256"], v["sealed_sha256"])
        return cls(*main, v.get("state", ""), v.get("reason", ""), v.get("pair", ""), found)


class IncomingFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """One file of the present request: sealed, or refused with `problem` (a code of this module) and nothing on the disk."""

    def __init__(self, name: str, size: int, content_type: str, *, sealed: SealedUpload | None = None, problem: str = "") -> None:
        super().__init__(file=None, name=name, content_type=content_type, size=size)
        self.problem = problem
        self._sealed = sealed
        self._taken = False

    @property
    def sealed(self) -> SealedUpload:
        """Take the sealed file over: from now on it is the caller's to attach or discard. Raises Refused, NotStored."""
        if self._sealed is None:
            if self.problem == NOT_STORED:
                raise NotStored
            raise Refused(self.problem)
        self._taken = True
        return self._sealed

    def close(self) -> None:
        """At the end of the request: remove the file unless somebody took it over."""
        if self._sealed is not None and not self._taken:
            files.remove(self._sealed.file_id)


class SealingUploadHandler(FileUploadHandler):
    """Streams each file of a form into a sealed file. Limits hold while streaming; one bad file spoils none of the others."""

    def __init__(self, request: HttpRequest | None = None) -> None:  # noqa: ARG002 - Django's signature
        # Not told the request: holding each other, both would outlive a visitor who goes away, and the unfinished file with them.
        super().__init__()
        self._room = settings.AMANAH_REPORT_LIMIT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The next file begins."""
        super().new_file(*args, **kwargs)
        self._name = clean_name(self.file_name or "")
        self._type = UNKNOWN
        self._hash = hashlib.sha256()
        self._size = 0
        self._problem = ""
        self._writer: files.SealingWriter | None = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Seal what arrived. Whatever the answer, no other handler gets to see it."""
        self._size += len(raw_data)
        if self._problem:
            return
        if self._size > settings.AMANAH_FILE_LIMIT:
            self._refuse(TOO_LARGE)
        elif self._size > self._room:
            self._refuse(TOO_MUCH)
        else:
            self._seal(raw_data)

    def file_complete(self, file_size: int) -> IncomingFile:  # noqa: ARG002 - Django's signature
        """The file has ended."""
        if not self._problem and not self._size:
            self._problem = EMPTY
        if not self._problem and self.content_length and self.content_length != self._size:
            self._refuse(UNREADABLE)
        sealed = None if self._problem else self._finish()
        if sealed is None:
            return IncomingFile(self._name, self._size, self._type, problem=self._problem)
        self._room -= sealed.size
        return IncomingFile(self._name, sealed.size, sealed.content_type, sealed=sealed)

    def upload_interrupted(self) -> None:
        """The visitor went away in the middle of a file."""
        self._refuse(UNREADABLE)

    def _seal(self, data: bytes) -> None:
        try:
            if self._writer is None:
                self._type = kind(data, self._name)
                self._writer = files.SealingWriter()
            self._hash.update(data)
            self._writer.write(data)
        except NotStored:
            self._writer, self._problem = None, NOT_STORED

    def _finish(self) -> SealedUpload | None:
        if self._writer is None:
            return None
        writer, self._writer = self._writer, None
        try:
            ciphertext_sha256 = writer.finish()
        except NotStored:
            self._problem = NOT_STORED
            return None
        return SealedUpload(writer.file_id, writer.file_key, self._name, self._type, writer.size, self._hash.hexdigest(), ciphertext_sha256)

    def _refuse(self, problem: str) -> None:
        self._problem = problem
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None


def clean_name(name: str) -> str:
    """A file's name without path, controls or letters that turn the writing direction (they disguise endings), at most 120 long."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    base = "".join(letter for letter in unicodedata.normalize("NFC", base) if unicodedata.category(letter)[0] != "C").strip(" .")
    if len(base) > NAME_LENGTH:
        stem, dot, ending = base.rpartition(".")
        ending = dot + ending if stem and len(ending) <= 10 else ""  # noqa: PLR2004 - longer ones are no endings
        base = base[: NAME_LENGTH - len(ending)] + ending
    return base or "berkas"
