"""What an external auditor opens and takes away is written down, for the institution to read. Its own people leave no trace here."""

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.queries.visible import Sides
from amanah.rooms.antibribery.auditor_room.services.stepping import hold, write_step


def look(visit: Visit, what: str, *, viewer: Viewer, sides: Sides) -> None:
    """Write down that an auditor opened something: once a day for each thing and auditor."""
    if sides.seat is None:
        return
    today = {"act": declare.LOOKED, "what": what, "actor": viewer.account, "day": clock.today()}
    if visit.steps.filter(**today).exists():
        return
    with transaction.atomic():
        hold(visit, viewer)
        write_step(visit, declare.LOOKED, viewer, what=what)


def take(visit: Visit, what: str, *, viewer: Viewer, sides: Sides, act: str = declare.DOWNLOADED) -> None:
    """Write down that somebody takes something away: every time; of the institution's own people only the package.

    Raises:
        Refused: "not_found" or "state".
    """
    if sides.seat is None and act != declare.PACKED:
        return
    with transaction.atomic():
        hold(visit, viewer)
        write_step(visit, act, viewer, what=what)
