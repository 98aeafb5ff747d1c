"""What every verb does alike: take hold of the visit, see who acts, write one step and one entry of the ledger."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery.auditor_room.models import REF, Request, Step, Visit
from amanah.rooms.antibribery.auditor_room.queries.visible import Sides, sides_of, visible
from amanah.rooms.antibribery.auditor_room.refusals import Refused


def hold(visit: Visit, viewer: Viewer) -> Sides:
    """Bring `visit` up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "state" when it is over.
    """
    scope = visit.scope
    visit.refresh_from_db(from_queryset=Visit.objects.select_for_update(of=("self",)))
    visit.scope = scope
    if not visible(viewer).filter(pk=visit.pk).exists():
        raise Refused("not_found")
    if not visit.runs():
        raise Refused("state")
    return sides_of(viewer, visit)


def keep(visit: Visit, viewer: Viewer) -> None:
    """As `hold`, for the institution's function. Raises Refused "not_found", "state" or "side"."""
    if not hold(visit, viewer).keeps:
        raise Refused("side")


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def write_step(
    visit: Visit,
    act: str,
    viewer: Viewer | None,
    *,
    text: str = "",
    what: str = "",
    request: Request | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Step:
    """Save the visit and say what was done: one step, and last one entry of the ledger, which holds the words' digest."""
    visit.save()
    seq = (visit.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    actor = viewer.account if viewer is not None else None
    step = Step.objects.create(visit=visit, seq=seq, act=act, request=request, what=what[:REF], text=text, day=clock.today(), actor=actor)
    entry: dict[str, Any] = {"seq": seq, "act": act, "state": visit.state, "words": canonical.digest([text]).hex(), "day": step.day}
    if request is not None:
        entry |= {"request": request.ref, "request_state": request.state}
    if what:
        entry["what"] = step.what
    ledger.append(f"visit.{act}", visit.ref, {**(facts or {}), **entry}, actor=viewer.actor if viewer is not None else "system")
    return step
