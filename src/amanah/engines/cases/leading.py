"""From the result of one case to a matter of its own in another room.

Rooms never import each other, so they meet here: the room whose cases have results answers an `Origin` for its kind, the room that
takes a result further offers a `Next`. What is handed over is what a person writes for it; nothing of the case itself goes along.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer
from amanah.kernel.sealing import KeyPair

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Slip:
    """Words that would give something away: "identity" for the reporter's name or contact, "quote" for a sentence of the report."""

    kind: str
    words: str


@dataclass(frozen=True)
class Origin:
    """What a kind of case answers about its own result.

    `may_lead` says whether this person may hand the result on. `slips` finds what in a text must not leave the case, with the person's
    unlocked keys; None where they cannot open it, and then nothing may be handed on.
    """

    may_lead: Callable[[Viewer, Case], bool]
    slips: Callable[[Viewer, Case, KeyPair, str], list[Slip] | None]


@dataclass(frozen=True)
class Led:
    """A matter that arose from a case, as far as who handles that case needs to know: its number, how it stands, what came of it."""

    number: str
    state: "StrOrPromise"
    outcome: "StrOrPromise"


@dataclass(frozen=True)
class Next:
    """A matter that may begin with a result: the act, the address of its form (reversed with the case's number), what began already."""

    key: str
    title: "StrOrPromise"
    url_name: str
    led: Callable[[Case], Iterable[Led]]


@dataclass(frozen=True)
class Offer:
    """A next act on the page of a case."""

    key: str
    title: "StrOrPromise"
    url: str


_origins: dict[str, Origin] = {}
_nexts: dict[str, Next] = {}


def register_origin(kind: str, origin: Origin) -> None:
    """Let results of this kind of case be handed on."""
    _origins[kind] = origin


def register_next(following: Next) -> None:
    """Offer to take results further."""
    _nexts[following.key] = following


def origin_of(viewer: Viewer, case: Case) -> Origin | None:
    """The origin of a case whose result this person may hand on now; None otherwise."""
    origin = _origins.get(case.kind)
    return origin if origin is not None and origin.may_lead(viewer, case) else None


def offers(viewer: Viewer, case: Case) -> list[Offer]:
    """What may begin with the result of this case. Empty where a program does not have the addresses."""
    if origin_of(viewer, case) is None:
        return []
    found = []
    for following in _nexts.values():
        try:
            found.append(Offer(following.key, following.title, reverse(following.url_name, args=[case.number])))
        except NoReverseMatch:
            continue
    return found


def led_to(case: Case) -> list[Led]:
    """What arose from a case in other rooms; for whoever may see the case."""
    return [led for following in _nexts.values() for led in following.led(case)]
