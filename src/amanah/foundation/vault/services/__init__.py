"""The verbs of the vault."""

from amanah.foundation.vault.services.keepsakes import forget, keep, recall, refresh, rekeep, sweep
from amanah.foundation.vault.services.mailboxes import (
    OpenedMailbox,
    PreparedMailbox,
    new_receipt,
    open_mailbox,
    prepare_mailbox,
    store_mailbox,
)
from amanah.foundation.vault.services.records import (
    SealedRecord,
    add_field,
    content_key,
    destroy,
    drop_holder,
    hand_over,
    open_field,
    open_fields,
    seal_record,
    store,
)
from amanah.foundation.vault.services.recovery import NewRecoveryKey, confirm_recovery_key, prepare_recovery_key, recover
from amanah.foundation.vault.services.staff import change_passphrase, create_keys, retire_keys, unlock

__all__ = [
    "NewRecoveryKey",
    "OpenedMailbox",
    "PreparedMailbox",
    "SealedRecord",
    "add_field",
    "change_passphrase",
    "confirm_recovery_key",
    "content_key",
    "create_keys",
    "destroy",
    "drop_holder",
    "forget",
    "hand_over",
    "keep",
    "new_receipt",
    "open_field",
    "open_fields",
    "open_mailbox",
    "prepare_mailbox",
    "prepare_recovery_key",
    "recall",
    "recover",
    "refresh",
    "rekeep",
    "retire_keys",
    "seal_record",
    "store",
    "store_mailbox",
    "sweep",
    "unlock",
]
