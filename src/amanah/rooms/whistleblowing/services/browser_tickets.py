"""What lets a browser that seals for itself come back with a report: for which case, for whose keys, against whom, until when.

A ticket is a box under a key of this installation, so that it can be neither made nor changed nor read outside, and it is valid for one
case id: used once, that case exists, and the same ticket can only say "accepted already".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

from amanah.kernel import canonical, clock, sealing
from amanah.rooms.whistleblowing.services.filing import SealedFor, Together

TTL: Final = timedelta(minutes=30)
_FIELD: Final = "browser-sealing"
_PASS_SALT: Final = "amanah.browser-sealing.pass"  # noqa: S105 - a context, no secret


class TicketRefused(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """The ticket is not of this installation, not for this case, or its time is over: `code` is "invalid" or "late"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Ticket:
    """`route` is the reporter's choice, `report` and `identity` say for whom either is sealed; `until` is in Unix seconds."""

    case_id: UUID
    route: str
    report: SealedFor
    identity: SealedFor
    tags: frozenset[bytes]
    unmatched: tuple[str, ...]
    until: int

    def seal(self) -> bytes:
        """The box that the browser carries."""
        values = {
            "route": self.route,
            "report": _written(self.report),
            "identity": _written(self.identity),
            "tags": sorted(tag.hex() for tag in self.tags),
            "unmatched": list(self.unmatched),
            "until": self.until,
        }
        return sealing.seal(_key(), canonical.encode(values), record=f"ticket:{self.case_id}", field=_FIELD, version=1)

    @classmethod
    def read(cls, box: bytes, case_id: UUID) -> "Ticket":
        """The ticket in `box`, if it was made for this case and its time is not over. Raises TicketRefused."""
        try:
            values = canonical.decode(sealing.open_sealed(_key(), box, record=f"ticket:{case_id}", field=_FIELD, version=1))
        except sealing.CannotOpen:
            raise TicketRefused("invalid") from None
        if clock.now().timestamp() >= values["until"]:
            raise TicketRefused("late")
        return cls(
            case_id,
            values["route"],
            _read(values["report"]),
            _read(values["identity"]),
            frozenset(bytes.fromhex(tag) for tag in values["tags"]),
            tuple(values["unmatched"]),
            values["until"],
        )


def _written(plan: SealedFor) -> list[Any]:
    together = plan.together
    return [_hex(plan.alone), None if together is None else [_hex(together.holders), together.threshold, together.besides_asker]]


def _read(values: list[Any]) -> SealedFor:
    alone, together = values
    return SealedFor(_keys(alone), None if together is None else Together(_keys(together[0]), together[1], together[2]))


def _hex(keys: Mapping[str, bytes]) -> list[list[str]]:
    """Pairs, because who keeps the first share matters and an object has no order."""
    return [[holder, key.hex()] for holder, key in keys.items()]


def _keys(pairs: list[list[str]]) -> dict[str, bytes]:
    return {holder: bytes.fromhex(key) for holder, key in pairs}


def until() -> int:
    """When a ticket of now ends."""
    return int((clock.now() + TTL).timestamp())


def give_pass(ref: str) -> str:
    """What lets sealed files in for `ref` as long as a ticket lasts."""
    return signing.dumps([ref, until()], salt=_PASS_SALT)


def check_pass(text: str) -> None:
    """Raises TicketRefused."""
    try:
        _ref, end = signing.loads(text, salt=_PASS_SALT)
    except signing.BadSignature:
        raise TicketRefused("invalid") from None
    if clock.now().timestamp() >= end:
        raise TicketRefused("late")


def _key() -> bytes:
    return salted_hmac("amanah.browser-sealing.ticket", "key", algorithm="sha256").digest()
