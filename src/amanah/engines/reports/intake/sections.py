"""What the mailbox shows around the conversation, and how rooms add to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from amanah.engines.reports.queries.mailbox import Box
from amanah.foundation.vault.services import OpenedMailbox

TALK: Final = "talk"
BELOW: Final = "below"


@dataclass(frozen=True)
class Section:
    """One block of the mailbox. `build(key, box)` gives the `part` that its template shows, or None for nothing.

    Whatever a block does is a POST to an address of its own below /mailbox/, which takes the opened mailbox from `mailbox.opened(request)`.
    `kinds` are the kinds of case in whose mailboxes it stands; empty for all. `place` is TALK, right under the conversation, or BELOW.
    """

    key: str
    template: str
    build: Callable[[OpenedMailbox, Box], dict[str, Any] | None]
    order: int
    kinds: frozenset[str] = frozenset()
    place: str = BELOW


_sections: dict[str, Section] = {}


def add(section: Section) -> None:
    """Show a block; once per key. Called when the public addresses are loaded."""
    _sections[section.key] = section


def built(key: OpenedMailbox, box: Box, place: str) -> list[tuple[str, dict[str, Any]]]:
    """(template, part) of every block at this place that has something to say in this mailbox."""
    here = (one for one in _sections.values() if one.place == place and (not one.kinds or box.kind in one.kinds))
    ordered = sorted(here, key=lambda section: section.order)
    return [(section.template, part) for section in ordered if (part := section.build(key, box)) is not None]
