"""Objectives and measures as threads, notices, proofs and actions know them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.objectives import addresses, declare
from amanah.rooms.antibribery.objectives.models import Measure, Objective
from amanah.rooms.antibribery.objectives.queries.objectives import rows
from amanah.rooms.antibribery.objectives.queries.visible import measures, objectives, sides_of_measure, sides_of_objective

OBJECTIVE, MEASURE = "objective", "measure"


def sieve_objectives(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those that the viewer may know of."""
    return objectives(viewer).filter(ref__in=refs)


def describe_objectives(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and title, and how it stands."""
    for row in rows(objectives(viewer).filter(ref__in=refs)):
        one = row.objective
        yield ThreadNode(one.ref, f"{one.number} {one.title}", _("Sasaran"), row.url, row.word)


def sieve_measures(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those that the viewer may know of."""
    return measures(viewer).filter(ref__in=refs)


def describe_measures(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and title, and whether it is watched."""
    for one in measures(viewer).filter(ref__in=refs):
        state = declare.MEASURE_STATES[declare.RUNNING if one.ended_on is None else declare.ENDED]
        yield ThreadNode(one.ref, f"{one.number} {one.title}", _("Ukuran pemantauan"), addresses.of_measure(one.number), state)


def barred(person_id: UUID, ref: str) -> bool:
    """Whoever answers for an objective does not verify its steps."""
    return Objective.objects.filter(ref=ref, owner_id=person_id).exists()


def may_prove_objective(viewer: Viewer, ref: str) -> bool:
    """To one of an active scope: who keeps the scope or answers for the objective."""
    one = objectives(viewer).filter(ref=ref, scope__state=scopes.ACTIVE).select_related("scope__unit").first()
    if one is None:
        return False
    sides = sides_of_objective(viewer, one)
    return sides.keeps or sides.owns


def may_prove_measure(viewer: Viewer, ref: str) -> bool:
    """To one of an active scope: who keeps the scope, or reads or analyses the measure."""
    one = measures(viewer).filter(ref=ref, scope__state=scopes.ACTIVE).select_related("scope__unit").first()
    if one is None:
        return False
    sides = sides_of_measure(viewer, one)
    return sides.keeps or sides.measures or sides.analyses


def objective_purposes(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """Objectives as they are named beside their proofs."""
    return (purpose_of_objective(one) for one in objectives(viewer).filter(ref__in=refs))


def measure_purposes(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """Measures as they are named beside their proofs."""
    return (purpose_of_measure(one) for one in measures(viewer).filter(ref__in=refs))


def purpose_of_objective(one: Objective) -> Purpose:
    """One objective, for the days it runs."""
    url = addresses.of_objective(one.number)
    return Purpose(one.ref, f"{one.number} {one.title}", _("Sasaran"), url, one.begins_on, one.due_on)


def purpose_of_measure(one: Measure) -> Purpose:
    """One measure, since it is watched."""
    url = addresses.of_measure(one.number)
    return Purpose(one.ref, f"{one.number} {one.title}", _("Ukuran pemantauan"), url, one.starts_on, one.ended_on)
