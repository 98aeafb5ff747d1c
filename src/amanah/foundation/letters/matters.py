"""The matters that letters belong to, asked of the rooms that own them: letters know references, not cases.

A room registers an Owner. What nobody answers for can have no letters. Who may see a matter is asked of `foundation.threads.visibility`,
as everywhere; so a letter is seen by exactly those who see its matter.
"""

from collections.abc import Iterable
from typing import Protocol

from amanah.foundation.access.models import Account


class Owner(Protocol):
    """What a room answers about its matters."""

    def owns(self, ref: str) -> bool:
        """Whether this is a matter of the room."""

    def record(self, ref: str) -> str | None:
        """The sealed record into which the matter's letters are sealed; None where the matter is kept in clear."""

    def before_opening(self, ref: str) -> None:
        """Called before the record's key is used: whatever has to end by itself ends now."""

    def title(self, ref: str) -> str:
        """What the matter is called on a screen and in a letter's reference: its number."""

    def address(self, ref: str) -> str:
        """The page of the matter to go back to."""

    def readers(self, ref: str) -> Iterable[Account]:
        """Whom a disposition may be given to, before sight and key are asked about."""

    def kinds(self, ref: str) -> tuple[str, ...]:
        """The kinds of letter that fit this matter, most usual first."""


_owners: dict[str, Owner] = {}


def register(name: str, owner: Owner) -> None:
    """Answer for a room's matters; a name registered again replaces its owner."""
    _owners[name] = owner


def owner_of(ref: str) -> Owner:
    """Who answers for this matter. Raises LookupError where nobody does."""
    for owner in _owners.values():
        if owner.owns(ref):
            return owner
    raise LookupError(ref)
