"""Who somebody is to a campaign."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import SEGMENT, Unit
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.declare import Side
from amanah.rooms.campaigns.models import Campaign
from amanah.rooms.campaigns.roles import MANAGER

_KEPT = "campaigns.standing"


@dataclass(frozen=True)
class Standing:
    """What a viewer is today, before any campaign is looked at."""

    viewer: Viewer
    person_id: UUID | None

    @cached_property
    def keeping(self) -> tuple[str, ...]:
        """The topmost units whose campaigns are theirs to keep, as paths: by role, or because they head them."""
        paths = {unit.path for unit in self.viewer.units_with(MANAGER.key)} | set(self.heading)
        tops: list[str] = []
        for path in sorted(paths):
            if not tops or not path.startswith(tops[-1]):
                tops.append(path)
        return tuple(tops)

    @cached_property
    def managing(self) -> tuple[str, ...]:
        """The topmost units over which they hold the role, as paths."""
        return tuple(unit.path for unit in self.viewer.units_with(MANAGER.key))

    @cached_property
    def heading(self) -> tuple[str, ...]:
        """The units that they head, as paths."""
        return tuple(unit.path for unit in self.viewer.headed)

    @cached_property
    def around(self) -> frozenset[str]:
        """The units that they belong to and everything above those, as paths."""
        paths = {unit.path for unit, _heads in self.viewer.held}
        return frozenset(path[:end] for path in paths for end in range(SEGMENT, len(path) + 1, SEGMENT))

    def keeps(self, unit: Unit) -> bool:
        """Whether the campaigns of this unit are theirs to keep."""
        return any(unit.path.startswith(path) for path in self.keeping)

    def manages(self, unit: Unit) -> bool:
        """Whether they hold the role over this unit."""
        return any(unit.path.startswith(path) for path in self.managing)


def standing(viewer: Viewer) -> Standing:
    """The viewer's standing, kept for the length of the request."""
    if _KEPT not in viewer.kept:
        viewer.kept[_KEPT] = Standing(viewer, viewer.account.person_id if viewer.account.may_sign_in() else None)
    found: Standing = viewer.kept[_KEPT]
    return found


def sides_of(viewer: Viewer, campaign: Campaign) -> frozenset[Side]:
    """Every side the viewer stands on; none for whoever is its audience only."""
    found = _writing(viewer, campaign)
    return found | {Side.HELPER} if _helps(viewer, campaign) else found


def stands_on(viewer: Viewer, campaign: Campaign, sides: Collection[Side]) -> bool:
    """Whether the viewer stands on one of these sides. Whether they help is looked up only where it would count."""
    return not _writing(viewer, campaign).isdisjoint(sides) or (Side.HELPER in sides and _helps(viewer, campaign))


def _writing(viewer: Viewer, campaign: Campaign) -> frozenset[Side]:
    """Keeper and owner, which the campaign's own row tells."""
    who = standing(viewer)
    found = {Side.KEEPER} if who.keeps(campaign.unit) else set()
    if who.person_id is not None and campaign.owner_id == who.person_id:
        found.add(Side.OWNER)
    return frozenset(found)


def _helps(viewer: Viewer, campaign: Campaign) -> bool:
    person_id = standing(viewer).person_id
    if person_id is None:
        return False
    return campaign.activities.filter(responsible_id=person_id).exclude(state=declare.DROPPED).exists()
