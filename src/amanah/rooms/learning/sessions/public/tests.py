"""What a guest learns by their own link: the tests before and after, and the course where the session is one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.quizzes import queries as quizzes
from amanah.rooms.learning.quizzes import screens as tests
from amanah.rooms.learning.quizzes import services as taking
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.sessions import testing
from amanah.rooms.learning.sessions.models import PLACED, Seat, State
from amanah.rooms.learning.sessions.public.links import seat_of
from amanah.rooms.learning.taking import screens
from amanah.rooms.learning.taking.public import pages


@require_POST
@never_cache
@csrf_protect
def begin(_request: HttpRequest, token: str, purpose: str) -> HttpResponse:
    """Begin the test before or after, or go on with it: the same questions however often this is sent."""
    seat = seat_of(token)
    session = seat.session
    given = testing.test_of(session, purpose)
    if given is None or not testing.may_test(session, seat, purpose):
        raise Http404
    try:
        attempt = taking.begin(given, seat.who, purpose, session.ref)
    except Refused:
        return redirect(f"{reverse('attend:guest', args=[token])}?done=not_yet")
    return redirect("attend:attempt", token, attempt.pk)


def attempt(token: str, attempt_id: UUID) -> tests.Place:
    """An attempt of this guest in this session: a link opens nothing else, not even of theirs."""
    seat = seat_of(token)
    found = get_object_or_404(quizzes.mine(seat.who).filter(origin=seat.session.ref), pk=attempt_id)
    root = reverse("attend:guest", args=[token])
    led = testing.onward(found, seat.session, root)
    return tests.Place(found, f"{root}attempt/{found.pk}/", pages.FRAME, led.back, led.onward, led.again)


def course(token: str) -> screens.Place:
    """The course that the session consists of."""
    seat = seat_of(token)
    known = courses().get(seat.session.edition.course)
    if known is None or seat.outsider is None or not may_learn(seat):
        raise Http404
    root = reverse("attend:guest", args=[token])
    return pages.place(known, seat.outsider, f"{root}course/", (root, seat.session.edition.said))


def may_learn(seat: Seat) -> bool:
    """Whether the course is open to whoever holds this seat: as long as the session takes people in or goes on, and to read again later."""
    return seat.state in PLACED and seat.session.state in {State.OPEN, State.HELD, State.CLOSED}
