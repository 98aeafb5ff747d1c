"""What time brings to sessions: mail that is due, and places that became free without anybody at the desk."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from amanah.kernel import clock
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.sessions import mail, trying
from amanah.rooms.learning.sessions.models import Seat, Session, State
from amanah.rooms.learning.sessions.services.closing import settle_late
from amanah.rooms.learning.sessions.services.holding import lock
from amanah.rooms.learning.sessions.services.placing import promote
from amanah.rooms.learning.sessions.testing import POST

LATE: Final = timedelta(days=400)
"""Sessions that are longer ago are not looked at any more."""


def run() -> dict[str, int]:
    """Let whoever waits move up, credit guests who passed after the end, then send what is due; how many of each."""
    trying.forget()
    moved = 0
    waiting = Seat.objects.filter(session=OuterRef("pk"), state=Seat.State.WAITING)
    for session in Session.objects.filter(Exists(waiting), state=State.OPEN, ends__gt=clock.now()).order_by("day", "pk"):
        with transaction.atomic():
            lock(session)
            moved += len(promote(session, "system"))
    credited = sum(settle_late(session) for session in _passed_late())
    return {"moved_up": moved, "credited": credited, "mailed": mail.send_due()}


def _passed_late() -> list[Session]:
    """Closed sessions with a guest who was there and has passed since, by their link."""
    edition, ref = OuterRef("session__edition__post_test"), OuterRef("session__ref")
    passed = Attempt.objects.filter(test=edition, origin=ref, outsider=OuterRef("outsider"), purpose=POST, passed=True)
    seats = Seat.objects.filter(outsider__isnull=False, credited=False, presence__in=["full", "partial"], session__state=State.CLOSED)
    seats = seats.filter(Exists(passed), session__edition__must_pass=True, session__day__gt=clock.today() - LATE)
    return list(Session.objects.filter(pk__in=seats.values("session")).order_by("day", "pk"))
