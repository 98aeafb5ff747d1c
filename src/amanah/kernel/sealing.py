"""The whole cryptographic surface of sealed content. libsodium only, through PyNaCl; formats are frozen as version 1.

`docs/explanation/cryptography.md` states every format byte by byte, and `tests/vectors/` holds vectors that a browser can run too.
Every box begins with one version byte; every one is bound to where it belongs, so that it opens there and nowhere else.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import nacl.bindings as sodium
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics

from amanah.kernel import canonical

VERSION: Final = b"\x01"
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 24
TAG_BYTES: Final = 16
CHUNK_BYTES: Final = 64 * 1024
"""Plain bytes in each chunk of a sealed file."""

# libsodium's least memory; the upper bounds keep a planted row from holding a server for minutes.
_MIN_MEMORY: Final = 8
_MAX_MEMORY: Final = 256 * 1024
_MAX_OPS: Final = 16
_PAD_MARK: Final = 0x80
_BUCKETS: Final = tuple(1024 * 4**step for step in range(6))
_FILE_BUCKETS: Final = tuple(1024 * size for size in (64, 256, 1024, 4096, 8192, 16384, 32768, 65536))
_CHUNK_TAG: Final = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_END_TAG: Final = sodium.crypto_secretstream_xchacha20poly1305_TAG_PUSH
_FINAL_TAG: Final = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_STREAM_OVERHEAD: Final = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
SEALED_CHUNK_BYTES: Final = CHUNK_BYTES + _STREAM_OVERHEAD
WRAPPED_BYTES: Final = 1 + 2 * KEY_BYTES + sodium.crypto_box_SEALBYTES
FILE_HEADER_BYTES: Final = 1 + sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES


class CannotOpen(Exception):  # noqa: N818 - says what happened, in the words of the screen
    """The box was changed, cut short, moved from elsewhere, or is not for this key. Which of them is deliberately not said."""


class WrongPassphrase(CannotOpen):
    """The passphrase does not open this private key."""


class SharesError(ValueError):
    """The printed shares do not give the secret back: too few, of different sets, or one of them misread."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair, 32 bytes each. The private half never appears in a representation."""

    public: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one Argon2id (1.3, one lane) derivation costs: passes over memory, and memory in KiB."""

    ops: int
    mem_kib: int

    def __post_init__(self) -> None:
        if not (1 <= self.ops <= _MAX_OPS and _MIN_MEMORY <= self.mem_kib <= _MAX_MEMORY):
            raise ValueError("key derivation parameters out of bounds")


PRODUCTION_KDF: Final = KdfParameters(ops=3, mem_kib=32 * 1024)
TEST_KDF: Final = KdfParameters(ops=1, mem_kib=8)


def new_key() -> bytes:
    """A random 32-byte content key."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """A random 16-byte salt for `derive`."""
    return secrets.token_bytes(SALT_BYTES)


def generate_key_pair() -> KeyPair:
    """A random X25519 key pair."""
    return key_pair_from_seed(secrets.token_bytes(KEY_BYTES))


def key_pair_from_seed(seed: bytes) -> KeyPair:
    """The key pair that libsodium's `crypto_box_seed_keypair` makes of a 32-byte seed."""
    public, private = sodium.crypto_box_seed_keypair(seed)
    return KeyPair(public, private)


def key_pair_from_private(private: bytes) -> KeyPair:
    """The pair to a 32-byte private half."""
    return KeyPair(sodium.crypto_scalarmult_base(private), private)


def fingerprint(public: bytes) -> str:
    """128 bits over a public key as eight groups of four hexadecimal digits, for people to compare."""
    text = hashlib.sha256(b"amanah/fingerprint/v1" + public).hexdigest()[:32]
    return " ".join(text[start : start + 4] for start in range(0, 32, 4))


def derive(secret: bytes, salt: bytes, params: KdfParameters, length: int = KEY_BYTES) -> bytes:
    """`length` (16 or more) bytes by Argon2id. Slow and large on purpose; other threads run meanwhile."""
    return argon2id.kdf(length, secret, salt, opslimit=params.ops, memlimit=params.mem_kib * 1024)


def normalise_passphrase(passphrase: str) -> bytes:
    """A passphrase as bytes: NFKC, every run of white space one blank, none at the ends. Case is kept."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split()).encode()


def lock_private_key(private: bytes, passphrase: str, *, account: str, params: KdfParameters) -> bytes:
    """A private key that only `passphrase` opens, and only as this account's."""
    salt, nonce = new_salt(), secrets.token_bytes(NONCE_BYTES)
    key = derive(normalise_passphrase(passphrase), salt, params)
    head = VERSION + params.ops.to_bytes(4, "little") + params.mem_kib.to_bytes(4, "little") + salt
    aad = canonical.encode(["amanah/locked-key/v1", account, head.hex()])
    return head + nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(private, aad, nonce, key)


def unlock_private_key(locked: bytes, passphrase: str, *, account: str) -> bytes:
    """The private key in `locked`. Raises WrongPassphrase when the passphrase, the account or the box is not the right one."""
    head, nonce, box = locked[:25], locked[25:49], locked[49:]
    if len(box) != KEY_BYTES + TAG_BYTES or head[:1] != VERSION:
        raise WrongPassphrase
    try:
        params = KdfParameters(int.from_bytes(head[1:5], "little"), int.from_bytes(head[5:9], "little"))
        key = derive(normalise_passphrase(passphrase), head[9:], params)
        aad = canonical.encode(["amanah/locked-key/v1", account, head.hex()])
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(box, aad, nonce, key)
    except (CryptoError, ValueError) as error:
        raise WrongPassphrase from error


def bucket(length: int) -> int:
    """The padded size of a sealed field of `length` bytes: 1k, 4k, 16k, 64k, 256k, 1M, then whole megabytes."""
    return _fit(length + 1, _BUCKETS)


def file_bucket(length: int) -> int:
    """The padded size of a sealed file of `length` bytes: 64k, 256k, 1M, 4M, 8M, 16M, 32M, 64M, then whole 64 megabytes."""
    return _fit(length + 1, _FILE_BUCKETS)


def looks_sealed(box: bytes) -> bool:
    """Whether this has the shape of a sealed field: version, nonce, a whole bucket, tag. What is inside, nobody can say without the key."""
    content = len(box) - 1 - NONCE_BYTES - TAG_BYTES
    return box[:1] == VERSION and content > 0 and _fit(content, _BUCKETS) == content


def looks_wrapped(box: bytes) -> bool:
    """Whether this has the shape of a wrapped content key."""
    return box[:1] == VERSION and len(box) == WRAPPED_BYTES


def looks_public(public: bytes) -> bool:
    """Whether content keys can be wrapped for it: 32 bytes, and none of the few points with which nothing can be agreed."""
    try:
        return len(public) == KEY_BYTES and bool(sodium.crypto_scalarmult(bytes((64,)) * KEY_BYTES, public))
    except CryptoError:
        return False


def sealed_file_bucket(length: int) -> int:
    """The bucket of a sealed file of `length` bytes on the disk, or 0 when no sealed file is that long."""
    chunks, over = divmod(length - FILE_HEADER_BYTES, SEALED_CHUNK_BYTES)
    content = chunks * CHUNK_BYTES
    return content if not over and content > 0 and _fit(content, _FILE_BUCKETS) == content else 0


def _fit(length: int, buckets: Sequence[int]) -> int:
    for size in buckets:
        if length <= size:
            return size
    return -(-length // buckets[-1]) * buckets[-1]


def seal(key: bytes, plaintext: bytes, *, record: str, field: str, version: int) -> bytes:
    """`plaintext`, padded to its bucket and sealed so that it opens only as this field of this record in this version."""
    padded = plaintext + bytes((_PAD_MARK,))
    padded += bytes(bucket(len(plaintext)) - len(padded))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, _sealed_context(record, field, version), nonce, key)


def open_sealed(key: bytes, sealed: bytes, *, record: str, field: str, version: int) -> bytes:
    """What `seal` was given. Raises CannotOpen."""
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
        raise CannotOpen
    try:
        padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[1 + NONCE_BYTES :], _sealed_context(record, field, version), sealed[1 : 1 + NONCE_BYTES], key
        )
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error
    return _unpad(padded)


def _sealed_context(record: str, field: str, version: int) -> bytes:
    return canonical.encode(["amanah/sealed/v1", record, field, version])


def _unpad(padded: bytes) -> bytes:
    end = len(padded.rstrip(b"\x00")) - 1
    if end < 0 or padded[end] != _PAD_MARK:
        raise CannotOpen
    return padded[:end]


def wrap(key: bytes, public: bytes, *, record: str, holder: str) -> bytes:
    """A content key for the owner of `public`, valid for this record and this holder only."""
    return VERSION + sodium.crypto_box_seal(key + _wrap_context(record, holder), public)


def unwrap(wrapped: bytes, key_pair: KeyPair, *, record: str, holder: str) -> bytes:
    """The content key in `wrapped`. Raises CannotOpen."""
    if wrapped[:1] != VERSION:
        raise CannotOpen
    try:
        opened = sodium.crypto_box_seal_open(wrapped[1:], key_pair.public, key_pair.private)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error
    if len(opened) != 2 * KEY_BYTES or not secrets.compare_digest(opened[KEY_BYTES:], _wrap_context(record, holder)):
        raise CannotOpen
    return opened[:KEY_BYTES]


def _wrap_context(record: str, holder: str) -> bytes:
    return canonical.digest(["amanah/wrap/v1", record, holder])


def _file_context(file_id: str) -> bytes:
    return canonical.encode(["amanah/file/v1", file_id])


class FileSealer:
    """Seals one file as it streams in: `header`, then what `update` and `finish` return, in order, is the sealed file.

    At most one chunk of plain text is held, in memory. `size` counts the plain bytes so far.
    """

    def __init__(self, file_key: bytes, file_id: str) -> None:
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        self.header = VERSION + sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, file_key)
        self._context = _file_context(file_id)
        self._held = bytearray()
        self.size = 0

    def update(self, data: bytes) -> bytes:
        """The sealed chunks that `data` completes, perhaps none."""
        self.size += len(data)
        self._held += data
        whole = len(self._held) // CHUNK_BYTES * CHUNK_BYTES
        sealed = b"".join(self._push(bytes(self._held[at : at + CHUNK_BYTES]), _CHUNK_TAG) for at in range(0, whole, CHUNK_BYTES))
        del self._held[:whole]
        return sealed

    def finish(self) -> Iterator[bytes]:
        """The last chunks: the end of the content, then empty chunks up to the file's bucket."""
        remaining = (file_bucket(self.size) - (self.size - len(self._held))) // CHUNK_BYTES
        last = bytes(self._held) + bytes((_PAD_MARK,))
        yield self._push(last + bytes(CHUNK_BYTES - len(last)), _END_TAG if remaining > 1 else _FINAL_TAG)
        empty = bytes(CHUNK_BYTES)
        for left in range(remaining - 1, 0, -1):
            yield self._push(empty, _CHUNK_TAG if left > 1 else _FINAL_TAG)

    def _push(self, chunk: bytes, tag: int) -> bytes:
        return sodium.crypto_secretstream_xchacha20poly1305_push(self._state, chunk, self._context, tag)


class FileOpener:
    """Opens a sealed file as it streams out. Feed `header` once, then each chunk of SEALED_CHUNK_BYTES, then call `finish`.

    Every chunk returned is authentic; that the file is whole is known only when `finish` returns.
    """

    def __init__(self, file_key: bytes, file_id: str, header: bytes) -> None:
        if len(header) != FILE_HEADER_BYTES or header[:1] != VERSION:
            raise CannotOpen
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header[1:], file_key)
        self._context = _file_context(file_id)
        self._ended = self._final = False

    def open_chunk(self, sealed: bytes) -> bytes:
        """The content in one sealed chunk; empty for padding. Raises CannotOpen."""
        if self._final or len(sealed) != SEALED_CHUNK_BYTES:
            raise CannotOpen
        try:
            chunk, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, self._context)
        except (CryptoError, ValueError, RuntimeError) as error:
            raise CannotOpen from error
        self._final = tag == _FINAL_TAG
        if self._ended:
            return b""
        if tag == _CHUNK_TAG:
            return chunk
        self._ended = True
        return _unpad(chunk)

    def finish(self) -> None:
        """Raises CannotOpen unless the last chunk has been seen."""
        if not self._final:
            raise CannotOpen


def split_secret(secret: bytes, k: int, n: int) -> list[str]:
    """`n` lines of words (SLIP-39, no passphrase), any `k` of which give the 32-byte secret back, and fewer nothing."""
    if len(secret) != KEY_BYTES or not 2 <= k <= n <= 16:  # noqa: PLR2004 - SLIP-39's own bounds; one share alone is no split
        raise ValueError("a split takes 32 bytes and between 2 and 16 shares")
    return [str(share) for share in generate_mnemonics(1, [(k, n)], secret, iteration_exponent=0)[0]]


@dataclass(frozen=True, slots=True)
class ShareLabel:
    """What a share says about itself without its secret: which split it is of, its number from 1, and how many are needed."""

    split: int
    number: int
    threshold: int


def read_share(share: str) -> ShareLabel:
    """Check one share's words and checksum. Raises SharesError, with the library's reason, for a mistyped one."""
    try:
        read = Share.from_mnemonic(" ".join(share.lower().split()))
    except MnemonicError as error:
        raise SharesError(str(error)) from error
    return ShareLabel(read.identifier, read.index + 1, read.member_threshold)


def join_shares(shares: Sequence[str]) -> bytes:
    """The secret that `split_secret` divided. Raises SharesError, with the library's reason, when the shares do not fit."""
    try:
        return bytes(combine_mnemonics([" ".join(share.lower().split()) for share in shares]))
    except MnemonicError as error:
        raise SharesError(str(error)) from error
