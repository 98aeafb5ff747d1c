"""A case in the hands of somebody who can read it, and the one way in which something is written into it."""

from dataclasses import dataclass, field

from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.papers import seal_entry
from amanah.foundation.access.viewer import Viewer
from amanah.kernel.paper import Paper
from amanah.rooms.discipline.papers import record_of


@dataclass(frozen=True)
class Opened:
    """The case, who opened it, and its content key."""

    case: Case
    viewer: Viewer
    key: bytes = field(repr=False)


def write(opened: Opened, channel: str, paper: Paper) -> Entry:
    """Seal one paper under the number it will get; where somebody else took that number meanwhile, under the next."""
    return seal_entry(opened.case, record_of(opened.case.pk), opened.key, paper.to_bytes(), channel=channel, author=opened.viewer)
