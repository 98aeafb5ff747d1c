"""The recorder stands under the conversation of every mailbox."""

from typing import Any

from amanah.engines.reports.intake import sections
from amanah.engines.reports.queries.mailbox import Box
from amanah.foundation.vault.services import OpenedMailbox


def build(_key: OpenedMailbox, _box: Box) -> dict[str, Any]:
    """It needs nothing but its page."""
    return {}


def install() -> None:
    """Show it; called where the addresses are loaded."""
    sections.add(sections.Section("voice", "voice/voice.html", build, order=10, place=sections.TALK))
