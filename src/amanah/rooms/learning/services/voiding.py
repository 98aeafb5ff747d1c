"""Taking back a record that is wrong."""

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events
from amanah.rooms.learning import queries, standings
from amanah.rooms.learning.events import RecordVoided
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.refusals import Refused


@transaction.atomic
def void(record: Record, reason: str, viewer: Viewer) -> Record:
    """The record does not count any longer; it stays to be seen, with the reason.

    Raises:
        Refused: "side" for everybody but who manages learning where the person works, "voided", or "words" without a reason.
    """
    if not queries.may_manage(viewer, record):
        raise Refused("side")
    return void_of_origin(record, reason, viewer)


@transaction.atomic
def void_of_origin(record: Record, reason: str, viewer: Viewer) -> Record:
    """As `void`, for the part of the room that credited it and has seen that the viewer may. Raises Refused "voided" or "words"."""
    record.refresh_from_db(from_queryset=Record.objects.select_for_update(of=("self",)))
    if record.voided_on is not None:
        raise Refused("voided")
    if not reason.strip():
        raise Refused("words")
    record.voided_on, record.voided_reason = clock.today(), reason.strip()
    record.save(update_fields=["voided_on", "voided_reason"])
    if record.person_id is not None:
        standings.refresh([record.person_id])
    events.publish(RecordVoided(record.pk, record.person_id, viewer.actor))
    ledger.append("record.voided", record.ref, {"reason": canonical.digest([record.voided_reason]).hex()}, actor=viewer.actor)
    return record
