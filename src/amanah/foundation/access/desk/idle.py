"""Ends sessions in which nothing happens."""

from django.conf import settings
from django.http import HttpRequest

from amanah.kernel import clock

_SEEN = "seen"
_STEP = 5


def note(request: HttpRequest) -> None:
    """Remember that this session is awake now, in steps of five minutes, so that few requests write to the database."""
    step = _minute() // _STEP * _STEP
    if request.session.get(_SEEN) != step:
        request.session[_SEEN] = step


def is_asleep(request: HttpRequest) -> bool:
    """Whether AMANAH_IDLE_MINUTES have passed since the session was noted as awake (so at most that long without a request)."""
    seen = request.session.get(_SEEN)
    return seen is not None and _minute() - seen >= settings.AMANAH_IDLE_MINUTES


def _minute() -> int:
    return int(clock.now().timestamp()) // 60
