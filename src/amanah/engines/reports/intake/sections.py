"""What the mailbox shows around the conversation, and how rooms add to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amanah.engines.reports.queries.mailbox import Box
from amanah.foundation.vault.services import OpenedMailbox


@dataclass(frozen=True)
class Section:
    """One block of the mailbox. `build(key, box)` gives the `part` that its template shows, or None for nothing.

    Whatever a block does is a POST to an address of its own below /mailbox/, which takes the opened mailbox from `mailbox.opened(request)`.
    `kinds` are the kinds of case in whose mailboxes it stands; empty for all.
    """

    key: str
    template: str
    build: Callable[[OpenedMailbox, Box], dict[str, Any] | None]
    order: int
    kinds: frozenset[str] = frozenset()


_sections: dict[str, Section] = {}


def add(section: Section) -> None:
    """Show a block; once per key. Called when the public addresses are loaded."""
    _sections[section.key] = section


def built(key: OpenedMailbox, box: Box) -> list[tuple[str, dict[str, Any]]]:
    """(template, part) of every block that has something to say in this mailbox."""
    here = (one for one in _sections.values() if not one.kinds or box.kind in one.kinds)
    ordered = sorted(here, key=lambda section: section.order)
    return [(section.template, part) for section in ordered if (part := section.build(key, box)) is not None]
