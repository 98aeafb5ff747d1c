"""The one place that decides which proofs somebody may know of. Every list, page, download and thread starts here."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from amanah.engines.proofs import roles
from amanah.engines.proofs.models import Proof
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility

_KEPT = "engines.proofs.reach"


def visible(viewer: Viewer) -> QuerySet[Proof]:
    """The proofs of the units that the viewer belongs to, heads (and all below them) or holds an admitted role over, and shared ones.

    Whatever their unit, a proof is kept from whoever is kept from the case that it was collected about.
    """
    return Proof.objects.filter(_within(_reach(viewer))).filter(visibility.not_arising_from_hidden(viewer, "source")).defer("file_key")


def find(viewer: Viewer, number: str) -> Proof | None:
    """The proof of that number if the viewer may know of it; None otherwise, without telling which."""
    return related(visible(viewer)).filter(number=number).first()


def related(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """The same proofs with what a line names, in the same query."""
    return proofs.select_related("unit", "added_by__person", "withdrawn_by__person", "replaced_by")


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer may add, replace and withdraw proofs of this unit."""
    reach = _reach(viewer)
    return unit in reach.own or any(top.contains(unit) for top in reach.kept)


def keeps_anywhere(viewer: Viewer) -> bool:
    """Whether there is a unit whose proofs the viewer may keep."""
    reach = _reach(viewer)
    return bool(reach.own or reach.kept)


def own_unit(viewer: Viewer) -> Unit | None:
    """The unit that the viewer belongs to, where it is one alone."""
    own = _reach(viewer).own
    return own[0] if len(own) == 1 else None


@dataclass(frozen=True)
class Reach:
    """Whose proofs somebody reaches today: of `own` units alone; of `read` and `kept` ones and all below them."""

    own: tuple[Unit, ...]
    read: tuple[Unit, ...]
    kept: tuple[Unit, ...]


def _reach(viewer: Viewer) -> Reach:
    """Worked out once a request: one query beyond the viewer's roles."""
    if _KEPT not in viewer.kept:
        viewer.kept[_KEPT] = _worked_out(viewer)
    reach: Reach = viewer.kept[_KEPT]
    return reach


def _worked_out(viewer: Viewer) -> Reach:
    account = viewer.account
    if not account.may_sign_in():
        return Reach((), (), ())
    own = tuple({unit.pk: unit for unit, _heads in viewer.held}.values())
    return Reach(own, viewer.headed + _granted(viewer, roles.admitted()), viewer.headed + _granted(viewer, roles.admitted(keeping=True)))


def _granted(viewer: Viewer, admitted: frozenset[str]) -> tuple[Unit, ...]:
    return tuple(unit for role in sorted(viewer.roles & admitted) for unit in viewer.units_with(role))


def _within(reach: Reach) -> Q:
    """The condition on proofs, before anything is taken away."""
    condition = Q(unit__in=[unit.pk for unit in reach.own])
    if reach.own:
        condition |= Q(shared=True)
    for unit in reach.read:
        condition |= below(unit.path, "unit__path")
    return condition
