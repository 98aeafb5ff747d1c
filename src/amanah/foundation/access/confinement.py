"""Guests for whom a few pages are the whole house: whatever else is open to everybody who is signed in, to them it is not there.

A part that lets such guests in registers who they are and which addresses are theirs. The middleware holds to it for every request, so
that a page added tomorrow is closed to them without anybody thinking of it; and what arose from a case is kept from them altogether
(see `threads.visibility`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

_KEPT = "foundation.access.confinement"
_OWN = ("/desk/account/", "/desk/logout", "/language/", "/static/", "/desk/health")
"""What everybody who signs in needs: their own sign-in, the language, and what a page is drawn with."""


@dataclass(frozen=True)
class Bounds:
    """Where a guest may go. `home` is where the way to everything else leads; `prefixes` are the addresses that are theirs."""

    home: str
    prefixes: tuple[str, ...]

    def admits(self, path: str) -> bool:
        """Whether the address is theirs."""
        return path.startswith((*_OWN, *self.prefixes))


Ask: TypeAlias = Callable[[UUID], "Bounds | None"]
"""The bounds of the account of this id; None where it is none of one's own guests."""

_asks: dict[str, Ask] = {}


def register(part: str, ask: Ask) -> None:
    """Say of guests' accounts which pages are theirs; a part registered again replaces its answer."""
    _asks[part] = ask


def bounds(viewer: Viewer) -> Bounds | None:
    """Where this viewer is kept; None for everybody else. Nothing is asked about members of the house."""
    if viewer.account.guest_until is None:
        return None
    if _KEPT not in viewer.kept:
        viewer.kept[_KEPT] = next((found for ask in _asks.values() if (found := ask(viewer.account.pk)) is not None), None)
    kept: Bounds | None = viewer.kept[_KEPT]
    return kept


def outsider() -> Viewer:
    """Somebody from outside without an account: what they may be shown of a record is what may leave the house."""
    viewer = Viewer(Account(username="", guest_until=clock.today()))
    viewer.kept[_KEPT] = Bounds("", ())
    return viewer
