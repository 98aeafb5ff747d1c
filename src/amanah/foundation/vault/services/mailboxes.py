"""Mailboxes: how a reporter who left nothing but a receipt comes back."""

import hashlib
import secrets
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from amanah.foundation.vault import kdf
from amanah.foundation.vault.errors import LocatorTaken, VaultError
from amanah.foundation.vault.models import Mailbox
from amanah.kernel import receipts, sealing
from amanah.kernel.receipts import Receipt
from amanah.kernel.sealing import KdfParameters, KeyPair

HOLDER = "mailbox"


@dataclass(frozen=True, slots=True)
class PreparedMailbox:
    """A mailbox derived in memory: seal the record for `public_key` under the holder name HOLDER, then `store_mailbox`."""

    locator: int
    salt: bytes
    params: KdfParameters
    public_key: bytes
    authenticator_hash: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedMailbox:
    """What a right receipt gives: which record it belongs to, and the keys that open it as HOLDER."""

    record: str
    key_pair: KeyPair

    def to_bytes(self) -> bytes:
        """For a keepsake."""
        return self.key_pair.private + self.record.encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "OpenedMailbox":
        """From a keepsake."""
        return cls(data[32:].decode(), sealing.key_pair_from_private(data[:32]))


def new_receipt() -> Receipt:
    """A random receipt whose locator no mailbox has yet."""
    locator = receipts.new_locator()
    while Mailbox.objects.filter(locator=locator).exists():
        locator = receipts.new_locator()
    return receipts.generate(locator)


def prepare_mailbox(receipt: Receipt) -> PreparedMailbox:
    """Derive the mailbox of a new receipt. Takes its turn and a moment; touches no database. Raises Busy."""
    return prepare_with_keys(receipt)[0]


def prepare_with_keys(receipt: Receipt) -> tuple[PreparedMailbox, KeyPair]:
    """As `prepare_mailbox`, with the keys that open it, for whoever is the reporter themself. Raises Busy."""
    salt, params = sealing.new_salt(), kdf.parameters()
    with kdf.turnstile.turn():
        derived = receipts.mailbox_secrets(receipt, salt, params)
    prepared = PreparedMailbox(receipt.locator, salt, params, derived.key_pair.public, _hash(derived.authenticator))
    return prepared, derived.key_pair


def store_mailbox(prepared: PreparedMailbox, record: str) -> None:
    """Store the mailbox in the caller's transaction. Raises LocatorTaken, which leaves that transaction usable."""
    if not connection.in_atomic_block:
        raise VaultError("a mailbox is stored in the transaction of its record")
    try:
        with transaction.atomic():
            Mailbox.objects.create(
                locator=prepared.locator,
                salt=prepared.salt,
                kdf_ops=prepared.params.ops,
                kdf_mem_kib=prepared.params.mem_kib,
                public_key=prepared.public_key,
                authenticator_hash=prepared.authenticator_hash,
                record=record,
            )
    except IntegrityError as error:
        raise LocatorTaken from error


def open_mailbox(receipt: Receipt, *, kind: str = "case") -> OpenedMailbox | None:
    """The mailbox of a receipt, or None; the same work is done whether or not such a mailbox exists. Raises Busy.

    One whose record is of another `kind` does not exist here: words of one door open no other.
    """
    row = Mailbox.objects.filter(locator=receipt.locator, record__startswith=f"{kind}:").first()
    if row is None:
        salt, params, expected = _dummy_salt(receipt.locator), kdf.parameters(), secrets.token_bytes(32)
    else:
        salt, params, expected = bytes(row.salt), KdfParameters(row.kdf_ops, row.kdf_mem_kib), bytes(row.authenticator_hash)
    with kdf.turnstile.turn():
        derived = receipts.mailbox_secrets(receipt, salt, params)
    right = constant_time_compare(_hash(derived.authenticator), expected)
    if row is None or not right:
        return None
    return OpenedMailbox(row.record, derived.key_pair)


def salt_of(locator: int) -> tuple[bytes, KdfParameters]:
    """What a browser needs to derive by itself; for a locator without a mailbox an answer that looks the same and never changes."""
    row = Mailbox.objects.filter(locator=locator).first()
    return (bytes(row.salt), KdfParameters(row.kdf_ops, row.kdf_mem_kib)) if row else (_dummy_salt(locator), kdf.parameters())


def claim_mailbox(locator: int, authenticator: bytes) -> str | None:
    """The record of the mailbox whose receipt `authenticator` proves, or None. Opens nothing: the keys stay where they were derived."""
    row = Mailbox.objects.filter(locator=locator).first()
    right = constant_time_compare(_hash(authenticator), bytes(row.authenticator_hash) if row else secrets.token_bytes(32))
    return row.record if row is not None and right else None


def belongs(record: str, prepared: PreparedMailbox) -> bool:
    """Whether the record's mailbox was made with the same receipt as `prepared`."""
    row = Mailbox.objects.filter(record=record).first()
    return row is not None and bool(constant_time_compare(bytes(row.authenticator_hash), prepared.authenticator_hash))


def _hash(authenticator: bytes) -> bytes:
    return hashlib.sha256(b"amanah/authenticator/v1" + authenticator).digest()


def _dummy_salt(locator: int) -> bytes:
    """Always the same for a locator, and a secret of this installation."""
    return salted_hmac("amanah.vault.dummy-salt", str(locator), algorithm="sha256").digest()[:16]
