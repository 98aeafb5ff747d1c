"""Who may read a letter, besides whoever asks."""

from collections.abc import Iterable

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.letters import matters
from amanah.foundation.letters.models import Letter
from amanah.foundation.threads import onlookers
from amanah.foundation.vault import queries as keys


def may_receive(account: Account, letter: Letter) -> bool:
    """Whether this person sees the letter's matter and, where it is sealed, holds its key."""
    return bool(_able([account], letter))


def receivers(letter: Letter, *, viewer: Viewer) -> list[Account]:
    """Whom the viewer could hand the letter to, by name: as many queries for one as for many."""
    people = {account.pk: account for account in matters.find(letter.ref).owner.readers(letter.ref) if account.pk != viewer.account.pk}
    return sorted(_able(people.values(), letter), key=str)


def _able(accounts: Iterable[Account], letter: Letter) -> list[Account]:
    able = [account for account in accounts if account.may_sign_in()]
    if letter.record:
        held = set(keys.holders(letter.record))
        able = [account for account in able if f"account:{account.pk}" in held]
    return [viewer.account for viewer in onlookers.of(Viewer.of_many(able), letter.ref)]
