"""Figures that other parts of the room count from their own tables: protection, ratings, referrals.

A part registers once, when its app is ready; nobody imports anybody's tables. A provider narrows to what the viewer may count itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Block:
    """One table: a title, one sentence on how it was counted, and its lines (a name and a number; None is too small to be shown)."""

    title: "StrOrPromise"
    method: "StrOrPromise"
    lines: "Sequence[tuple[StrOrPromise, int | None]]"


Provider = Callable[[Viewer, date, date], "Block | None"]
"""Called with the viewer, the first and the last day; None where there is nothing to say."""

_providers: dict[str, Provider] = {}


def register(key: str, provider: Provider) -> None:
    """Let a part add its block; a key registered again replaces its provider."""
    _providers[key] = provider


def blocks(viewer: Viewer, since: date, until: date) -> list[Block]:
    """What all parts have to say of this period, in the order of their keys."""
    found = (provider(viewer, since, until) for _key, provider in sorted(_providers.items()))
    return [block for block in found if block is not None]
