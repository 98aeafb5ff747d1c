"""Keys given on: from who can open to who shall. One record is one transaction, so that whatever is interrupted can be run again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.vault import custody
from amanah.foundation.vault.errors import CannotOpen, NoKeys
from amanah.foundation.vault.models import KeyHolder, Wrap
from amanah.foundation.vault.quorum import queries as quorum
from amanah.foundation.vault.services import bulk
from amanah.foundation.vault.services.records import drop_holder, hand_over
from amanah.foundation.vault.services.staff import holder_of, public_keys
from amanah.kernel.sealing import KeyPair

_PORTION = 500
_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a hand-over: given, not openable by whoever gives, and not allowed to whoever gets."""

    given: frozenset[str]
    unopened: frozenset[str]
    refused: frozenset[str]


def give(records: Iterable[str], holder: str, key_pair: KeyPair, account: Account, *, actor: str) -> Handed:
    """Let `account` open those of `records` that `holder` can open and that the account may hold; safe to repeat.

    Raises NoKeys when the account has no key pair.
    """
    public = public_keys([account.pk]).get(account.pk)
    if public is None:
        raise NoKeys
    asked = sorted(set(records))
    allowed = custody.may_hold(account, asked)
    if holder != _RECOVERY:  # a shared key is opened by its holders together, and never given on whole
        allowed -= quorum.apart(allowed)
    given: set[str] = set()
    for portion in _portions(record for record in asked if record in allowed):
        for record, key in bulk.content_keys(portion, holder, key_pair).items():
            try:
                with transaction.atomic():
                    hand_over(record, key, holder_of(account), public, actor=actor)
            except CannotOpen:
                continue  # a planted wrap opens nothing: it stays among the unopened
            given.add(record)
    return Handed(frozenset(given), frozenset(allowed - given), frozenset(set(asked) - allowed))


def let_go(records: Iterable[str], account: Account, *, actor: str) -> set[str]:
    """Take these records' keys from an account, but never from the last living person: those that therefore stay are answered.

    In the caller's transaction.
    """
    mine = set(Wrap.objects.filter(holder=holder_of(account), record__in=list(records)).values_list("record", flat=True))
    safe = {record for record, people in living(mine).items() if people - {holder_of(account)}}
    for record in sorted(safe):
        drop_holder(record, holder_of(account), actor=actor)
    return mine - safe


def living(records: Iterable[str]) -> Mapping[str, set[str]]:
    """Record → the people who can open it: accounts that may sign in, by their present key."""
    rows = list(Wrap.objects.filter(record__in=list(records), holder__startswith="account:").values_list("record", "holder"))
    named = {UUID(holder.removeprefix("account:")) for _, holder in rows}
    present = KeyHolder.objects.filter(account__in=named, retired_on=None).select_related("account")
    alive = {holder_of(row.account) for row in present if row.account.may_sign_in()}
    found: dict[str, set[str]] = {}
    for record, holder in rows:
        if holder in alive:
            found.setdefault(record, set()).add(holder)
    return found


def _portions(records: Iterable[str]) -> Iterable[list[str]]:
    every = list(records)
    return (every[start : start + _PORTION] for start in range(0, len(every), _PORTION))
