"""What can go wrong with sealed content, each by its own name."""

from amanah.kernel.sealing import CannotOpen, SharesError, WrongPassphrase

__all__ = [
    "Busy",
    "CannotOpen",
    "KeyMismatch",
    "KeysExist",
    "LocatorTaken",
    "NoKeys",
    "NotAHolder",
    "NotNow",
    "NothingToOpen",
    "SamePerson",
    "SharesError",
    "VaultError",
    "WrongPassphrase",
]


class VaultError(Exception):
    """Something about keys or sealed content is not as it must be."""


class Busy(VaultError):  # noqa: N818 - says what happened
    """Too many derivations wait already; nothing was done, and the same request may succeed a moment later."""


class NoKeys(VaultError):  # noqa: N818
    """The account has no key pair yet, or the institution no recovery key."""


class KeysExist(VaultError):  # noqa: N818
    """The account has a key pair; it is replaced by retiring it first, never overwritten."""


class KeyMismatch(VaultError):  # noqa: N818
    """A stored public key is not the one that its private half, its fingerprint or the ledger says: somebody exchanged it."""


class NotAHolder(VaultError):  # noqa: N818
    """No content key of this record is wrapped for this holder."""


class SamePerson(VaultError):  # noqa: N818
    """Whoever confirms a recovery is neither the one who called it nor the one who gains by it."""


class NotNow(VaultError):  # noqa: N818
    """This step of a recovery is over already, or its turn has not come."""


class NothingToOpen(VaultError):  # noqa: N818
    """Of what was named, nothing is within the recovery key's reach that this person may be given."""


class LocatorTaken(VaultError):  # noqa: N818
    """Another mailbox got this locator first; make a new receipt and try again."""
