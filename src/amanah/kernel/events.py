"""Typed events inside one process: how rooms hear of each other without importing each other.

An event is a frozen dataclass. A handler subscribed with `inside=True` runs at once, in the publisher's transaction, and its
failure fails the publisher. Every other handler runs after the publisher's transaction has committed.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

Event = TypeVar("Event")

_inside: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_after: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def _at_once(deliver: Callable[[], None]) -> None:
    deliver()


after_commit: Callable[[Callable[[], None]], Any] = _at_once
"""Set once by the configuration to the database's own "on commit"; without a database, delivery is immediate."""


def subscribe(kind: type[Event], handler: Callable[[Event], None], *, inside: bool = False) -> None:
    """Call `handler` with every event of exactly this type; subscribing the same handler again changes nothing."""
    handlers = (_inside if inside else _after)[kind]
    if handler not in handlers:
        handlers.append(handler)


def publish(event: object) -> None:
    """Deliver to inside handlers now, and to the others once the present transaction has committed."""
    for handler in _inside[type(event)]:
        handler(event)
    for handler in _after[type(event)]:
        after_commit(partial(handler, event))
