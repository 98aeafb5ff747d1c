"""The check-ins: one clock at a time, the next one from the same day; and the clock for clearing a name.

They run on references of their own, so that closing the case stops neither.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from amanah.foundation.clocks import alarm, services
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock
from amanah.rooms.whistleblowing.protection.questions import STEPS

CHECKS, CLEARING = "protection", "rehabilitation"
CLEAR_WITHIN = "discipline.rehabilitate_within"


def ref_of(case_id: UUID, what: str = CHECKS) -> str:
    """What the clocks of a case run on."""
    return f"{what}:{case_id}"


def case_id_of(ref: str) -> UUID | None:
    """The case that such a reference belongs to; None for any other."""
    what, _colon, found = ref.partition(":")
    return UUID(found) if what in {CHECKS, CLEARING} else None


def running(case_id: UUID, what: str = CHECKS) -> Deadline | None:
    """The check-in that comes next, or the clock for clearing a name."""
    return Deadline.objects.filter(ref=ref_of(case_id, what), stopped_on__isnull=True).first()


def asked_now(deadline: Deadline | None) -> bool:
    """Whether a check-in is so near, or past, that it is asked."""
    return deadline is not None and clock.today() >= alarm.near_from(deadline.due_on)


def begin(case_id: UUID, on: date, actor: str) -> None:
    """Count the check-ins anew from `on`; one that is running ends."""
    current = running(case_id)
    if current is not None:
        services.stop(current, max(on, current.since), actor)
    first = next(iter(STEPS))
    services.start(ref_of(case_id), first, STEPS[first][1], on, actor)


def advance(case_id: UUID, actor: str) -> None:
    """The check-in was made: the next one comes, from the same day, until the last."""
    current = running(case_id)
    if current is None:
        return
    services.stop(current, max(clock.today(), current.since), actor)
    following = _after(current.name)
    if following:
        services.start(current.ref, following, STEPS[following][1], current.since, actor)


def clear_name(case_id: UUID, on: date, actor: str) -> None:
    """Start the clock for clearing somebody's name; one that runs goes on."""
    if running(case_id, CLEARING) is None:
        services.start(ref_of(case_id, CLEARING), CLEARING, CLEAR_WITHIN, on, actor)


def name_cleared(case_id: UUID, on: date, actor: str) -> None:
    """The name is cleared, or nobody had heard that it was named."""
    current = running(case_id, CLEARING)
    if current is not None:
        services.stop(current, max(on, current.since), actor)


def pressing(limit: int) -> Iterable[Deadline]:
    """What is asked now, of all cases, the earliest first."""
    kinds = Deadline.objects.filter(ref__startswith=f"{CHECKS}:") | Deadline.objects.filter(ref__startswith=f"{CLEARING}:")
    found = kinds.filter(state=Deadline.State.RUNNING).order_by("due_on", "pk")[:limit]
    return [deadline for deadline in found if asked_now(deadline)]


def _after(step: str) -> str:
    order = list(STEPS)
    place = order.index(step) + 1
    return order[place] if place < len(order) else ""
