"""The one place that decides which visits somebody may know of, and what they are to one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.foundation.access import confinement
from amanah.foundation.access.confinement import Bounds
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.auditor_room import addresses, declare
from amanah.rooms.antibribery.auditor_room.models import Request, Seat, Visit


@dataclass(frozen=True)
class Sides:
    """What somebody is to a visit. `keeps`: the institution's function; `seat`: the external auditor that they are, if they are one."""

    keeps: bool
    seat: Seat | None

    @property
    def audits(self) -> bool:
        """Whether they came to audit."""
        return self.seat is not None


def visible(viewer: Viewer) -> QuerySet[Visit]:
    """Their own running visit for external auditors; for members of the house those of the scopes that they may know of."""
    if not viewer.account.may_sign_in():
        return Visit.objects.none()
    if confinement.bounds(viewer) is not None:
        return Visit.objects.filter(_running(), pk__in=Seat.objects.filter(account=viewer.account, left_on__isnull=True).values("visit_id"))
    return Visit.objects.filter(scope__in=rooms.visible(viewer))


def find(viewer: Viewer, number: str) -> Visit | None:
    """The visit of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("scope__unit", "certification", "opened_by__person").first()


def sides_of(viewer: Viewer, visit: Visit) -> Sides:
    """What the viewer is to this visit. Asks nothing about visibility."""
    if confinement.bounds(viewer) is not None:
        return Sides(keeps=False, seat=visit.seats.filter(account=viewer.account, left_on__isnull=True).first())
    return Sides(keeps=rooms.sides_of(viewer, visit.scope).keeps, seat=None)


def bounds_of(account_id: UUID) -> Bounds | None:
    """The pages of the visit that this guest's account belongs to; they stay its only ones for ever."""
    number = Seat.objects.filter(account_id=account_id).values_list("visit__number", flat=True).first()
    return Bounds(addresses.of_room(number), (addresses.of_visit(number),)) if number is not None else None


def request_of(visit: Visit, number: str) -> Request | None:
    """One request of this visit."""
    found = visit.requests.filter(number=number).select_related("asked_by").first()
    if found is not None:
        found.visit = visit
    return found


def _running() -> Q:
    return Q(state=declare.OPEN, until__gte=clock.today())
