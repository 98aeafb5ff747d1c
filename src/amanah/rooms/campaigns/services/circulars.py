"""Messages that people confirm having read."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import canonical, clock
from amanah.rooms.campaigns import audiences, declare
from amanah.rooms.campaigns.audiences import AudiencePlan
from amanah.rooms.campaigns.models import Campaign, Circular, Reading
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.stepping import hold, need, numbered, worded, write_step

PREFIX = "PE"


@dataclass(frozen=True)
class CircularPlan:
    """A message, in both languages where there is a second one, and the last day on which it is to be read."""

    title: str
    body: str
    due_on: date
    audience: AudiencePlan
    body_en: str = ""


@transaction.atomic
def write_circular(campaign: Campaign, plan: CircularPlan, *, viewer: Viewer) -> Circular:
    """Write a message of a running campaign; nobody gets it yet. Its audience is staff.

    Raises:
        Refused: "not_found", "side", "state", "words", "past" or "audience".
    """
    hold(campaign, viewer)
    need(viewer, campaign, states=("running",))
    circular_id = uuid4()
    circular = Circular(id=circular_id, ref=f"circular:{circular_id}", campaign=campaign, opened_on=clock.today())
    _write(circular, plan)
    return numbered(circular, PREFIX, clock.today())


@transaction.atomic
def change_circular(circular: Circular, plan: CircularPlan, *, viewer: Viewer) -> Circular:
    """Change a message that nobody has got yet. Raises as `write_circular`."""
    _hold(circular, viewer, "draft")
    _write(circular, plan)
    circular.save()
    return circular


@transaction.atomic
def send_circular(circular: Circular, *, viewer: Viewer) -> int:
    """Send a message to everybody of its audience as it stands today; answers how many. From now on it is not changed.

    Who is told of it hears so on the house's next beat.

    Raises:
        Refused: "not_found", "side", "state", "past" or "readers".
    """
    _hold(circular, viewer, "draft")
    if circular.due_on < clock.today():
        raise Refused("past")
    found = audiences.people(circular.audience)
    if not found:
        raise Refused("readers")
    circular.state, circular.sent_on, circular.sent_by = declare.SENT, clock.today(), viewer.account
    circular.digest = canonical.digest([circular.title, circular.body, circular.body_en]).hex()
    circular.save()
    Reading.objects.bulk_create(
        (Reading(circular=circular, person_id=person_id, unit_id=unit_id) for person_id, unit_id in found.items()), batch_size=1000
    )
    facts = {
        "circular": circular.ref,
        "number": circular.number,
        "readers": len(found),
        "digest": circular.digest,
        "until": circular.due_on,
    }
    write_step(circular.campaign, "sent", viewer, text=circular.title, facts=facts)
    return len(found)


@transaction.atomic
def withdraw_circular(circular: Circular, text: str, *, viewer: Viewer) -> Circular:
    """Ask nobody any more to read a message; who confirmed it stays known.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    _hold(circular, viewer, declare.SENT)
    words = worded(text)
    circular.state = declare.WITHDRAWN
    circular.save(update_fields=["state"])
    write_step(circular.campaign, "withdrawn", viewer, text=f"{circular.title}: {words}", facts={"circular": circular.ref})
    return circular


@transaction.atomic
def confirm_read(circular: Circular, read: str, *, viewer: Viewer) -> Reading:
    """Confirm having read a message, for oneself alone; `read` is the digest of what was on the screen.

    Raises:
        Refused: "not_found", "changed" or "read".
    """
    person_id = viewer.account.person_id if viewer.account.may_sign_in() else None
    reading = Reading.objects.select_for_update(of=("self",)).filter(circular=circular, person_id=person_id).first() if person_id else None
    if reading is None:
        raise Refused("not_found")
    circular.refresh_from_db(fields=["state", "digest"])
    if circular.state != declare.SENT or circular.digest != read:
        raise Refused("changed")
    if reading.read_on is not None:
        raise Refused("read")
    reading.read_on = clock.today()
    reading.save(update_fields=["read_on"])
    return reading


def _write(circular: Circular, plan: CircularPlan) -> None:
    if plan.due_on < clock.today():
        raise Refused("past")
    if not plan.audience.staff:
        raise Refused("audience")
    circular.title, circular.body, circular.body_en = worded(plan.title), worded(plan.body), plan.body_en.strip()
    circular.due_on = plan.due_on
    circular.audience = audiences.keep(plan.audience, on=circular.audience if circular.audience_id else None)


def _hold(circular: Circular, viewer: Viewer, state: str) -> None:
    hold(circular.campaign, viewer)
    campaign = circular.campaign
    circular.refresh_from_db(from_queryset=Circular.objects.select_for_update())
    circular.campaign = campaign
    need(viewer, campaign)
    if circular.state != state or (state == "draft" and campaign.state != "running"):
        raise Refused("state")
