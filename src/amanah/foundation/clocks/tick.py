"""The one beat of the house: what time brings, in parts that register themselves. Running it again at once does nothing new."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from amanah.kernel import clock

logger = logging.getLogger(__name__)

Part = Callable[[datetime], object]
"""Called with the moment of the beat; returns how much it did, in a form that JSON can say. It must be idempotent."""

_parts: dict[str, Part] = {}


class Beat(TypedDict):
    """What one run did: the result of each part that ended well, and the names of those that failed, with the kind of error."""

    done: dict[str, object]
    failed: dict[str, str]


def register(name: str, part: Part) -> None:
    """Run `part` on every beat, in the order of registration; a name registered again replaces its part."""
    _parts[name] = part


def registered() -> tuple[str, ...]:
    """The names of all parts, in the order in which they run."""
    return tuple(_parts)


def run(now: datetime | None = None) -> Beat:
    """Run every part as of `now` (an aware datetime; the present by default).

    A part that fails is named and does not hold up the others; the error's text stays out of the log, because it may hold values.
    """
    moment = now or clock.now()
    beat = Beat(done={}, failed={})
    with clock.at(moment):
        for name, part in _parts.items():
            try:
                beat["done"][name] = part(moment)
            except Exception as error:  # noqa: BLE001 - one part's failure is reported and must not starve the rest
                beat["failed"][name] = type(error).__name__
                logger.error("tick: %s failed with %s", name, type(error).__name__)  # noqa: TRY400 - a traceback could show values
    return beat
