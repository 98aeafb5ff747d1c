"""An interest in the hands of somebody who can read it, and the ways in which something is written into it."""

from dataclasses import dataclass, field

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.papers import seal_entry
from amanah.foundation.access.viewer import Viewer
from amanah.kernel.paper import Paper
from amanah.rooms.interests.models import Interest


@dataclass(frozen=True)
class Opened:
    """The interest, who opened it, and its content key."""

    interest: Interest
    viewer: Viewer
    key: bytes = field(repr=False)

    @property
    def own(self) -> bool:
        """Whether whoever opened it declared it."""
        return self.interest.person_id == self.viewer.account.person_id

    @property
    def case(self) -> Case:
        """The case, for those interests that need a decision.

        Raises:
            Refused: "state" for one that is only in the register.
        """
        if self.interest.case is None:
            raise cases.Refused("state")
        return self.interest.case


def write(opened: Opened, channel: str, paper: Paper) -> Entry:
    """Seal one paper of the case under the number it will get; where somebody else took that number meanwhile, under the next."""
    author = REPORTER if opened.own else opened.viewer
    return seal_entry(opened.case, opened.interest.ref, opened.key, paper.to_bytes(), channel=channel, author=author)
