"""A case in the hands of somebody who can read it, and the one way in which something is written into it."""

from dataclasses import dataclass, field
from datetime import date

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.papers import seal_entry, seal_file
from amanah.engines.cases.scope import holds
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.workflow import EVIDENCE, WORKERS


@dataclass(frozen=True)
class Opened:
    """The case, who opened it, and its content key."""

    case: Case
    viewer: Viewer
    key: bytes = field(repr=False)


def attach(opened: Opened, upload: SealedUpload, origin: str) -> Entry:
    """Keep a file as evidence, with where it came from. Refused as `write`, and "closed" once the case is."""
    if not holds(opened.viewer, WORKERS, opened.case):
        raise cases.Refused("role")
    if opened.case.closed_on is not None:
        raise cases.Refused("closed")
    return seal_file(opened.case, record_of(opened.case.pk), opened.key, upload, origin, channel=EVIDENCE, author=opened.viewer)


def write(opened: Opened, channel: str, paper: Paper, day: date | None = None) -> Entry:
    """Seal one paper under the number it will get; where somebody else took that number meanwhile, under the next.

    Raises:
        Refused: "role" for who neither handles the case nor looks after personal data, and as the engine's `add_entry`.
    """
    if not holds(opened.viewer, WORKERS, opened.case):
        raise cases.Refused("role")
    return seal_entry(opened.case, record_of(opened.case.pk), opened.key, paper.to_bytes(), channel=channel, author=opened.viewer, day=day)
