"""The words a case kind is written in: CaseKind, State, Move, Clock, guard and role.

A declaration is data that a lawyer can read. It checks itself when it is built and refuses to exist with a hole in it, so that
what the engine runs later needs no second look. A role is the key of a role in `foundation.access`, or REPORTER, SYSTEM or HANDLER.
A guard is a plain function of the case and whoever moves it; it answers None, or the sentence that says why not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

REPORTER = "reporter"
"""Who holds the receipt. Never a staff role: no grant can give it."""
SYSTEM = "system"
"""Amanah itself, on a beat or on an event."""
HANDLER = "handler"
"""Whoever the case is assigned to, whatever roles they hold. A kind that names it in its moves is handled by appointment: anybody who is
not shut out may be given a case of it. No grant can give it either."""
OPEN = "open"
"""The trigger that opening a case pulls; a clock may start on it."""
HAND = "hand"
"""The step by which a case goes over to another kind; no move may be called so."""
STAYS = ""
"""The target of a move that changes what is known of a case and not where it stands."""
ENTRY = "entry:"
"""With a channel behind it ("entry:reporter_out"), the trigger that adding an entry on that channel pulls."""

RECEIVED = "received"
"""The day on which a case was received, as a clock names it that counts from there whenever it starts."""
BY_RULE = "by_rule"
"""For a clock whose rule says itself from which day it counts: the version in force on the day the case was received."""

_PREFIX = re.compile("[A-Z]{2,4}")

Guard = Callable[[Any, Any], "Text | None"]


class DeclarationError(Exception):
    """A case kind contradicts itself; the message lists everything that is wrong with it."""


@dataclass(frozen=True)
class State:
    """Where a case can stand. While `waiting_for` names someone outside, the case is not on the handler's desk."""

    key: str
    title: Text
    closed: bool = False
    waiting_for: Text = ""


@dataclass(frozen=True)
class Move:
    """One way from some states to another, and who may take it.

    With the target STAYS the case stays in the state where it is found.
    With `four_eyes` one person proposes and another with one of `approvers` (default: `roles`) approves. With `outcomes` the
    mover names one of them; where the move `classifies`, they are categories of the kind and say what the case is, not how it ends.
    With `reason` a sealed reason must exist before the move, and its field's name is kept.
    """

    key: str
    title: Text
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    four_eyes: bool = False
    approvers: frozenset[str] = frozenset()
    guards: tuple[Guard, ...] = ()
    outcomes: tuple[str, ...] = ()
    reason: bool = False
    classifies: bool = False

    def target_from(self, source: str) -> str:
        """The state in which it ends when it is taken in `source`."""
        return source if self.target == STAYS else self.target

    @property
    def may_approve(self) -> frozenset[str]:
        """The roles whose holder may be the second pair of eyes."""
        return self.approvers or self.roles


@dataclass(frozen=True)
class Clock:
    """A deadline of the kind: which rulebook provision sets its length, and which triggers turn it.

    A trigger is a move's key, OPEN, or ENTRY with a channel. Entering a closed state stops every clock still running.
    It counts from the day of the trigger that starts it; with `counts_from` from another one: RECEIVED, one of the kind's `days` (the
    day of what the case is about, which may lie before the case), or BY_RULE. While that day is not known, or no rule was in force on
    it, the clock does not run; it is counted as it should have been as soon as somebody says the day.
    `by_category` names other provisions for cases of a category; a category that is set or corrected while the clock runs counts
    it anew from the day on which it began. A running clock begins again on `restarts_on`; one that does not run is left alone.
    """

    key: str
    title: Text
    provision: str
    starts_on: tuple[str, ...]
    stops_on: tuple[str, ...]
    pauses_on: tuple[str, ...] = ()
    resumes_on: tuple[str, ...] = ()
    restarts_on: tuple[str, ...] = ()
    by_category: Mapping[str, str] = field(default_factory=dict)
    counts_from: str = ""

    def provision_for(self, category: str) -> str:
        """The provision that sets the length for a case of this category."""
        return self.by_category.get(category, self.provision)

    @property
    def provisions(self) -> tuple[str, ...]:
        """Every provision that may set its length."""
        return tuple(dict.fromkeys((self.provision, *self.by_category.values())))

    @property
    def triggers(self) -> Iterator[str]:
        """Everything that turns this clock in some way."""
        yield from (*self.starts_on, *self.stops_on, *self.pauses_on, *self.resumes_on, *self.restarts_on)


@dataclass(frozen=True)
class CaseKind:
    """A kind of case, whole. A case keeps the version it was opened under; raise `version` when states or moves change.

    Args:
        key: stays for ever; cases and ledger entries carry it.
        prefix: what its numbers begin with, two to four capital letters.
        states: the first is where a case begins.
        routes: code → (title, the role that receives cases on this route and sees them all).
        overseers: roles that see every route, hand out the work and hear of missed deadlines.
        helpers: roles whose holders see a case only while it is assigned to them.
        assigners: roles that may assign; default the overseers and each route's own role.
        channels: code → title of the kinds of entry in a case's conversation and file.
        days: code → title of the days that a case carries besides that of its receipt, for clocks that count from them.
        categories: code → title of what a case can turn out to be, as far as that changes its clocks; set by a move that classifies.
        sealed: the content lives in the vault; the engine holds codes, days and roles, and no unit.
        unit_in_clear: a sealed kind whose cases may say which unit they were passed on to; roles then count over that unit too.
        superiors_excluded: also those who answer for a subject see nothing of the case.
        filer: what the timeline calls whoever filed it, where that is no reporter.
        url_name: the room's page of one case, reversed with the case's number.
    """

    key: str
    title: Text
    prefix: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    clocks: tuple[Clock, ...] = ()
    version: int = 1
    routes: Mapping[str, tuple[Text, str]] = field(default_factory=dict)
    overseers: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    assigners: frozenset[str] = frozenset()
    topics: Mapping[str, Text] = field(default_factory=dict)
    outcomes: Mapping[str, Text] = field(default_factory=dict)
    categories: Mapping[str, Text] = field(default_factory=dict)
    channels: Mapping[str, Text] = field(default_factory=dict)
    days: Mapping[str, Text] = field(default_factory=dict)
    sealed: bool = False
    unit_in_clear: bool = False
    superiors_excluded: bool = False
    filer: Text = ""
    url_name: str = ""

    def __post_init__(self) -> None:
        """Refuse to exist with a hole.

        Raises:
            DeclarationError: naming every problem found.
        """
        problems = list(_problems(self))
        if problems:
            raise DeclarationError(f"case kind {self.key!r}: " + "; ".join(problems))

    @property
    def first(self) -> State:
        """Where a case of this kind begins."""
        return self.states[0]

    def state(self, key: str) -> State:
        """The state of that key; KeyError if there is none."""
        return next((state for state in self.states if state.key == key), None) or _missing(key)

    def move(self, key: str) -> Move:
        """The move of that key; KeyError if there is none."""
        return next((move for move in self.moves if move.key == key), None) or _missing(key)

    def clock(self, key: str) -> Clock:
        """The clock of that key; KeyError if there is none."""
        return next((clock for clock in self.clocks if clock.key == key), None) or _missing(key)

    def moves_from(self, state: str) -> Iterator[Move]:
        """The moves that lead away from a state, in the order they are declared."""
        return (move for move in self.moves if state in move.sources)

    @property
    def closed_states(self) -> frozenset[str]:
        """Keys of the states in which nothing is owed any more."""
        return frozenset(state.key for state in self.states if state.closed)

    def seen_by(self, role: str) -> frozenset[str]:
        """The routes that a holder of `role` sees without being assigned."""
        if role in self.overseers:
            return frozenset(self.routes)
        return frozenset(code for code, (_, receiver) in self.routes.items() if receiver == role)

    @property
    def staff_roles(self) -> frozenset[str]:
        """Every role of staff that the declaration names."""
        named = {role for move in self.moves for role in (*move.roles, *move.approvers)} - {REPORTER, SYSTEM, HANDLER}
        receivers = {receiver for _, receiver in self.routes.values()}
        return frozenset(named | receivers) | self.overseers | self.helpers | self.assigners

    @property
    def by_appointment(self) -> bool:
        """Whether cases are handled by whoever is appointed to each of them, and not by a role."""
        return any(HANDLER in move.roles for move in self.moves)

    @property
    def knows_unit(self) -> bool:
        """Whether its cases may say in clear which unit they belong to."""
        return self.unit_in_clear or not self.sealed

    def named_by(self, move: Move) -> Mapping[str, Text]:
        """Code → title of what whoever makes the move names."""
        titles = self.categories if move.classifies else self.outcomes
        return {code: titles[code] for code in move.outcomes}

    def may_assign(self, route: str) -> frozenset[str]:
        """The roles that hand out cases on this route."""
        return self.assigners or self.overseers | {self.routes[route][1]}

    def may_handle(self, route: str) -> frozenset[str]:
        """The roles a person needs one of to be given a case on this route."""
        return self.overseers | self.helpers | {self.routes[route][1]}


def as_mermaid(kind: CaseKind) -> str:
    """The kind as a Mermaid state diagram, for the documentation and for the lawyer."""
    lines = ["stateDiagram-v2", f"    [*] --> {kind.first.key}"]
    lines += [f'    state "{_label(state.title)}" as {state.key}' for state in kind.states]
    for move in kind.moves:
        eyes = " (4 mata)" if move.four_eyes else ""
        lines += [f"    {source} --> {move.target_from(source)}: {_label(move.title)}{eyes}" for source in move.sources]
    lines += [f"    {key} --> [*]" for key in (state.key for state in kind.states if state.closed)]
    return "\n".join(lines) + "\n"


def _label(title: Text) -> str:
    return str(title).replace('"', "'").replace(":", " –").replace(";", ",").replace("\n", " ")


def _missing(key: str) -> Any:
    raise KeyError(key)


def _problems(kind: CaseKind) -> Iterator[str]:
    yield from _shape_problems(kind)
    if not kind.states:
        return
    yield from _state_problems(kind)
    yield from _move_problems(kind)
    yield from _clock_problems(kind)


def _shape_problems(kind: CaseKind) -> Iterator[str]:
    for word, keys in (("state", kind.states), ("move", kind.moves), ("clock", kind.clocks)):
        for key in _twice(item.key for item in keys):
            yield f"{word} {key!r} is declared twice"
    if not kind.states:
        yield "it has no states"
    if not _PREFIX.fullmatch(kind.prefix):
        yield f"prefix {kind.prefix!r} is not two to four capital letters"
    if kind.version < 1:
        yield "versions count from 1"
    yield from _role_problems(kind)


def _role_problems(kind: CaseKind) -> Iterator[str]:
    if not kind.routes:
        yield "nobody receives it: it has no routes"
    for code, (_, receiver) in kind.routes.items():
        if not receiver or receiver in {REPORTER, SYSTEM, HANDLER}:
            yield f"route {code!r} names no staff role that receives it"
    if {REPORTER, SYSTEM, HANDLER} & (kind.overseers | kind.helpers | kind.assigners):
        yield "only staff oversee, help and assign"
    seeing = kind.overseers | kind.helpers | {receiver for _, receiver in kind.routes.values()}
    for role in sorted(kind.staff_roles - seeing):
        yield f"role {role!r} may act but never sees a case: it neither oversees, nor receives a route, nor helps"


def _state_problems(kind: CaseKind) -> Iterator[str]:
    onward: dict[str, set[str]] = {state.key: set() for state in kind.states}
    for move in kind.moves:
        for source in move.sources:
            onward.setdefault(source, set()).add(move.target_from(source))
    backward: dict[str, set[str]] = {}
    for source, targets in onward.items():
        for target in targets:
            backward.setdefault(target, set()).add(source)
    closed = kind.closed_states
    if not closed:
        yield "no state is closed, so no case of it could ever end"
    if kind.first.closed:
        yield "it begins closed"
    reachable = _closure({kind.first.key}, onward)
    ending = _closure(set(closed), backward)
    for state in kind.states:
        if state.key not in reachable:
            yield f"state {state.key!r} cannot be reached"
        if state.key not in ending:
            yield f"state {state.key!r} is a dead end: no way leads on to a closed state"


def _move_problems(kind: CaseKind) -> Iterator[str]:
    known = {state.key for state in kind.states}
    closed = kind.closed_states
    for move in kind.moves:
        for state in {*move.sources, move.target} - known - {STAYS}:
            yield f"move {move.key!r} names unknown state {state!r}"
        if not move.sources:
            yield f"move {move.key!r} starts nowhere"
        if move.key in {OPEN, HAND} or move.key.startswith(ENTRY):
            yield f"move {move.key!r} takes the name of a trigger"
        for outcome in set(move.outcomes) - set(kind.categories if move.classifies else kind.outcomes):
            yield f"move {move.key!r} names unknown {'category' if move.classifies else 'outcome'} {outcome!r}"
        yield from _mover_problems(move, closed)
    for word, codes, classifying in (("outcome", kind.outcomes, False), ("category", kind.categories, True)):
        set_by_moves = {code for move in kind.moves if move.classifies == classifying for code in move.outcomes}
        for code in set(codes) - set_by_moves:
            yield f"{word} {code!r} is set by no move"


def _mover_problems(move: Move, closed: frozenset[str]) -> Iterator[str]:
    if not move.roles:
        yield f"move {move.key!r} may be made by nobody"
    # What its reporter may do alone, under a guard, needs no second person of the staff.
    if set(move.sources) & closed and not move.four_eyes and move.roles != {REPORTER}:
        yield f"move {move.key!r} leaves a closed state without four eyes"
    if move.approvers and not move.four_eyes:
        yield f"move {move.key!r} names approvers without four eyes"
    if move.four_eyes and {REPORTER, SYSTEM} & (move.roles | move.approvers):
        yield f"move {move.key!r} needs four eyes, which only staff have"


def _clock_problems(kind: CaseKind) -> Iterator[str]:
    triggers = {OPEN, *(move.key for move in kind.moves), *(ENTRY + channel for channel in kind.channels)}
    for clock in kind.clocks:
        for trigger in set(clock.triggers) - triggers:
            yield f"clock {clock.key!r} names unknown trigger {trigger!r}"
        if not clock.starts_on:
            yield f"clock {clock.key!r} never starts"
        if bool(clock.pauses_on) != bool(clock.resumes_on):
            yield f"clock {clock.key!r} pauses and resumes only together"
        if not all(clock.provisions):
            yield f"clock {clock.key!r} names no provision"
        if clock.counts_from not in {"", RECEIVED, BY_RULE, *kind.days}:
            yield f"clock {clock.key!r} counts from unknown day {clock.counts_from!r}"
        for category in set(clock.by_category) - set(kind.categories):
            yield f"clock {clock.key!r} names unknown category {category!r}"


def _twice(keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield key
        seen.add(key)


def _closure(start: set[str], edges: Mapping[str, set[str]]) -> set[str]:
    found, edge = set(start), set(start)
    while edge:
        edge = {target for source in edge for target in edges.get(source, ())} - found
        found |= edge
    return found
