"""What may be asked about keys and sealed content without opening any."""

from collections.abc import Iterable, Mapping

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault.models import KeyHolder, Mailbox, RecoveryKey, SealedField, Wrap
from amanah.foundation.vault.services.recovery import HOLDER as RECOVERY
from amanah.foundation.vault.services.staff import holder_of
from amanah.foundation.vault.services.staff import public_keys as keys_by_account
from amanah.kernel import sealing


def key_holder(account: Account) -> KeyHolder | None:
    """The account's present key pair."""
    return KeyHolder.objects.filter(account=account, retired_on=None).first()


def public_keys(accounts: Iterable[Account]) -> dict[str, bytes]:
    """Holder name → public key, for those of `accounts` that have keys."""
    return {f"account:{account_id}": public for account_id, public in keys_by_account(account.pk for account in accounts).items()}


def recovery_key() -> RecoveryKey | None:
    """The recovery key in force."""
    return RecoveryKey.objects.filter(retired_on=None).exclude(since=None).first()


def standing_holders() -> dict[str, bytes]:
    """Whom every record is wrapped for besides people: the recovery key, where one is in force."""
    key = recovery_key()
    return {RECOVERY: bytes(key.public_key)} if key else {}


def mailbox_key(record: str) -> bytes | None:
    """The public key of the record's mailbox, to seal further records for its reporter."""
    row = Mailbox.objects.filter(record=record).first()
    return bytes(row.public_key) if row else None


def holders(record: str) -> list[str]:
    """Who can open `record`, by holder name."""
    return sorted(Wrap.objects.filter(record=record).values_list("holder", flat=True))


def records_of(holder: str, records: Iterable[str]) -> set[str]:
    """Which of `records` the holder can open."""
    return set(Wrap.objects.filter(holder=holder, record__in=list(records)).values_list("record", flat=True))


def fields(record: str) -> Mapping[str, int]:
    """The record's fields and the latest version of each."""
    rows = SealedField.objects.filter(record=record).order_by("version").values_list("field", "version")
    return dict(rows)


def exchanged_keys() -> list[str]:
    """Holders whose stored public key is not the one that the ledger saw being made: sealing for them would betray the content."""
    witnessed: dict[str, str] = {}
    for kind in ("vault.keys_created", "vault.recovery_prepared"):
        witnessed.update((entry.ref, entry.facts["public_key"]) for entry in ledger.replay(kind) if entry.facts)
    stored = {holder_of(row.account): row for row in KeyHolder.objects.filter(retired_on=None).select_related("account")}
    rows: dict[str, KeyHolder | RecoveryKey] = {
        **stored,
        **{f"recovery:{row.pk}": row for row in RecoveryKey.objects.filter(retired_on=None)},
    }
    return sorted(
        ref
        for ref, row in rows.items()
        if witnessed.get(ref) != bytes(row.public_key).hex() or sealing.fingerprint(bytes(row.public_key)) != row.fingerprint
    )
