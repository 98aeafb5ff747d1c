"""What a crowded house gives out: a ticket that is good after a while, and a sum to compute. Both are signed and belong to one draft.

A draft makes at most one report, so a ticket or a proof is worth one report, and nothing about either needs to be stored.
"""

import hashlib
from dataclasses import dataclass
from typing import Final, Self

from django.utils.crypto import constant_time_compare, salted_hmac

from amanah.kernel import clock

GOOD_FOR: Final = 1800
"""Seconds for which a ticket or a sum is taken after it was given out, beyond its wait."""

WAITS: Final = (0, 20, 30, 45, 60, 90)
"""Seconds to wait by level of the gauge; the last is the longest anybody ever waits."""

BITS: Final = (0, 10, 11, 12, 13, 14)
"""Leading zero bits of each of PARTS hashes by level: about 16 000 hashes at level 1, 262 000 at level 5."""

PARTS: Final = 16
"""Many small sums instead of a large one: so everybody takes about as long, and nobody is unlucky."""

_LONGEST: Final = 400


@dataclass(frozen=True)
class Ticket:
    """Good from the second `ripe` on."""

    ripe: int
    mac: str

    @classmethod
    def give(cls, case: str, level: int) -> Self:
        """A ticket for this draft at this level."""
        ripe = _now() + WAITS[level]
        return cls(ripe, _mac("ticket", case, ripe))

    @classmethod
    def read(cls, text: str, case: str) -> Self | None:
        """What `str` wrote for this very draft; None for anything else, and for what is too old."""
        number, _dot, mac = text[:_LONGEST].partition(".")
        if not number.isdecimal() or not constant_time_compare(mac, _mac("ticket", case, int(number))):
            return None
        return cls(int(number), mac) if _now() <= int(number) + GOOD_FOR else None

    def __str__(self) -> str:
        return f"{self.ripe}.{self.mac}"

    @property
    def left(self) -> int:
        """Seconds until it is good; 0 when it is."""
        return max(0, self.ripe - _now())


def challenge(case: str, level: int) -> str:
    """The sum for this draft at this level: "bits.end.mac"."""
    bits, end = BITS[level], _now() + GOOD_FOR
    return f"{bits}.{end}.{_mac('work', case, bits, end)}"


def solved(proof: str, case: str) -> bool:
    """Whether `proof` ("challenge nonce,nonce,…") solves a sum that was given out for this draft and is not too old.

    The n-th nonce counts when SHA-256 of "challenge.n.nonce" begins with the challenge's number of zero bits.
    """
    given, _space, answer = proof[: 4 * _LONGEST].partition(" ")
    parts = given.split(".")
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):  # noqa: PLR2004 - bits, end and mac
        return False
    bits, end = int(parts[0]), int(parts[1])
    if not constant_time_compare(parts[2], _mac("work", case, bits, end)) or _now() > end:
        return False
    nonces = answer.split(",")
    return len(nonces) == PARTS and all(zeros(f"{given}.{n}.{nonce}") >= bits for n, nonce in enumerate(nonces))


def zeros(text: str) -> int:
    """With how many zero bits the SHA-256 of `text` begins."""
    return 256 - int.from_bytes(hashlib.sha256(text.encode()).digest()).bit_length()


def _mac(kind: str, case: str, *numbers: int) -> str:
    """Never names the draft itself: its id will be that of a report."""
    value = ".".join([case, *map(str, numbers)])
    return salted_hmac(f"amanah.crowd.{kind}", value, algorithm="sha256").hexdigest()


def _now() -> int:
    return int(clock.now().timestamp())
