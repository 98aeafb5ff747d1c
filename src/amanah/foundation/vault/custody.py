"""Who may hold the keys of which records, asked of the parts that own them: the vault knows keys, not cases.

The owner of a kind of record registers a Custody for its prefixes ("case", "identity"). What nobody answers for is given to nobody.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Custody(Protocol):
    """What the owner of some kinds of record answers. Every question takes many records at once."""

    def may_hold(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Those that may be wrapped for this person: their roles reach them, and they neither concern them nor were given up by them."""

    def hidden(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Those that this person must not even know of, whatever their roles."""

    def due(self, viewer: Viewer) -> set[str]:
        """Every record that this person ought to be able to open."""

    def due_among(self, viewers: Sequence[Viewer], records: Collection[str]) -> Mapping[UUID, set[str]]:
        """By account, which of these records each of these people ought to be able to open: what `due` says of each, in few queries."""

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
    viewer = Viewer.of(account)
    return {record for owner, some in _by_owner(records) for record in owner.may_hold(viewer, some)}


def hidden(account: Account, records: Iterable[str]) -> set[str]:
    """Those of `records` that this account must not know of; what nobody answers for is among them."""
    viewer, asked = Viewer.of(account), set(records)
    answered = _by_owner(asked)
    known = {record for _, some in answered for record in some}
    return (asked - known) | {record for owner, some in answered for record in owner.hidden(viewer, some)}


def due(account: Account) -> set[str]:
    """Every record that this account ought to be able to open."""
    viewer = Viewer.of(account)
    return {record for owner in set(_owners.values()) for record in owner.due(viewer)}


def due_among(viewers: Sequence[Viewer], records: Iterable[str]) -> dict[UUID, set[str]]:
    """By account, which of these records each of these people ought to be able to open: as many queries for many people as for two."""
    found: dict[UUID, set[str]] = {viewer.account.pk: set() for viewer in viewers}
    for owner, some in _by_owner(records):
        for account_id, due_to in owner.due_among(viewers, some).items():
            found[account_id] |= due_to
    return found


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
