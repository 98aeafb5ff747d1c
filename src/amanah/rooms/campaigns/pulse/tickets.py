"""A sheet of the pulse carries a ticket that ripens: so a flood of answers is slowed, and nobody is refused or remembered.

A ticket stands in the page alone, in no cookie. It says when it may be used and is worth one sheet; which ones were used is kept for as
long as they are good, in memory alone and never beside an answer. Two tickets have nothing in common.
"""

import secrets
from dataclasses import dataclass
from typing import Final, Self

from django.utils.crypto import constant_time_compare, salted_hmac

from amanah.engines.reports.crowd.gauge import Gauge
from amanah.engines.reports.crowd.tokens import WAITS
from amanah.kernel import clock
from amanah.rooms.campaigns.pulse.used import Used

READING: Final = 3
"""Seconds before a sheet is taken at the earliest, also while all is calm: nobody reads it faster."""
GOOD_FOR: Final = 6 * 3600
"""Seconds for which a ticket is taken: a page may stay open over a working day's half."""
REMEMBERED: Final = 50_000
"""Used tickets that are kept in memory at most."""
_LONGEST: Final = 200

gauge = Gauge()
"""How many want to answer just now, in this process."""
_used = Used(REMEMBERED)


@dataclass(frozen=True)
class Ticket:
    """Worth one sheet of the wave `about` from the second `ripe` on."""

    ripe: int
    nonce: str
    mac: str

    @classmethod
    def give(cls, about: str) -> Self:
        """A fresh one; the longer to wait, the more people want to answer."""
        ripe = _now() + READING + WAITS[gauge.level()]
        nonce = secrets.token_urlsafe(9)
        return cls(ripe, nonce, _mac(about, ripe, nonce))

    @classmethod
    def read(cls, text: str, about: str) -> Self | None:
        """What `str` wrote for this wave; None for anything else and for what is too old."""
        ripe, nonce, mac = [*text[:_LONGEST].split("."), "", "", ""][:3]
        if not (ripe.isascii() and ripe.isdecimal()) or not constant_time_compare(mac, _mac(about, int(ripe), nonce)):
            return None
        return cls(int(ripe), nonce, mac) if _now() <= int(ripe) + GOOD_FOR else None

    def __str__(self) -> str:
        return f"{self.ripe}.{self.nonce}.{self.mac}"

    @property
    def left(self) -> int:
        """Seconds until it may be used; 0 when it may."""
        return max(0, self.ripe - _now())

    def use(self) -> bool:
        """Use it up; False when somebody did already, such as this person by pressing twice."""
        if not _used.add(self.nonce, self.ripe + GOOD_FOR, _now()):
            return False
        gauge.note()
        return True

    def give_back(self) -> None:
        """It was not worth anything after all."""
        _used.remove(self.nonce)


def _mac(about: str, ripe: int, nonce: str) -> str:
    return salted_hmac("amanah.pulse.ticket", f"{about}.{ripe}.{nonce}", algorithm="sha256").hexdigest()


def _now() -> int:
    return int(clock.now().timestamp())
