"""Who somebody is to a risk."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from amanah.engines.risks.models import Risk
from amanah.engines.risks.roles import EVERY, MANAGER
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit


class Side(StrEnum):
    """What somebody is to a risk."""

    KEEPER = "keeper"  # manages the register of its unit, or heads the unit or one above it
    OWNER = "owner"  # answers for it; whoever heads the unit where nobody is named
    REVIEWER = "reviewer"
    READER = "reader"


WRITING = frozenset({Side.KEEPER, Side.OWNER})
_KEPT = "risks.standing"


@dataclass(frozen=True)
class Standing:
    """What a viewer is today, before any risk is looked at."""

    viewer: Viewer
    person_id: UUID | None

    @cached_property
    def headed(self) -> dict[UUID, str]:
        """The units that they head today, acting included, with their paths."""
        return {unit.pk: unit.path for unit in self.viewer.headed}

    def paths(self, *roles: str) -> tuple[str, ...]:
        """The topmost units over which they hold one of the roles or which they head, as paths; each stands for what is below."""
        paths = {unit.path for role in roles for unit in self.viewer.units_with(role)} | set(self.headed.values())
        tops: list[str] = []
        for path in sorted(paths):
            if not tops or not path.startswith(tops[-1]):
                tops.append(path)
        return tuple(tops)

    @cached_property
    def keeping(self) -> tuple[str, ...]:
        """The topmost units whose registers are theirs to keep, as paths."""
        return self.paths(MANAGER.key)

    def keeps(self, unit: Unit) -> bool:
        """Whether the register of this unit is theirs to keep."""
        return any(unit.path.startswith(path) for path in self.keeping)

    def reads(self, unit: Unit) -> bool:
        """Whether they may read the register of this unit."""
        return any(unit.path.startswith(path) for path in self.paths(*(role.key for role in EVERY)))


def standing(viewer: Viewer) -> Standing:
    """The viewer's standing, kept for the length of the request."""
    if _KEPT not in viewer.kept:
        viewer.kept[_KEPT] = Standing(viewer, viewer.account.person_id if viewer.account.may_sign_in() else None)
    found: Standing = viewer.kept[_KEPT]
    return found


def sides_of(viewer: Viewer, risk: Risk) -> frozenset[Side]:
    """Every side the viewer stands on. Asks nothing about visibility."""
    who = standing(viewer)
    found = set()
    if who.keeps(risk.unit):
        found.add(Side.KEEPER)
    if who.reads(risk.unit):
        found.add(Side.READER)
    if who.person_id is not None:
        if risk.owner_id == who.person_id or (risk.owner_id is None and risk.unit_id in who.headed):
            found.add(Side.OWNER)
        if risk.reviewer_id == who.person_id:
            found.add(Side.REVIEWER)
    return frozenset(found)
