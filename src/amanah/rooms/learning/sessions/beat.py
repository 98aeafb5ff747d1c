"""What time brings to sessions: mail that is due, and places that became free without anybody at the desk."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from amanah.kernel import clock
from amanah.rooms.learning.sessions import mail
from amanah.rooms.learning.sessions.models import Seat, Session, State
from amanah.rooms.learning.sessions.services.holding import lock
from amanah.rooms.learning.sessions.services.placing import promote


def run() -> dict[str, int]:
    """Let whoever waits move up, then send what is due; how many of each."""
    moved = 0
    waiting = Seat.objects.filter(session=OuterRef("pk"), state=Seat.State.WAITING)
    for session in Session.objects.filter(Exists(waiting), state=State.OPEN, ends__gt=clock.now()).order_by("day", "pk"):
        with transaction.atomic():
            lock(session)
            moved += len(promote(session, "system"))
    return {"moved_up": moved, "mailed": mail.send_due()}
