"""What the house must know of a kind of case to take it in, talk about it with its reporter, and show it at the desk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


def _fits(_case: Case, _move: str, _outcome: str) -> "Text | None":
    return None


def _as_typed(_name: str, text: str) -> str:
    return text


@dataclass(frozen=True)
class Regime:
    """One way in, with its own law.

    Args:
        kind: the declared case kind; sealed, with the channels of `channels.CHANNELS` at least.
        form: the name and version under which its reports are sealed ("complaint/1").
        labels: name of an answer → how the desk calls it, in order; the first is the story itself.
        status: state or outcome → what the mailbox says of it.
        promises: key of a clock → what is promised until then, as the public reads it.
        look_again: the promises after which there should be something to read; empty for all of them.
        tones: state → tone of its badge, for those that are not neutral.
        leads_to_action: states in which enough is known to say what has to be done.
        written_at: move → tab of the desk on which what it still lacks is written.
        unfit: says why an outcome contradicts what was found, or None.
        words: (name of an answer, what was typed) → how the desk shows it, for codes, days and amounts.
        shared_routes: routes on which nobody reads alone.
        protection: how far its reporters are protected; a case never moves to a regime with less.
    """

    kind: CaseKind
    form: str
    labels: Mapping[str, Promise]
    status: Mapping[str, Promise]
    promises: Mapping[str, Promise]
    look_again: frozenset[str] = frozenset()
    tones: Mapping[str, str] = field(default_factory=dict)
    leads_to_action: frozenset[str] = frozenset()
    written_at: Mapping[str, str] = field(default_factory=dict)
    unfit: "Callable[[Case, str, str], Text | None]" = _fits
    words: Callable[[str, str], str] = _as_typed
    shared_routes: frozenset[str] = frozenset()
    protection: int = 0

    @property
    def key(self) -> str:
        """The key of its case kind."""
        return self.kind.key

    @property
    def namespace(self) -> str:
        """Where its desk's addresses live."""
        return self.kind.url_name.partition(":")[0]


_regimes: dict[str, Regime] = {}


def register(regime: Regime) -> None:
    """Make a way in known; once per kind, when its room is installed."""
    _regimes[regime.key] = regime


def of(case: Case) -> Regime:
    """The regime a case is under. KeyError for a case that never came in from outside."""
    return _regimes[case.kind]


def every() -> Iterator[Regime]:
    """All of them, in the order they were registered."""
    return iter(_regimes.values())


def kinds() -> list[str]:
    """The keys of the kinds that come in from outside."""
    return list(_regimes)


def of_form(form: str) -> Regime | None:
    """The regime whose reports are sealed under this form; None for a form nobody knows any more."""
    return next((regime for regime in _regimes.values() if regime.form == form), None)
