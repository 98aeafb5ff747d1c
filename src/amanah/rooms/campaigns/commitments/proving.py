"""Signing by typing again what signs in (decision 30)."""

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import queries as vault_queries
from amanah.foundation.vault import services as vault
from amanah.rooms.campaigns.commitments.declare import PASSWORD, VAULT


def means_of(viewer: Viewer) -> list[str]:
    """How this person can prove themself: by the password they sign in with, or by the vault's passphrase."""
    found = [PASSWORD] if viewer.account.has_usable_password() else []
    return [*found, VAULT] if vault_queries.key_holder(viewer.account) is not None else found


def proven(viewer: Viewer, proof: str, means: str) -> bool:
    """Whether `proof` is this person's."""
    if means not in means_of(viewer):
        return False
    if means == PASSWORD:
        return viewer.account.check_password(proof)
    try:
        vault.unlock(viewer.account, proof)
    except vault.WrongPassphrase:
        return False
    return True
