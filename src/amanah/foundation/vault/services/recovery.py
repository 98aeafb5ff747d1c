"""The institution's recovery key: split into printed shares when it is made, kept whole nowhere."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.errors import NoKeys, SharesError
from amanah.foundation.vault.models import RecoveryKey, ShareHolder
from amanah.foundation.vault.services.bulk import rewrap
from amanah.kernel import clock, sealing
from amanah.kernel.sealing import KeyPair

HOLDER = "recovery"


@dataclass(frozen=True, slots=True)
class NewRecoveryKey:
    """A recovery key not yet in force. `shares` are shown once and exist nowhere else."""

    id: UUID
    fingerprint: str
    threshold: int
    shares: tuple[str, ...] = field(repr=False)


def prepare_recovery_key(threshold: int, shares: int, *, actor: str) -> NewRecoveryKey:
    """Make a recovery key, check that its shares give it back, and store the public half, not in force before it is confirmed.

    An earlier one that nobody confirmed is forgotten. Raises ValueError for an impossible split.
    """
    seed = secrets.token_bytes(sealing.KEY_BYTES)
    lines = sealing.split_secret(seed, threshold, shares)
    pair = sealing.key_pair_from_seed(seed)
    if sealing.key_pair_from_seed(sealing.join_shares(lines[-threshold:])) != pair:
        raise SharesError("the shares just made do not give the key back")
    with transaction.atomic():
        RecoveryKey.objects.filter(since=None).delete()
        row = RecoveryKey.objects.create(
            public_key=pair.public, fingerprint=sealing.fingerprint(pair.public), threshold=threshold, shares=shares
        )
        facts = {"public_key": pair.public.hex(), "fingerprint": row.fingerprint, "threshold": threshold, "shares": shares}
        ledger.append("vault.recovery_prepared", f"recovery:{row.pk}", facts, actor=actor)
    return NewRecoveryKey(row.pk, row.fingerprint, threshold, tuple(lines))


def name_share_holders(key_id: UUID, names: Sequence[str]) -> None:
    """Note who was given which share, in the order of their numbers; names stand in clear, shares nowhere.

    Raises NoKeys when the key was replaced meanwhile, ValueError when names and shares are not as many.
    """
    with transaction.atomic():
        row = RecoveryKey.objects.select_for_update().filter(pk=key_id, retired_on=None).first()
        if row is None:
            raise NoKeys
        if len(names) != row.shares:
            raise ValueError("every share has one holder")
        row.holders.all().delete()
        ShareHolder.objects.bulk_create(ShareHolder(key=row, number=number, name=name) for number, name in enumerate(names, start=1))


def confirm_recovery_key(key_id: UUID, *, actor: str) -> None:
    """Put a prepared recovery key in force: its shares are printed and given out. The one before is retired, its shares stay needed.

    Raises NoKeys when it was replaced or confirmed meanwhile.
    """
    with transaction.atomic():
        row = _in_force(key_id)
        ledger.append("vault.recovery_confirmed", f"recovery:{row.pk}", {"fingerprint": row.fingerprint}, actor=actor)


def rotate_recovery_key(key_id: UUID, old: KeyPair, *, actor: str) -> tuple[int, int]:
    """Put a prepared recovery key in force and wrap for it every record that the old key opens, all at once.

    Answers how many were wrapped anew, and how many still open only with the shares of a key before that.
    Raises NoKeys when it was replaced or confirmed meanwhile.
    """
    with transaction.atomic():
        row = _in_force(key_id)
        renewed, left = rewrap(HOLDER, old, bytes(row.public_key))
        facts = {"fingerprint": row.fingerprint, "records": renewed, "left": left}
        ledger.append("vault.recovery_rotated", f"recovery:{row.pk}", facts, actor=actor)
    return renewed, left


def rehearse(shares: Sequence[str], *, actor: str) -> RecoveryKey:
    """Prove that these shares give a recovery key of this house, and open nothing. Raises SharesError, NoKeys."""
    row, _ = _joined(shares)
    numbers = sorted(sealing.read_share(share).number for share in shares)
    with transaction.atomic():
        facts = {"fingerprint": row.fingerprint, "shares": numbers, "day": clock.today()}
        ledger.append("vault.recovery_rehearsed", f"recovery:{row.pk}", facts, actor=actor)
    return row


def recover(shares: Sequence[str], *, actor: str = "system") -> KeyPair:
    """The recovery key pair, joined from enough printed shares; it opens records as HOLDER. The ledger notes that it was done.

    Raises SharesError when the shares do not fit together, and NoKeys when they fit but belong to no recovery key of this house.
    """
    row, pair = _joined(shares)
    with transaction.atomic():
        ledger.append("vault.recovered", f"recovery:{row.pk}", {"fingerprint": row.fingerprint}, actor=actor)
    return pair


def _joined(shares: Sequence[str]) -> tuple[RecoveryKey, KeyPair]:
    pair = sealing.key_pair_from_seed(sealing.join_shares(shares))
    row = RecoveryKey.objects.filter(fingerprint=sealing.fingerprint(pair.public)).exclude(since=None).first()
    if row is None or bytes(row.public_key) != pair.public:
        raise NoKeys
    return row, pair


def _in_force(key_id: UUID) -> RecoveryKey:
    row = RecoveryKey.objects.select_for_update().filter(pk=key_id, since=None).first()
    if row is None:
        raise NoKeys
    RecoveryKey.objects.filter(retired_on=None).exclude(since=None).update(retired_on=clock.today())
    row.since = clock.today()
    row.save(update_fields=["since"])
    return row
