"""How often one account may try something that it keeps failing at, counted in the memory of this process."""

from django.core.cache import cache

from amanah.foundation.access.models import Account

MOST = 10
SECONDS = 15 * 60
"""MOST failures within this time, counted from the first; a process of its own counts for itself."""


def tired(what: str, account: Account) -> bool:
    """Whether the account has failed too often lately to try again now."""
    return int(cache.get(_key(what, account), 0)) >= MOST


def failed(what: str, account: Account) -> None:
    """Count one failure."""
    if not cache.add(_key(what, account), 1, SECONDS):
        cache.incr(_key(what, account))


def succeeded(what: str, account: Account) -> None:
    """Forget the failures."""
    cache.delete(_key(what, account))


def _key(what: str, account: Account) -> str:
    return f"amanah.pace.{what}.{account.pk}"
