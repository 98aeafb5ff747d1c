"""The institution's recovery key: split into printed shares when it is made, kept whole nowhere."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.errors import NoKeys, SharesError
from amanah.foundation.vault.models import RecoveryKey
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


def confirm_recovery_key(key_id: UUID, *, actor: str) -> None:
    """Put a prepared recovery key in force: its shares are printed and given out. The one before is retired, its shares stay needed.

    Raises NoKeys when it was replaced or confirmed meanwhile.
    """
    with transaction.atomic():
        row = RecoveryKey.objects.select_for_update().filter(pk=key_id, since=None).first()
        if row is None:
            raise NoKeys
        RecoveryKey.objects.filter(retired_on=None).exclude(since=None).update(retired_on=clock.today())
        row.since = clock.today()
        row.save(update_fields=["since"])
        ledger.append("vault.recovery_confirmed", f"recovery:{row.pk}", {"fingerprint": row.fingerprint}, actor=actor)


def recover(shares: Sequence[str], *, actor: str = "system") -> KeyPair:
    """The recovery key pair, joined from enough printed shares; it opens records as HOLDER. The ledger notes that it was done.

    Raises SharesError when the shares do not fit together, and NoKeys when they fit but belong to no recovery key of this house.
    """
    pair = sealing.key_pair_from_seed(sealing.join_shares(shares))
    row = RecoveryKey.objects.filter(fingerprint=sealing.fingerprint(pair.public)).exclude(since=None).first()
    if row is None or bytes(row.public_key) != pair.public:
        raise NoKeys
    with transaction.atomic():
        ledger.append("vault.recovered", f"recovery:{row.pk}", {"fingerprint": row.fingerprint}, actor=actor)
    return pair
