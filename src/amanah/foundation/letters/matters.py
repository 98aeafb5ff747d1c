"""The matters that letters belong to, asked of the rooms that own them: letters know references, not cases.

A room registers an Owner. What nobody answers for can have no letters. Who may see a matter is asked of `foundation.threads.visibility`,
as everywhere; so a letter is seen by exactly those who see its matter.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from amanah.foundation.access.models import Account


class Owner(Protocol):
    """What a room answers about its matters."""

    def titles(self, refs: Collection[str]) -> Mapping[str, str]:
        """Those of the references that are matters of the room, each with what a screen and a letter call it: its number. One query."""

    def record(self, ref: str) -> str | None:
        """The sealed record into which the matter's letters are sealed; None where the matter is kept in clear."""

    def before_opening(self, ref: str) -> None:
        """Called before the record's key is used: whatever has to end by itself ends now."""

    def address(self, title: str) -> str:
        """The page to go back to of the matter that is called so."""

    def readers(self, ref: str) -> Iterable[Account]:
        """Whom a disposition may be given to, before sight and key are asked about."""

    def kinds(self, ref: str) -> tuple[str, ...]:
        """The kinds of letter that fit this matter, most usual first."""


_owners: dict[str, Owner] = {}


def register(name: str, owner: Owner) -> None:
    """Answer for a room's matters; a name registered again replaces its owner."""
    _owners[name] = owner


@dataclass(frozen=True)
class Matter:
    """A matter that letters can be about: what it is called, and who answers for it."""

    ref: str
    title: str
    owner: Owner = field(repr=False)

    @property
    def address(self) -> str:
        """The page to go back to."""
        return self.owner.address(self.title)


def find(ref: str) -> Matter:
    """The matter of this reference. Raises LookupError where nobody answers for it."""
    for owner in _owners.values():
        title = owner.titles([ref]).get(ref)
        if title is not None:
            return Matter(ref, title, owner)
    raise LookupError(ref)


def titles(refs: Collection[str]) -> dict[str, str]:
    """What each of these matters is called: every owner is asked once, however many there are."""
    return {ref: title for owner in _owners.values() for ref, title in owner.titles(refs).items()}
