"""What the institution promises a reporter and until when, from the rulebook, in words for the public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise as Words
from django.utils.translation import ngettext

from amanah import rulebook
from amanah.engines.cases.declare import OPEN, Clock
from amanah.engines.reports.regimes import Regime


@dataclass(frozen=True)
class Promise:
    """One thing somebody will have done, at the latest on `due`; `span` is the length in words, `provisional` as calendars go."""

    key: str
    title: Words
    due: date
    span: str
    provisional: bool
    citation: str


def promised(regime: Regime, opened: date) -> list[Promise]:
    """The promises for a report received on `opened`, earliest first.

    A clock that does not start with the report counts from the last day of the clock that its start stops: feedback counts from the
    last day for acknowledging. A clock that nothing promised leads to is no promise.
    """
    return sorted(_promised(regime, opened), key=lambda promise: promise.due)


def span(value: int, unit: str) -> str:
    """A length of time in words."""
    forms = {
        "working_day": ngettext("%(n)d hari kerja", "%(n)d hari kerja", value),
        "calendar_day": ngettext("%(n)d hari kalender", "%(n)d hari kalender", value),
        "month": ngettext("%(n)d bulan", "%(n)d bulan", value),
    }
    return forms[unit] % {"n": value}


def _promised(regime: Regime, opened: date) -> Iterator[Promise]:
    for key, title in regime.promises.items():
        start = _start(regime, regime.kind.clock(key), opened)
        if start is None:
            continue
        found = rulebook.due(regime.kind.clock(key).provision, start)
        length = span(found.provision.length, found.provision.unit)
        yield Promise(key, title, found.date, length, found.provisional, found.provision.citation)


def _start(regime: Regime, clock: Clock, opened: date) -> date | None:
    if OPEN in clock.starts_on:
        return opened
    for other in regime.kind.clocks:
        if OPEN in other.starts_on and set(other.stops_on) & set(clock.starts_on):
            return rulebook.due(other.provision, opened).date
    return None
