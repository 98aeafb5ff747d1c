"""What waits for a person in visits, for the one list of work of the house."""

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room import addresses, declare
from amanah.rooms.antibribery.auditor_room.models import Request
from amanah.rooms.antibribery.queries.visible import standing
from amanah.rooms.antibribery.roles import FUNCTION

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """What external auditors wait for from the function: one query, and none for whoever carries none."""
    named = standing(viewer).named
    if viewer.person is None or not (named or viewer.has(FUNCTION.key)):
        return []
    mine = Q(visit__scope_id__in=list(named))
    for unit in viewer.units_with(FUNCTION.key):
        mine |= below(unit.path, "visit__scope__unit__path")
    running = Q(state=declare.ASKED, visit__state=declare.OPEN, visit__until__gte=clock.today())
    found = Request.objects.filter(mine, running).select_related("visit").order_by("due_on", "pk")[:LINES]
    return [
        Line(
            one.number,
            addresses.of_request(one.visit.number, one.number),
            one.visit.body,
            _("Jawab permintaan auditor luar"),
            one.text[:120],
            one.due_on,
        )
        for one in found
    ]
