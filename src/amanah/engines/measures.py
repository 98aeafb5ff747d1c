"""Numbers that the house counts by itself, for whoever watches them: a source is registered by the part that owns what is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from amanah.foundation.organisation.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UP: Final = "up"
"""More is better."""
DOWN: Final = "down"
"""Less is better."""


@dataclass(frozen=True)
class Counted:
    """How many of how many."""

    numerator: int
    denominator: int


Count: TypeAlias = Callable[[Unit, date, date], Counted | None]
"""What there was to count in a unit and what is below it, in a period that has ended or as things stand; None where nothing is known.

Nobody is asked who reads it: a number may therefore hold nothing that is kept from anybody. Records that arose from such a one are left
out (`foundation.threads.visibility.open_to_all`).
"""


@dataclass(frozen=True)
class Source:
    """One number: what it is called, what is counted of what, and which way is better. `whole`: it speaks of the whole institution."""

    key: str
    title: "StrOrPromise"
    says: "StrOrPromise"
    direction: str
    count: Count
    whole: bool = False


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Offer a number; registered again under its key, the later one counts."""
    _sources[source.key] = source


def sources() -> Mapping[str, Source]:
    """All of them by key, in the order of their keys."""
    return dict(sorted(_sources.items()))


def count(key: str, unit: Unit, since: date, until: date) -> Counted | None:
    """What a source says; None where it has nothing to say or nobody registered it."""
    source = _sources.get(key)
    return source.count(unit, since, until) if source is not None else None
