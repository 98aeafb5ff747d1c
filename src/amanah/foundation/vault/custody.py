"""Who may hold the keys of which records, asked of the parts that own them: the vault knows keys, not cases.

The owner of a kind of record registers a Custody for its prefixes ("case", "identity"). What nobody answers for is given to nobody.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Protocol

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Custody(Protocol):
    """What the owner of some kinds of record answers. Every question takes many records at once."""

    def may_hold(self, account: Account, records: Collection[str]) -> set[str]:
        """Those that may be wrapped for this account: its roles reach them, and they neither concern it nor were given up by it."""

    def hidden(self, account: Account, records: Collection[str]) -> set[str]:
        """Those that this account must not even know of, whatever its roles."""

    def due(self, account: Account) -> set[str]:
        """Every record that this account ought to be able to open."""

    def titles(self, records: Collection[str]) -> "dict[str, StrOrPromise]":
        """How each is called on a screen; records of one matter share a title."""

    def find(self, text: str) -> set[str]:
        """The records of the matter that goes by this number."""

    def oversees(self, viewer: Viewer) -> bool:
        """Whether this person is told of every recovery, besides the recovery officers."""


_owners: dict[str, Custody] = {}


def register(owner: Custody, *prefixes: str) -> None:
    """Answer for records that begin with one of `prefixes` and a colon."""
    _owners.update(dict.fromkeys(prefixes, owner))


def may_hold(account: Account, records: Iterable[str]) -> set[str]:
    """Those of `records` that may be wrapped for this account."""
    return {record for owner, some in _by_owner(records) for record in owner.may_hold(account, some)}


def hidden(account: Account, records: Iterable[str]) -> set[str]:
    """Those of `records` that this account must not know of; what nobody answers for is among them."""
    asked = set(records)
    answered = _by_owner(asked)
    known = {record for _, some in answered for record in some}
    return (asked - known) | {record for owner, some in answered for record in owner.hidden(account, some)}


def due(account: Account) -> set[str]:
    """Every record that this account ought to be able to open."""
    return {record for owner in set(_owners.values()) for record in owner.due(account)}


def titles(records: Iterable[str]) -> "dict[str, StrOrPromise]":
    """Record → how it is called."""
    return {record: title for owner, some in _by_owner(records) for record, title in owner.titles(some).items()}


def find(text: str) -> set[str]:
    """The records of the matter that goes by this number."""
    return {record for owner in set(_owners.values()) for record in owner.find(text)}


def oversees(viewer: Viewer) -> bool:
    """Whether this person is told of every recovery, besides the recovery officers."""
    return any(owner.oversees(viewer) for owner in set(_owners.values()))


def _by_owner(records: Iterable[str]) -> list[tuple[Custody, set[str]]]:
    grouped: dict[Custody, set[str]] = {}
    for record in records:
        owner = _owners.get(record.partition(":")[0])
        if owner is not None:
            grouped.setdefault(owner, set()).add(record)
    return list(grouped.items())
