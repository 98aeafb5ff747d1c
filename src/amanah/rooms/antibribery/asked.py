"""What the 2025 edition asks anew, on the page of the scope that is about it: who knows the requirements tells them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CLIMATE, CHANGES, CULTURE, INTERESTS = "climate", "changes", "culture", "interests"
TOPICS: Final = (CLIMATE, CHANGES, CULTURE, INTERESTS)


@dataclass(frozen=True)
class Asked:
    """One requirement: its code, what it asks in our own words, how the scope meets it, and where its page is."""

    key: str
    text: str
    state: "StrOrPromise"
    tone: str
    url: str
    unverified: bool


Teller: TypeAlias = Callable[[Scope, str], Sequence[Asked]]
"""The requirements of a topic with the answers of a scope: one query at most."""

_tellers: list[Teller] = []


def tell_with(teller: Teller) -> None:
    """Called once by whoever knows the requirements."""
    if teller not in _tellers:
        _tellers.append(teller)


def asked(scope: Scope, topic: str) -> list[Asked]:
    """What is asked about the topic of a scope that is run by the 2025 edition; nothing of others."""
    if declare.EDITION_2025 not in scope.edition_keys:
        return []
    return [one for teller in _tellers for one in teller(scope, topic)]
