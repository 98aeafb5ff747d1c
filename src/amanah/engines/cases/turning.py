"""Turns a case's clocks as its kind declares. Used by the services only, inside their transactions."""

from collections.abc import Mapping
from datetime import date

from amanah import rulebook
from amanah.engines.cases.declare import BY_RULE, OPEN, RECEIVED, Clock
from amanah.engines.cases.models import Case
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline


def start_those_of_opening(
    ref: str, declared: tuple[Clock, ...], trigger: str, on: date, actor: str, *, days: Mapping[str, date] | None = None
) -> date | None:
    """Start the clocks that opening starts, before the case's own row exists; answers the earliest day something is due.

    What opening also stops was owed until then: it is kept, or was missed, from the first day on.
    """
    known = {**(days or {}), RECEIVED: on}
    begun = [clock for clock in declared if trigger in clock.starts_on]
    plain = [clock for clock in begun if not clock.counts_from and trigger not in clock.stops_on]
    starts = (clocks.Start(ref, clock.key, clock.provision_for(""), on) for clock in plain)
    running = [deadline.due_on for deadline in clocks.start_many(starts, actor)]
    for clock in (clock for clock in begun if clock not in plain):
        deadline = _start(ref, clock, "", known, on=on, actor=actor)
        if deadline is not None and trigger in clock.stops_on:
            clocks.stop(deadline, on, actor)
        elif deadline is not None:
            running.append(deadline.due_on)
    return min(running, default=None)


def turn(case: Case, trigger: str, on: date, actor: str) -> None:
    """Start, stop, pause and resume what `trigger` says, and note on the case what is due next. Does not save the case."""
    concerned = [clock for clock in case.declared.clocks if trigger in clock.triggers]
    if not concerned:
        return
    running = live(case)
    known = days_of(case) if any(clock.counts_from for clock in concerned) else {}
    for clock in concerned:
        deadline = running.get(clock.key)
        if deadline is not None and trigger in clock.stops_on:
            clocks.stop(deadline, max(on, deadline.since), actor)
            deadline = None
        elif deadline is not None and trigger in clock.restarts_on:
            clocks.stop(deadline, on, actor)
            clocks.start(case.ref, clock.key, clock.provision_for(case.category), on, actor)
        elif deadline is not None and trigger in clock.pauses_on:
            clocks.pause(deadline, on, actor)
        elif deadline is not None and trigger in clock.resumes_on:
            clocks.resume(deadline, on, actor)
        if deadline is None and trigger in clock.starts_on:
            _start(case.ref, clock, case.category, known, on=on, actor=actor)
    note_due(case)


def reclassify(case: Case, on: date, actor: str) -> None:
    """Count the running clocks that depend on the case's category anew by its present one. Does not save the case."""
    running = live(case)
    for clock in case.declared.clocks:
        deadline = running.get(clock.key)
        wanted = clock.provision_for(case.category)
        if deadline is not None and clock.by_category and deadline.provision != wanted:
            clocks.exchange(deadline, wanted, on, actor)
    note_due(case)


def day_known(case: Case, key: str, actor: str) -> None:
    """Count anew, from the day of that code, every clock that counts from it, also one that has stopped. Does not save the case.

    A clock that waited for the day starts, and stops where a move has stopped it since.
    """
    known = days_of(case)
    for clock in case.declared.clocks:
        first = known.get(_counts_from(clock, case.category, known)) if clock.counts_from in {key, BY_RULE} else None
        if first is None:
            continue
        deadline = Deadline.objects.filter(ref=case.ref, name=clock.key).order_by("pk").last()
        if deadline is not None:
            clocks.count_from(deadline, first, actor)
        elif (started := _happened(case, clock.starts_on)) is not None:
            begun = _start(case.ref, clock, case.category, known, on=started, actor=actor)
            ended = _happened(case, clock.stops_on) or case.closed_on
            if begun is not None and ended is not None:
                clocks.stop(begun, max(ended, begun.since), actor)
    note_due(case)


def days_of(case: Case) -> dict[str, date]:
    """The days that the case's clocks may count from, that of its receipt among them."""
    return {**dict(case.days.values_list("key", "day")), RECEIVED: case.opened_on}


def stop_all(case: Case, on: date, actor: str) -> None:
    """Stop every clock still live, because nothing is owed on a closed case. Does not save the case."""
    for deadline in live(case).values():
        clocks.stop(deadline, max(on, deadline.since), actor)
    case.due_on = None


def note_due(case: Case) -> None:
    """Note on the case the earliest day on which something running falls due. Does not save the case."""
    running = (deadline.due_on for deadline in live(case).values() if deadline.state == Deadline.State.RUNNING)
    case.due_on = min(running, default=None)


def live(case: Case) -> dict[str, Deadline]:
    """The case's clocks that have not stopped, by key."""
    return {deadline.name: deadline for deadline in Deadline.objects.filter(ref=case.ref, stopped_on__isnull=True)}


def _start(ref: str, clock: Clock, category: str, known: Mapping[str, date], *, on: date, actor: str) -> Deadline | None:
    provision = clock.provision_for(category)
    if not clock.counts_from:
        return clocks.start(ref, clock.key, provision, on, actor)
    first = known.get(_counts_from(clock, category, known))
    if first is None:
        return None
    try:
        return clocks.start(ref, clock.key, provision, first, actor)
    except rulebook.RuleError:
        return None  # the day lies before the rule: nothing was owed then, and no report is refused because of it


def _counts_from(clock: Clock, category: str, known: Mapping[str, date]) -> str:
    """The code of the day that a clock counts from."""
    if clock.counts_from != BY_RULE:
        return clock.counts_from
    try:
        return rulebook.provision(clock.provision_for(category), on=known[RECEIVED]).starts
    except rulebook.RuleError:
        return ""


def _happened(case: Case, triggers: tuple[str, ...]) -> date | None:
    """The day on which one of these moves, or the opening, happened first."""
    if OPEN in triggers:
        return case.opened_on
    step = case.steps.filter(move__in=triggers).order_by("seq").first()
    return step.day if step is not None else None
