"""What waits for a person in certifications, for the one list of work of the house."""

from django.db.models import Q

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.certification import addresses, declare
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.certification.queries.deadlines import alert_days, deadlines
from amanah.rooms.antibribery.queries import standing
from amanah.rooms.antibribery.roles import FUNCTION

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """Deadlines of the scopes that the viewer keeps, from the first alert on: three queries."""
    named = standing(viewer).named
    if not named and not viewer.has(FUNCTION.key):
        return []
    mine = Q(scope_id__in=list(named))
    for unit in viewer.units_with(FUNCTION.key):
        mine |= below(unit.path, "scope__unit__path")
    found = Certification.objects.filter(mine, scope__state=scopes.ACTIVE).exclude(state__in=declare.ENDED)
    today, ahead = clock.today(), alert_days()[0]
    made = []
    for one in found.select_related("scope").prefetch_related("visits", "findings").order_by("pk")[:LINES]:
        url = addresses.of_certification(one.scope.number, one.number)
        due = (deadline for deadline in deadlines(one) if deadline.left(today) <= ahead)
        made += [Line(one.number, url, one.scope.title, deadline.title, str(one.stands.title), deadline.due_on) for deadline in due]
    return made
