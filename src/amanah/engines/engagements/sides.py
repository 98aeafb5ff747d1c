"""Who somebody is to an engagement."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from amanah.engines.actions.sides import head_persons
from amanah.engines.actions.sides import standing as standing_of
from amanah.engines.engagements import declare, kinds
from amanah.engines.engagements.declare import Part, Side
from amanah.engines.engagements.models import Engagement, Member, Subject
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below, ids_of

_LEAD_OF = {
    Part.LEAD: frozenset({Side.LEAD, Side.MEMBER}),
    Part.MEMBER: frozenset({Side.MEMBER}),
    Part.SUPERVISOR: frozenset({Side.MEMBER}),
}


@dataclass(frozen=True)
class Sides:
    """What the viewer is to one engagement; `part` is what they are in its team."""

    sides: frozenset[Side]
    part: str = ""

    def __contains__(self, side: Side) -> bool:
        return side in self.sides

    @property
    def inside(self) -> bool:
        """Whether working papers and unreported findings are theirs to read."""
        return bool(self.sides & declare.INSIDE)


def sides_of(viewer: Viewer, engagement: Engagement) -> Sides:
    """Every side the viewer stands on. Whoever is looked at is on no side that looks, whatever roles they hold, but for the team."""
    person_id = viewer.account.person_id
    if not viewer.account.may_sign_in():
        return Sides(frozenset())
    found: set[Side] = set()
    part = ""
    if person_id is not None:
        row = Member.objects.filter(engagement=engagement, person_id=person_id, until__isnull=True).first()
        if row is not None:
            part = row.part
            found |= _LEAD_OF[Part(row.part)]
    if heads_a_subject(viewer, engagement):
        found.add(Side.AUDITEE)
    else:
        declared = engagement.declared
        if any(viewer.has(role, engagement.unit) for role in declared.planners):
            found.add(Side.PLANNER)
        if any(viewer.has(role, engagement.unit) for role in declared.readers):
            found.add(Side.READER)
    return Sides(frozenset(found), part)


def heads_a_subject(viewer: Viewer, engagement: Engagement) -> bool:
    """Whether the viewer heads a unit that is looked at."""
    headed = standing_of(viewer).headed
    return bool(headed) and Subject.objects.filter(engagement=engagement, unit_id__in=headed).exists()


def auditees(engagement: Engagement) -> set[UUID]:
    """The people who head what is looked at; where a unit has no head, who heads the nearest unit above."""
    found: set[UUID] = set()
    for subject in Subject.objects.filter(engagement=engagement).select_related("unit"):
        for unit_id in reversed(ids_of(subject.unit.path)):
            heads = head_persons([unit_id])
            if heads:
                found |= heads
                break
    return found


def planned_by(viewer: Viewer, prefix: str = "") -> Q:
    """The condition that an engagement (or programme) is of a kind and over a unit that the viewer plans."""
    return _over(viewer, "planners", prefix)


def read_by(viewer: Viewer, prefix: str = "") -> Q:
    """The same for what the viewer reads."""
    return _over(viewer, "readers", prefix)


def may_plan(viewer: Viewer, kind: kinds.Kind, unit: Unit) -> bool:
    """Whether the viewer plans engagements of this kind over this unit."""
    return any(viewer.has(role, unit) for role in kind.planners)


def _over(viewer: Viewer, roles: str, prefix: str) -> Q:
    condition = Q(pk__in=[])
    for kind in kinds.every():
        for role in sorted(getattr(kind, roles)):
            for unit in viewer.units_with(role):
                condition |= Q(**{f"{prefix}kind": kind.key}) & below(unit.path, f"{prefix}unit__path")
    return condition
