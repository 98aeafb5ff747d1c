"""Who somebody is to a sheet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from amanah.engines.instruments.declare import JUDGING, Column, Side
from amanah.engines.instruments.models import Sheet, Step
from amanah.engines.instruments.roles import ASSESSOR, RECORDER, VERIFIER
from amanah.foundation.access import conflicts
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit

_KEPT = "instruments.standing"
_BY_ROLE = {ASSESSOR.key: Side.ASSESSOR, VERIFIER.key: Side.VERIFIER, RECORDER.key: Side.RECORDER}
ASSESSORS_ACTS = ("submit", "resubmit")
JUDGES_ACTS = ("agreed", "send_back", "verify", "verdict", "lock")
"""Whoever did one of these, or wrote into a column of that side, never stands on the other side of the same sheet."""


@dataclass(frozen=True)
class Standing:
    """What a viewer is today, before any sheet is looked at: the units they head, and those over which they hold which role."""

    heads: tuple[Unit, ...]
    over: dict[Side, tuple[Unit, ...]]

    @property
    def units(self) -> list[Unit]:
        """Every unit whose sheets, with those below it, they may see."""
        return [*self.heads, *(unit for units in self.over.values() for unit in units)]

    def on(self, side: Side, unit: Unit) -> bool:
        """Whether they stand on this side towards the sheets of this unit."""
        if any(top.contains(unit) for top in self.over.get(side, ())):
            return True
        return side is Side.ASSESSOR and any(headed.pk == unit.pk for headed in self.heads)


def standing(viewer: Viewer) -> Standing:
    """The viewer's standing, kept for the length of the request: one query beyond their roles."""
    if _KEPT not in viewer.kept:
        over = {side: tuple(viewer.units_with(role)) for role, side in _BY_ROLE.items()}
        viewer.kept[_KEPT] = Standing(viewer.headed, over)
    kept: Standing = viewer.kept[_KEPT]
    return kept


def sides_towards(viewer: Viewer, unit: Unit) -> frozenset[Side]:
    """The sides on which the viewer stands towards a new sheet of this unit."""
    who = standing(viewer)
    found = {side for side in Side if who.on(side, unit)}
    if found & JUDGING and _belongs(viewer, unit):
        found -= JUDGING
    return frozenset(found)


def sides_of(viewer: Viewer, sheet: Sheet) -> frozenset[Side]:
    """Every side on which the viewer stands; who answered for the unit, heads it, or has an interest in it judges nothing.

    Whoever holds both kinds of role is on the side on which they first did something.
    """
    return sides_of_each(viewer, [sheet])[sheet.pk]


def sides_of_each(viewer: Viewer, sheets: Collection[Sheet]) -> dict[UUID, frozenset[Side]]:
    """The same for many sheets, by their keys: two queries at most beyond what the viewer's standing costs."""
    found = {sheet.pk: sides_towards(viewer, sheet.unit) for sheet in sheets}
    judging = {key for key, sides in found.items() if sides & JUDGING}
    answered = _done(viewer, judging, ASSESSORS_ACTS, [Column.SELF])
    for key in answered:
        found[key] -= JUDGING
    both = {key for key in judging - answered if Side.ASSESSOR in found[key]}
    for key in _done(viewer, both, JUDGES_ACTS, [Column.INTERNAL, Column.EXTERNAL]):
        found[key] -= {Side.ASSESSOR}
    return found


def _belongs(viewer: Viewer, unit: Unit) -> bool:
    return any(headed.pk == unit.pk for headed in standing(viewer).heads) or viewer.has_interest_in(conflicts.Matter(unit=unit))


def _done(viewer: Viewer, sheets: Collection[UUID], acts: Iterable[str], columns: Iterable[Column]) -> set[UUID]:
    """Those of the sheets on which the viewer did one of these acts or wrote into one of these columns."""
    if not sheets:
        return set()
    wrote = Q(act="answered", column__in=[column.value for column in columns])
    done = Step.objects.filter(Q(act__in=list(acts)) | wrote, sheet__in=sheets)
    person_id = viewer.account.person_id
    mine = done.filter(actor__person_id=person_id) if person_id else done.filter(actor=viewer.account)
    return set(mine.values_list("sheet_id", flat=True))
