"""Turning a case's clocks by hand: what moves do not do by themselves."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from amanah.engines.cases import turning
from amanah.engines.cases.events import CaseDayKnown
from amanah.engines.cases.models import Case, CaseDay
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover, actor_of
from amanah.engines.cases.services.locking import lock
from amanah.engines.cases.services.people import works_on
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events


def pause_clock(case: Case, key: str, *, viewer: Mover, day: date | None = None) -> None:
    """Hold a clock while the case waits for somebody outside.

    Raises:
        Refused: "not_found", "role", or "clock" when it cannot be turned this way.
    """
    on = day or clock.today()
    _by_hand(case, key, viewer, lambda deadline: clocks.pause(deadline, on, actor_of(viewer)), {"act": "pause", "day": on})


def resume_clock(case: Case, key: str, *, viewer: Mover, day: date | None = None) -> None:
    """Let a held clock go on. Refused as `pause_clock`."""
    on = day or clock.today()
    _by_hand(case, key, viewer, lambda deadline: clocks.resume(deadline, on, actor_of(viewer)), {"act": "resume", "day": on})


def extend_clock(case: Case, key: str, *, days: int, reason: str, viewer: Mover) -> None:
    """Give a clock more time, in its own unit, for one of the reasons that `foundation.clocks` knows. Refused as `pause_clock`."""
    facts = {"act": "extend", "days": days, "reason": reason}
    _by_hand(case, key, viewer, lambda deadline: clocks.extend(deadline, days, reason, actor_of(viewer)), facts)


@transaction.atomic
def set_day(case: Case, key: str, on: date, *, viewer: Mover) -> None:
    """Say on which day something was that the case's clocks count from, or correct it; its clocks are counted anew, stopped ones too.

    Raises:
        Refused: "not_found", "role", or "day" for one that the kind does not know or that has not come yet.
    """
    lock(case, viewer)
    if not isinstance(viewer, str) and not works_on(viewer, case):
        raise Refused("role")
    if key not in case.declared.days or on > clock.today():
        raise Refused("day")
    CaseDay.objects.update_or_create(case=case, key=key, defaults={"day": on})
    turning.day_known(case, key, actor_of(viewer))
    case.save(update_fields=["due_on"])
    events.publish(CaseDayKnown(case.id, case.kind, actor_of(viewer), key))
    ledger.append("case.day", case.ref, {"key": key, "on": on}, actor=actor_of(viewer))


@transaction.atomic
def refresh_due(case: Case) -> None:
    """Bring the note of what is due next into line with the clocks, after something else turned them."""
    lock(case, "system")
    turning.note_due(case)
    case.save(update_fields=["due_on"])


@transaction.atomic
def _by_hand(case: Case, key: str, viewer: Mover, act: Callable[[Deadline], Deadline], facts: Mapping[str, Any]) -> None:
    lock(case, viewer)
    if not isinstance(viewer, str) and not works_on(viewer, case):
        raise Refused("role")
    deadline = turning.live(case).get(key)
    if deadline is None:
        raise Refused("clock")
    try:
        turned = act(deadline)
    except clocks.ClockError:
        raise Refused("clock") from None
    turning.note_due(case)
    case.save(update_fields=["due_on"])
    ledger.append("case.clock", case.ref, {**facts, "clock": key, "due_on": turned.due_on}, actor=actor_of(viewer))
