"""The C2SP text formats of a transparency log: signed notes (Ed25519), checkpoints, tile paths and entry bundles.

See c2sp.org/signed-note, c2sp.org/tlog-checkpoint and c2sp.org/tlog-tiles. A log that speaks them can be checked with tools
that its authors did not write.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from amanah.kernel.merkle import HASH_SIZE

TILE_WIDTH = 256
MAX_LEVEL = 63
MAX_NOTE = 64 * 1024
_ED25519 = b"\x01"
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_ORIGIN = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_CHECKPOINT_LINES = 3
_KEY_ID = 4


class NoteError(ValueError):
    """The text is not what it should be: malformed, or not signed by the key it was to be signed by."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a note key: a name and 32 bytes of Ed25519 public key."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not _ORIGIN.fullmatch(self.name) or len(self.public) != HASH_SIZE:
            raise NoteError("a key needs a name without spaces or plus, and 32 bytes")

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature line names this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_KEY_ID]

    def __str__(self) -> str:
        """The form in which verifier keys are handed around: name+id+base64(type, key)."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """The key that `str` wrote; raises NoteError for other key types and where the id does not fit the key."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        key = _unbase64(encoded)
        if key[:1] != _ED25519:
            raise NoteError("not an Ed25519 note key")
        verifier = cls(name, key[1:])
        if verifier.key_id.hex() != key_id:
            raise NoteError("the key's id does not belong to it")
        return verifier


@dataclass(frozen=True, slots=True)
class Signer:
    """The private half: a name and the 32-byte Ed25519 seed. `repr` does not show the seed."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, bytes(SigningKey(self.seed).verify_key))

    def sign(self, text: str) -> str:
        """`text` (which ends with a newline) as a signed note; Ed25519 is deterministic, so the same text gives the same note."""
        _check_text(text)
        verifier = self.verifier
        signature = SigningKey(self.seed).sign(text.encode()).signature
        return f"{text}\n— {self.name} {base64.b64encode(verifier.key_id + signature).decode()}\n"


def open_note(note: str, verifier: Verifier) -> str:
    """The text of a note that `verifier` has signed; raises NoteError for anything else. Unknown signatures are ignored."""
    if len(note) > MAX_NOTE:
        raise NoteError("the note is too long")
    text, separator, signatures = note.rpartition("\n\n")
    text += "\n"
    _check_text(text)
    if not separator or not signatures.endswith("\n"):
        raise NoteError("the note carries no signature")
    found = False
    for line in signatures[:-1].split("\n"):
        match = _SIGNATURE_LINE.fullmatch(line)
        if not match:
            raise NoteError("a signature line is malformed")
        signature = _unbase64(match[2])
        if match[1] != verifier.name or signature[:_KEY_ID] != verifier.key_id:
            continue
        try:
            VerifyKey(verifier.public).verify(text.encode(), signature[_KEY_ID:])
        except (BadSignatureError, ValueError) as error:
            raise NoteError(f"the signature of {verifier.name} does not fit the text") from error
        found = True
    if not found:
        raise NoteError(f"the note is not signed by {verifier.name}")
    return text


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log promises at one size: its name, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The body to sign."""
        if not _ORIGIN.fullmatch(self.origin) or self.size < 0 or len(self.root) != HASH_SIZE:
            raise NoteError("a checkpoint needs an origin without spaces or plus, a size and 32 bytes of root")
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """The checkpoint in a body, or in a whole note whose signature the caller checks with `open_note`."""
        lines = text.split("\n")
        if len(lines) <= _CHECKPOINT_LINES or not lines[0] or not _SIZE.fullmatch(lines[1]):
            raise NoteError("this is no checkpoint: it needs an origin, a size and a root, one a line")
        root = _unbase64(lines[2])
        if len(root) != HASH_SIZE:
            raise NoteError("the checkpoint's root is not 32 bytes")
        return cls(lines[0], int(lines[1]), root)


@dataclass(frozen=True, slots=True)
class TilePath:
    """Which tile (or, where `level` is None, which entry bundle), and how wide: 256 when full."""

    level: int | None
    number: int
    width: int = TILE_WIDTH

    def __str__(self) -> str:
        groups = [f"{self.number % 1000:03d}"]
        number = self.number // 1000
        while number:
            groups.insert(0, f"x{number % 1000:03d}")
            number //= 1000
        partial = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{'entries' if self.level is None else self.level}/{'/'.join(groups)}{partial}"

    @classmethod
    def parse(cls, text: str) -> "TilePath":
        """The path behind a log's prefix; raises NoteError unless it is in its only valid form."""
        match = re.fullmatch(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", text, re.ASCII)
        if not match:
            raise NoteError("no such tile path")
        path = cls(
            None if match[1] == "entries" else int(match[1]),
            int(re.sub(r"[x/]", "", match[2])),
            int(match[3] or TILE_WIDTH),
        )
        if str(path) != text or (path.level or 0) > MAX_LEVEL:
            raise NoteError("no such tile path")
        return path


def tiles(size: int) -> list[TilePath]:
    """Every tile, full and partial, that a tree of `size` consists of; lowest level first."""
    paths = []
    level = 0
    while size:
        full, width = divmod(size, TILE_WIDTH)
        paths += [TilePath(level, number) for number in range(full)]
        if width:
            paths.append(TilePath(level, full, width))
        size, level = full, level + 1
    return paths


def entry_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries behind each other, each after its length as a big-endian uint16."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(character < " " and character != "\n" for character in text):
        raise NoteError("a note's text ends with a newline and has no other control characters")


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("malformed base64") from error
