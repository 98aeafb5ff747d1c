"""What can stand in the way of a shared key, each by its own name."""

from amanah.foundation.vault.errors import VaultError


class TooFew(VaultError):  # noqa: N818 - says what happened
    """Fewer people than the threshold hold a share, or have given theirs."""


class NoShare(VaultError):  # noqa: N818
    """This person holds no usable share of this matter."""


class HoldsOne(VaultError):  # noqa: N818
    """This person holds a share of this matter already: with two, fewer people could open it."""


class AskedAlready(VaultError):  # noqa: N818
    """This person has asked, or can read, already."""


class Over(VaultError):  # noqa: N818
    """This opening is over, or its turn has not come."""
