"""Who someone is to a case: the roles they hold where it counts."""

from collections.abc import Collection, Iterable

from amanah.engines.cases.declare import HANDLER, REPORTER, SYSTEM, CaseKind
from amanah.engines.cases.models import Assignment, Case
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit

Mover = Viewer | str
"""Whoever acts: a signed-in person, or REPORTER or SYSTEM."""


def actor_of(mover: Mover) -> str:
    """The actor as ledger and steps name it.

    Raises:
        ValueError: for a string that is neither REPORTER nor SYSTEM, so that nobody acts under a name of their own making.
    """
    if not isinstance(mover, str):
        return mover.actor
    if mover not in {REPORTER, SYSTEM}:
        raise ValueError(f"{mover!r} is not an actor")
    return mover


def reach(viewer: Viewer, kind: CaseKind, role: str) -> list[Unit] | None:
    """The units whose cases of this kind a role opens to the viewer; None means all of them.

    Where a kind records no unit in clear, a role counts only where it is held over the whole institution.
    """
    units = list(viewer.units_with(role))
    if any(unit.parent_id is None for unit in units):
        return None
    return units if kind.knows_unit else []


def holds(mover: Mover, roles: Collection[str], case: Case) -> bool:
    """Whether the mover holds one of the roles where it counts for this case; HANDLER counts for whom the case is assigned to."""
    if isinstance(mover, str):
        return mover in roles and mover != HANDLER
    if any(_covers(reach(mover, case.declared, role), case.unit) for role in roles if role not in {REPORTER, SYSTEM, HANDLER}):
        return True
    return HANDLER in roles and Assignment.objects.filter(case=case, account=mover.account, until__isnull=True).exists()


def _covers(units: Iterable[Unit] | None, unit: Unit | None) -> bool:
    return units is None or (unit is not None and any(above.contains(unit) for above in units))
