"""What waits for a person, asked of whoever has something to say: one list of work out of many kinds of record.

A part of the house registers a provider; whoever shows somebody's work asks `lines` and need not know the parts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.queries import Urgency
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, where its page is, the one next act, and until when.

    `waiting` says that somebody else has to act first. `urgency` is None where nothing is running; `number` is what it is called by.
    """

    number: str
    url: str
    kind: "StrOrPromise"
    next_act: "StrOrPromise"
    note: "StrOrPromise" = ""
    due_on: date | None = None
    urgency: Urgency | None = None
    waiting: bool = False


Provider: TypeAlias = Callable[[Viewer], Iterable[Line]]
"""Answers what waits for one person, already narrowed to what they may see, in a bounded number of queries."""

_providers: dict[str, Provider] = {}


def register(part: str, provider: Provider) -> None:
    """Let a part of the house put lines into everybody's work; a part registered again replaces its provider."""
    _providers[part] = provider


def lines(viewer: Viewer) -> list[Line]:
    """What all providers have for this person, what is due first in front; a day that runs on no clock presses as any other."""
    found = [_pressing(line) for provider in _providers.values() for line in provider(viewer)]
    return sorted(found, key=lambda line: (line.due_on or date.max, line.number))


def _pressing(line: Line) -> Line:
    if line.due_on is None or line.urgency is not None:
        return line
    return replace(line, urgency=queries.describe(Deadline(due_on=line.due_on, unit="calendar_day"), clock.today()))
