"""Staff keys: made once at first sign-in, opened by a passphrase that the server never stores and nobody can reset."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import kdf
from amanah.foundation.vault.errors import KeyMismatch, KeysExist, NoKeys
from amanah.foundation.vault.models import KeyHolder, Wrap
from amanah.foundation.vault.services.bulk import rewrap
from amanah.kernel import clock, sealing
from amanah.kernel.sealing import KeyPair


def holder_of(account: Account) -> str:
    """The account's name as a holder, an actor and a ledger reference."""
    return f"account:{account.pk}"


def create_keys(account: Account, passphrase: str) -> KeyPair:
    """Make the account's key pair and lock it under `passphrase`. Raises KeysExist, Busy."""
    if KeyHolder.objects.filter(account=account, retired_on=None).exists():
        raise KeysExist
    pair = sealing.generate_key_pair()
    locked = _lock(account, pair, passphrase)
    with transaction.atomic():
        # Asked again under the lock: two set-up pages may have been open.
        Account.objects.select_for_update().get(pk=account.pk)
        if KeyHolder.objects.filter(account=account, retired_on=None).exists():
            raise KeysExist
        print_ = sealing.fingerprint(pair.public)
        KeyHolder.objects.create(account=account, public_key=pair.public, locked_private=locked, fingerprint=print_, since=clock.today())
        facts = {"public_key": pair.public.hex(), "fingerprint": print_}
        ledger.append("vault.keys_created", holder_of(account), facts, actor=holder_of(account))
    return pair


def unlock(account: Account, passphrase: str) -> KeyPair:
    """Open the account's key pair. Raises NoKeys, WrongPassphrase, Busy, and KeyMismatch when the stored public key was exchanged."""
    row = KeyHolder.objects.filter(account=account, retired_on=None).first()
    if row is None:
        raise NoKeys
    with kdf.turnstile.turn():
        private = sealing.unlock_private_key(bytes(row.locked_private), passphrase, account=holder_of(account))
    pair = sealing.key_pair_from_private(private)
    if pair.public != bytes(row.public_key):
        raise KeyMismatch
    return pair


def public_keys(account_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Account id → public key, for those of the accounts that have keys."""
    rows = KeyHolder.objects.filter(account__in=list(account_ids), retired_on=None)
    return {row.account_id: bytes(row.public_key) for row in rows}


def change_passphrase(account: Account, old: str, new: str) -> None:
    """Lock the same key pair under a new passphrase. Raises what `unlock` raises."""
    pair = unlock(account, old)
    locked = _lock(account, pair, new)
    with transaction.atomic():
        if KeyHolder.objects.filter(account=account, retired_on=None, public_key=pair.public).update(locked_private=locked) != 1:
            raise NoKeys
        facts = {"fingerprint": sealing.fingerprint(pair.public)}
        ledger.append("vault.passphrase_changed", holder_of(account), facts, actor=holder_of(account))


def rotate_keys(account: Account, passphrase: str, new_passphrase: str) -> KeyPair:
    """Exchange the key pair for a new one, with every content key wrapped anew in the same transaction; nothing is lost.

    The old pair opens nothing any more, except what was copied from the database before. Raises what `unlock` raises.
    """
    old = unlock(account, passphrase)
    new = sealing.generate_key_pair()
    locked = _lock(account, new, new_passphrase)
    holder = holder_of(account)
    with transaction.atomic():
        row = KeyHolder.objects.select_for_update().filter(account=account, retired_on=None, public_key=old.public).first()
        if row is None:
            raise NoKeys
        renewed, left = rewrap(holder, old, new.public)
        row.retired_on = clock.today()
        row.save(update_fields=["retired_on"])
        print_ = sealing.fingerprint(new.public)
        KeyHolder.objects.create(account=account, public_key=new.public, locked_private=locked, fingerprint=print_, since=clock.today())
        facts = {"fingerprint": row.fingerprint, "records": 0, "renewed": renewed, "left": left}
        ledger.append("vault.keys_retired", holder, facts, actor=holder)
        ledger.append("vault.keys_created", holder, {"public_key": new.public.hex(), "fingerprint": print_}, actor=holder)
    return new


def retire_keys(account: Account, *, actor: str) -> int:
    """End the account's key pair, after a lost passphrase or at departure; how many records it can no longer open.

    What it alone could open is reachable by the recovery key only. A new pair may be created afterwards. Raises NoKeys.
    """
    with transaction.atomic():
        row = KeyHolder.objects.select_for_update().filter(account=account, retired_on=None).first()
        if row is None:
            raise NoKeys
        row.retired_on = clock.today()
        row.save(update_fields=["retired_on"])
        dropped = Wrap.objects.filter(holder=holder_of(account)).delete()[0]
        facts = {"fingerprint": row.fingerprint, "records": dropped}
        ledger.append("vault.keys_retired", holder_of(account), facts, actor=actor)
    return dropped


def _lock(account: Account, pair: KeyPair, passphrase: str) -> bytes:
    with kdf.turnstile.turn():
        return sealing.lock_private_key(pair.private, passphrase, account=holder_of(account), params=kdf.parameters())
