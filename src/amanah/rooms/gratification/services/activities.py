"""The UPG's work besides reports: what was held for whom, and how many came. It names nobody and no case, and stands in clear."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.gratification.models import Activity
from amanah.rooms.gratification.workflow import UNIT_OFFICER, UPG


@dataclass(frozen=True)
class Held:
    """One thing held; `unit` where it was for the people of one part, else for all or for others whom `audience` names."""

    kind: str
    title: str
    audience: str
    day: date
    participants: int
    unit: Unit | None = None


@transaction.atomic
def note_activity(held: Held, *, viewer: Viewer) -> Activity:
    """Keep it for the recap.

    Raises:
        Refused: "role" for who is not of the UPG, or of another part's; "day" for one that has not come.
    """
    if not may_note(viewer, held.unit):
        raise Refused("role")
    if held.day > clock.today():
        raise Refused("day")
    made = Activity.objects.create(
        kind=held.kind,
        title=held.title,
        audience=held.audience,
        day=held.day,
        participants=held.participants,
        unit=held.unit,
        noted_by=viewer.account,
        noted_on=clock.today(),
    )
    facts = {"kind": held.kind, "held_on": held.day, "participants": held.participants, "unit": str(held.unit.pk) if held.unit else ""}
    ledger.append("gratification.activity", made.ref, facts, actor=viewer.actor)
    return made


@transaction.atomic
def withdraw_activity(activity: Activity, *, viewer: Viewer) -> None:
    """Take a mistaken one out of the recap; it stays on record as withdrawn.

    Raises:
        Refused: "role" as for noting it, "state" where it was withdrawn before.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if not may_note(viewer, activity.unit):
        raise Refused("role")
    if activity.withdrawn_on is not None:
        raise Refused("state")
    activity.withdrawn_on = clock.today()
    activity.save(update_fields=["withdrawn_on"])
    ledger.append("gratification.activity_withdrawn", activity.ref, {"day": activity.withdrawn_on}, actor=viewer.actor)


def may_note(viewer: Viewer, unit: Unit | None) -> bool:
    """The UPG for everybody; a part's own UPG for its part."""
    return viewer.has_any(UPG) or (unit is not None and viewer.has(UNIT_OFFICER, unit))
