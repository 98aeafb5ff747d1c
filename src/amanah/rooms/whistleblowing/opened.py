"""A case in the hands of somebody who can read it."""

from dataclasses import dataclass, field

from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Opened:
    """The case, who opened it, and its content key, which only a holder of a wrap can have."""

    case: Case
    viewer: Viewer
    key: bytes = field(repr=False)
