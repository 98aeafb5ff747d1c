"""Opening many cases at once: each exactly as if it had been opened alone, with a number of queries that hardly grows with their number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from amanah.engines.cases import numbers, turning
from amanah.engines.cases.declare import OPEN, SYSTEM, CaseKind
from amanah.engines.cases.events import CaseOpened, CasesOpened
from amanah.engines.cases.models import Case, CaseDay, Step, SubjectTag
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.services.opening import DRAWS, Draft, first_step, opening_facts, tags_of, unsaved
from amanah.foundation import rows
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.services import Start
from amanah.foundation.ledger import services as ledger
from amanah.kernel import events

__all__ = ["Draft", "Ended", "open_many"]

Value = TypeVar("Value")

_ROWS = 400


@dataclass(frozen=True)
class Ended:
    """That a case was over before it came here: the move by which it closes, which the kind leaves to SYSTEM, and on which day it was."""

    move: str
    outcome: str
    day: date


@transaction.atomic
def open_many(
    kind: CaseKind, drafts: Iterable[Draft], *, actor: str, ended: Mapping[UUID, Ended] | None = None, announced: bool = False
) -> list[Case]:
    """Open these cases in one transaction, as `open_case` does one; all of them or none.

    Who listens to `CaseOpened` hears one `CasesOpened` instead. What `ended` names is closed in the same act, by a step of its own;
    of such a past nobody hears as of something that happens now. With `announced` the beat tells nobody of any: whoever brings in
    thousands knows, and their colleagues are not to get a notice for each.

    Raises:
        Refused: as `open_case`; "state" or "outcome" for an end that the kind does not know, "day" for one before the beginning.
        IntegrityError: an id or a number was taken at this very moment; nothing was stored, and it may be tried again.
    """
    every, over = list(drafts), ended or {}
    cases = [unsaved(kind, draft) for draft in every]
    ids = [case.pk for case in cases]
    if len(set(ids)) < len(ids) or any(Case.objects.filter(pk__in=some).exists() for some in _portions(ids)):
        raise Refused("duplicate")
    due = _started(kind, cases, every, actor)
    for case, number in zip(cases, _numbers(kind.prefix, cases), strict=True):
        case.number, case.due_on, case.announced = number, due.get(case.ref), announced
        if case.pk in over:
            _end(kind, case, over[case.pk])
    pairs = list(zip(cases, every, strict=True))
    rows.insert(Case, cases)
    steps = [first_step(case, actor) for case in cases]
    steps += [_last_step(case, kind, over[case.pk]) for case in cases if case.pk in over]
    rows.insert(Step, steps)
    rows.insert(CaseDay, (CaseDay(case=case, key=key, day=on) for case, draft in pairs for key, on in draft.days.items()))
    rows.insert(SubjectTag, (tag for case, draft in pairs for tag in tags_of(case, draft)))
    _stop_those_of([case for case in cases if case.pk in over])
    opened = tuple(CaseOpened(case_id=case.pk, kind=case.kind, actor=actor, route=case.route) for case in cases)
    events.publish(CasesOpened(kind.key, actor, opened, frozenset(case.opened_on for case in cases)))
    ledger.append_many((("case.opened", case.ref, opening_facts(case, draft)) for case, draft in pairs), actor=actor)
    if over:
        ledger.append_many(
            (("case.moved", case.ref, _end_facts(case, kind, over[case.pk])) for case in cases if case.pk in over), actor=SYSTEM
        )
    return cases


def _started(kind: CaseKind, cases: Sequence[Case], drafts: Sequence[Draft], actor: str) -> dict[str, date]:
    """Start the clocks that opening starts; ref → the earliest day something is due."""
    due: dict[str, date] = {}
    starting = [clock for clock in kind.clocks if OPEN in clock.starts_on]
    if any(clock.counts_from or OPEN in clock.stops_on for clock in starting):
        for case, draft in zip(cases, drafts, strict=True):
            first = turning.start_those_of_opening(case.ref, kind.clocks, OPEN, case.opened_on, actor, days=draft.days)
            if first is not None:
                due[case.ref] = first
        return due
    starts = (Start(case.ref, clock.key, clock.provision_for(""), case.opened_on) for case in cases for clock in starting)
    for deadline in clocks.start_many(starts, actor):
        due[deadline.ref] = min(deadline.due_on, due.get(deadline.ref, deadline.due_on))
    return due


def _end(kind: CaseKind, case: Case, end: Ended) -> None:
    declared = next((move for move in kind.moves_from(case.state) if move.key == end.move and SYSTEM in move.roles), None)
    if declared is None or declared.target not in kind.closed_states:
        raise Refused("state")
    if end.outcome not in (declared.outcomes or ("",)):
        raise Refused("outcome")
    if end.day < case.opened_on:
        raise Refused("day")
    case.state, case.outcome, case.closed_on, case.due_on = declared.target, end.outcome, end.day, None
    case.changes += 1


def _last_step(case: Case, kind: CaseKind, end: Ended) -> Step:
    facts = _end_facts(case, kind, end)
    return Step(
        case=case, seq=2, move=end.move, source=facts["from"], target=case.state, outcome=end.outcome, day=end.day, actor=SYSTEM, position=2
    )


def _end_facts(case: Case, kind: CaseKind, end: Ended) -> dict[str, Any]:
    named = {"outcome": end.outcome, "approver": "", "day": end.day}
    return {"seq": 2, "move": end.move, "from": kind.first.key, "to": case.state, **named}


def _stop_those_of(cases: Sequence[Case]) -> None:
    by_day: dict[date, list[str]] = {}
    for case in cases:
        if case.closed_on is not None:
            by_day.setdefault(case.closed_on, []).append(case.ref)
    for day, refs in by_day.items():
        for some in _portions(refs):
            clocks.stop_unpaused(Deadline.objects.filter(ref__in=some, stopped_on=None), day, SYSTEM)


def _numbers(prefix: str, cases: Sequence[Case]) -> list[str]:
    """One free number a case, by the year it was received in."""
    drawn = [""] * len(cases)
    taken: set[str] = set()
    waiting = list(range(len(cases)))
    for _ in range(DRAWS):
        candidates = {at: numbers.draw(prefix, cases[at].opened_on) for at in waiting}
        known = {number for some in _portions(list(candidates.values())) for number in _known(some)}
        for at, number in candidates.items():
            if number not in known and number not in taken:
                drawn[at] = number
                taken.add(number)
        waiting = [at for at in waiting if not drawn[at]]
        if not waiting:
            return drawn
    raise RuntimeError(f"no free numbers after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def _known(some: Sequence[str]) -> Iterator[str]:
    return Case.objects.filter(number__in=some).values_list("number", flat=True).iterator()


def _portions(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    return (values[start : start + _ROWS] for start in range(0, len(values), _ROWS))
