"""Attendance codes: eight signs that hold for a few minutes, made out of the session's key and the time.

Two kinds: the one on the trainer's screen changes all the time and is taken a little longer than it is shown; the one on a printed
poster holds for one day. Neither is kept anywhere.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from amanah.kernel import clock
from amanah.kernel.numbers import ALPHABET
from amanah.rooms.learning.sessions.models import Session

SECONDS = 120
"""How long one code stands on the screen; it is taken for as long again."""
BEFORE = timedelta(minutes=30)
AFTER = timedelta(minutes=60)
"""When people may confirm that they are there: from so long before the beginning until so long after the end."""
LENGTH = 8


def on_screen(session: Session) -> str:
    """The code to show now."""
    return _code(session, f"screen {_beat()}")


def on_poster(session: Session) -> str:
    """The code to print for today, where the unit is."""
    return _code(session, f"poster {clock.today(session.unit.zone).isoformat()}")


def good(session: Session, code: str) -> bool:
    """Whether this is a code that may be used now. The usual misreadings are forgiven."""
    given = tidied(code).encode("ascii", "replace")
    accepted = [_code(session, f"screen {beat}") for beat in (_beat(), _beat() - 1)] + [on_poster(session)]
    return any(hmac.compare_digest(given, one.encode()) for one in accepted)


def window(session: Session) -> tuple[datetime, datetime]:
    """From when to when people may confirm that they are there."""
    return session.begins - BEFORE, session.ends + AFTER


def tidied(code: str) -> str:
    """What somebody typed, in the form codes have."""
    return "".join(sign for sign in code.upper() if sign.isalnum()).translate(str.maketrans("ILOU", "110V"))


def spaced(code: str) -> str:
    """In two groups, as people read it out."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def _beat() -> int:
    return int(clock.now().timestamp()) // SECONDS


def _code(session: Session, what: str) -> str:
    digest = hmac.new(bytes.fromhex(session.key), what.encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])
