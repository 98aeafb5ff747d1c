"""Turns a case's clocks as its kind declares. Used by the services only, inside their transactions."""

from datetime import date

from amanah.engines.cases.declare import Clock
from amanah.engines.cases.models import Case
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline


def start_those_of_opening(ref: str, declared: tuple[Clock, ...], trigger: str, on: date, actor: str) -> date | None:
    """Start the clocks that opening starts, before the case's own row exists; answers the earliest day something is due."""
    started = [clocks.start(ref, clock.key, clock.provision, on, actor) for clock in declared if trigger in clock.starts_on]
    return min((deadline.due_on for deadline in started), default=None)


def turn(case: Case, trigger: str, on: date, actor: str) -> None:
    """Start, stop, pause and resume what `trigger` says, and note on the case what is due next. Does not save the case."""
    concerned = [clock for clock in case.declared.clocks if trigger in clock.triggers]
    if not concerned:
        return
    running = live(case)
    for clock in concerned:
        deadline = running.get(clock.key)
        if deadline is not None and trigger in clock.stops_on:
            clocks.stop(deadline, on, actor)
            deadline = None
        elif deadline is not None and trigger in clock.restarts_on:
            clocks.stop(deadline, on, actor)
            clocks.start(case.ref, clock.key, clock.provision_for(case.category), on, actor)
        elif deadline is not None and trigger in clock.pauses_on:
            clocks.pause(deadline, on, actor)
        elif deadline is not None and trigger in clock.resumes_on:
            clocks.resume(deadline, on, actor)
        if deadline is None and trigger in clock.starts_on:
            clocks.start(case.ref, clock.key, clock.provision_for(case.category), on, actor)
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


def stop_all(case: Case, on: date, actor: str) -> None:
    """Stop every clock still live, because nothing is owed on a closed case. Does not save the case."""
    for deadline in live(case).values():
        clocks.stop(deadline, on, actor)
    case.due_on = None


def note_due(case: Case) -> None:
    """Note on the case the earliest day on which something running falls due. Does not save the case."""
    running = (deadline.due_on for deadline in live(case).values() if deadline.state == Deadline.State.RUNNING)
    case.due_on = min(running, default=None)


def live(case: Case) -> dict[str, Deadline]:
    """The case's clocks that have not stopped, by key."""
    return {deadline.name: deadline for deadline in Deadline.objects.filter(ref=case.ref, stopped_on__isnull=True)}
