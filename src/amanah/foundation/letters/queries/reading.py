"""Who may read a letter, besides whoever asks."""

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.letters import matters
from amanah.foundation.letters.models import Letter
from amanah.foundation.threads import visibility
from amanah.foundation.vault import queries as keys


def may_receive(account: Account, letter: Letter) -> bool:
    """Whether this person sees the letter's matter and, where it is sealed, holds its key."""
    if not account.may_sign_in() or not visibility.may_see(Viewer.of(account), letter.ref):
        return False
    return not letter.record or f"account:{account.pk}" in keys.holders(letter.record)


def receivers(letter: Letter, *, viewer: Viewer) -> list[Account]:
    """Whom the viewer could hand the letter to, by name."""
    people = {account.pk: account for account in matters.owner_of(letter.ref).readers(letter.ref)}
    return sorted((one for one in people.values() if one.pk != viewer.account.pk and may_receive(one, letter)), key=str)
