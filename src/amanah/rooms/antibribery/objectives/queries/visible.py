"""The one place that decides which objectives and measures somebody may know of, and what they are to one."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery import queries as scopes
from amanah.rooms.antibribery.objectives.models import Measure, Objective


@dataclass(frozen=True)
class Sides:
    """What somebody is to an objective or a measure. `judges`: may say at its end what came of it, unless they had a part in it."""

    keeps: bool
    owns: bool = False
    judges: bool = False
    measures: bool = False
    analyses: bool = False


def objectives(viewer: Viewer) -> QuerySet[Objective]:
    """Those of the scopes that the viewer sees, and those that they answer for."""
    if not viewer.account.may_sign_in():
        return Objective.objects.none()
    return Objective.objects.filter(_of_scopes(viewer) | _mine(viewer, "owner_id"))


def measures(viewer: Viewer) -> QuerySet[Measure]:
    """Those of the scopes that the viewer sees, and those that they read or analyse."""
    if not viewer.account.may_sign_in():
        return Measure.objects.none()
    return Measure.objects.filter(_of_scopes(viewer) | _mine(viewer, "measurer_id") | _mine(viewer, "analyst_id"))


def find_objective(viewer: Viewer, number: str) -> Objective | None:
    """The objective of that number if the viewer may know of it; None otherwise, without telling which."""
    rows = objectives(viewer).filter(number=number)
    return rows.select_related("scope__unit", "owner", "risk", "evaluated_by", "set_by__person").first()


def find_measure(viewer: Viewer, number: str) -> Measure | None:
    """The measure of that number if the viewer may know of it; None otherwise, without telling which."""
    return measures(viewer).filter(number=number).select_related("scope__unit", "measurer", "analyst", "planned_by__person").first()


def sides_of_objective(viewer: Viewer, objective: Objective) -> Sides:
    """What the viewer is to this objective. Asks nothing about visibility."""
    sides = scopes.sides_of(viewer, objective.scope)
    mine = viewer.account.person_id is not None and viewer.account.person_id == objective.owner_id
    return Sides(sides.keeps, owns=mine, judges=(sides.keeps or sides.leads or sides.audits) and not mine)


def sides_of_measure(viewer: Viewer, measure: Measure) -> Sides:
    """What the viewer is to this measure. Asks nothing about visibility."""
    keeps, person = scopes.sides_of(viewer, measure.scope).keeps, viewer.account.person_id
    if person is None:
        return Sides(keeps)
    return Sides(keeps, measures=measure.measurer_id == person, analyses=measure.analyst_id == person)


def _of_scopes(viewer: Viewer) -> Q:
    return Q(scope__in=scopes.visible(viewer))


def _mine(viewer: Viewer, column: str) -> Q:
    person = viewer.account.person_id
    return Q(**{column: person}) if person is not None else Q(pk__in=[])
