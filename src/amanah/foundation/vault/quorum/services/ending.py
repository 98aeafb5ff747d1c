"""An opening ends: what was wrapped for it is dropped, and the shares remain with their holders."""

from django.db import transaction

from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.quorum.errors import Over
from amanah.foundation.vault.quorum.events import OpeningEnded
from amanah.foundation.vault.quorum.models import Opening
from amanah.foundation.vault.quorum.services.opening import destroy_parts
from amanah.foundation.vault.services.records import drop_holder
from amanah.kernel import clock, events


def end(opening: Opening, *, actor: str) -> None:
    """Take the keys back, or the wish where nobody read yet. Raises Over. What was read stays seen."""
    quorum = opening.quorum
    with transaction.atomic():
        now = Opening.objects.select_for_update().filter(pk=opening.pk).exclude(state=Opening.State.ENDED).first()
        if now is None:
            raise Over
        was_open = now.state == Opening.State.OPEN
        destroy_parts(now)
        if was_open:
            for record in Wrap.objects.filter(holder=quorum.holder).values_list("record", flat=True):
                drop_holder(record, f"account:{now.asker_id}", actor=actor)
        now.state, now.ended_on = Opening.State.ENDED, clock.today()
        now.save(update_fields=["state", "ended_on"])
        events.publish(OpeningEnded(quorum.matter, actor))
        facts = {"opening": now.ref, "read": was_open, "day": now.ended_on}
        ledger.append("vault.quorum_ended", quorum.matter, facts, actor=actor)
    opening.refresh_from_db()


def lapse(matter: str = "") -> int:
    """End what is past its last day, everywhere or for one matter; answers how many. Safe to repeat."""
    rows = Opening.objects.filter(until__lt=clock.today()).exclude(state=Opening.State.ENDED).select_related("quorum")
    over = list(rows.filter(quorum__matter=matter) if matter else rows)
    for opening in over:
        end(opening, actor="system")
    return len(over)
