"""What the mailbox shows below the conversation, and how the room's own parts add to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amanah.foundation.vault.services import OpenedMailbox


@dataclass(frozen=True)
class Section:
    """One block of the mailbox. `build(key)` gives the `part` that its template shows, or None for nothing.

    Whatever a block does is a POST to an address of its own below /mailbox/, which takes the opened mailbox from `mailbox.opened(request)`.
    """

    key: str
    template: str
    build: Callable[[OpenedMailbox], dict[str, Any] | None]
    order: int


_sections: dict[str, Section] = {}


def add(section: Section) -> None:
    """Show a block in every mailbox; once per key. Called when the public addresses are loaded."""
    _sections[section.key] = section


def built(key: OpenedMailbox) -> list[tuple[str, dict[str, Any]]]:
    """(template, part) of every block that has something to say in this mailbox."""
    ordered = sorted(_sections.values(), key=lambda section: section.order)
    return [(section.template, part) for section in ordered if (part := section.build(key)) is not None]
