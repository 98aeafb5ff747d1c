"""The one place that decides which proofs somebody may know of. Every list, page, download and thread starts here."""

from django.db.models import Q, QuerySet

from amanah.engines.proofs import roles
from amanah.engines.proofs.models import Proof
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Unit, below, held_on
from amanah.foundation.threads import visibility
from amanah.kernel import clock

_KEPT = "engines.proofs.reach"


def visible(viewer: Viewer) -> QuerySet[Proof]:
    """The proofs of the units that the viewer belongs to, heads (and all below them) or holds an admitted role over, and shared ones.

    Whatever their unit, a proof is kept from whoever is kept from the case that it was collected about.
    """
    return Proof.objects.filter(_reach(viewer)).filter(visibility.not_arising_from_hidden(viewer, "source")).defer("file_key")


def find(viewer: Viewer, number: str) -> Proof | None:
    """The proof of that number if the viewer may know of it; None otherwise, without telling which."""
    return related(visible(viewer)).filter(number=number).first()


def related(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """The same proofs with what a line names, in the same query."""
    return proofs.select_related("unit", "added_by__person", "withdrawn_by__person", "replaced_by")


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer may add, replace and withdraw proofs of this unit."""
    return Unit.objects.filter(pk=unit.pk).filter(_units(viewer, keeping=True)).exists()


def keeps_anywhere(viewer: Viewer) -> bool:
    """Whether there is a unit whose proofs the viewer may keep."""
    return Unit.objects.filter(_units(viewer, keeping=True)).exists()


def own_unit(viewer: Viewer) -> Unit | None:
    """The unit that the viewer belongs to, where it is one alone."""
    found = list(Unit.objects.filter(pk__in=_held(viewer)).order_by("path")[:2])
    return found[0] if len(found) == 1 else None


def _reach(viewer: Viewer) -> Q:
    """The condition on proofs, before anything is taken away; worked out once a request."""
    if _KEPT not in viewer.kept:
        reach = _units(viewer, "unit__")
        if viewer.account.may_sign_in() and _held(viewer).exists():
            reach |= Q(shared=True)
        viewer.kept[_KEPT] = reach
    condition: Q = viewer.kept[_KEPT]
    return condition


def _units(viewer: Viewer, prefix: str = "", *, keeping: bool = False) -> Q:
    """The condition on units, or with a prefix on what has one: those the viewer belongs to, heads, or has an admitted role over."""
    if not viewer.account.may_sign_in():
        return Q(pk__in=[])
    condition = Q(**{f"{prefix}pk__in": _held(viewer)})
    for path in _held(viewer).filter(heads=True).values_list("post__unit__path", flat=True):
        condition |= below(path, f"{prefix}path")
    for role in sorted(viewer.roles & roles.admitted(keeping=keeping)):
        for unit in viewer.units_with(role):
            condition |= below(unit.path, f"{prefix}path")
    return condition


def _held(viewer: Viewer) -> "QuerySet[Holding, object]":
    """The units in which the viewer has a post today, as a subquery."""
    person_id = viewer.account.person_id
    held = Holding.objects.none() if person_id is None else Holding.objects.filter(held_on(clock.today()), person_id=person_id)
    return held.values_list("post__unit_id", flat=True)
