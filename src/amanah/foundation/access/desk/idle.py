"""Ends sessions in which nothing happens, and every session after its longest time."""

from django.conf import settings
from django.http import HttpRequest

from amanah.kernel import clock

_BEGAN = "began"
_SEEN = "seen"
_STEP = 5


def note(request: HttpRequest) -> None:
    """Remember that this session is awake now, in steps of five minutes, so that few requests write to the database."""
    step = _minute() // _STEP * _STEP
    if request.session.get(_SEEN) != step:
        request.session[_SEEN] = step


def begin(request: HttpRequest) -> None:
    """Remember when somebody signed in; use does not move this."""
    request.session[_BEGAN] = _minute()


def is_over(request: HttpRequest) -> bool:
    """Whether settings.SESSION_COOKIE_AGE has passed since the sign-in, however busy the session was.

    One that does not say when it began (from before sessions did) counts from now on.
    """
    began = request.session.setdefault(_BEGAN, _minute())
    return bool(_minute() - began >= settings.SESSION_COOKIE_AGE // 60)


def is_asleep(request: HttpRequest) -> bool:
    """Whether AMANAH_IDLE_MINUTES have passed since the session was noted as awake (so at most that long without a request)."""
    seen = request.session.get(_SEEN)
    return seen is not None and _minute() - seen >= settings.AMANAH_IDLE_MINUTES


def _minute() -> int:
    return int(clock.now().timestamp()) // 60
