"""Closing a wave: what may be told is kept, and the counters are destroyed. And showing what came of it in public, or not any more."""

from typing import Any

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.campaigns.pulse.models import Counter, Wave
from amanah.rooms.campaigns.pulse.protecting import Part, told
from amanah.rooms.campaigns.pulse.questions.definition import UNANSWERED
from amanah.rooms.campaigns.pulse.refusals import Refused
from amanah.rooms.campaigns.roles import MANAGER

SYSTEM = "system"


def close_due() -> int:
    """Close every wave whose last day is over; how many. Idempotent."""
    done = 0
    for wave in Wave.objects.filter(closed_on__isnull=True, closes_on__lt=clock.today()).select_related("pulse").order_by("pk"):
        done += _close(wave, SYSTEM)
    return done


def close(wave: Wave, *, viewer: Viewer) -> None:
    """Close a wave before its last day is over.

    Raises:
        Refused: "role", "early" or "closed".
    """
    if not viewer.has(MANAGER.key, wave.pulse.unit):
        raise Refused("role")
    if clock.today() < wave.opens_on:
        raise Refused("early")
    if not _close(wave, viewer.actor):
        raise Refused("closed")


@transaction.atomic
def show(wave: Wave, *, viewer: Viewer) -> None:
    """Show the whole's figures on the public integrity page.

    Raises:
        Refused: "role" or "open".
    """
    _hold(wave, viewer)
    if wave.shown_since is None:
        wave.shown_since = clock.today()
        wave.save(update_fields=["shown_since"])
        ledger.append("pulse.shown", wave.pulse.ref, {"wave": wave.seq, "day": wave.shown_since}, actor=viewer.actor)


@transaction.atomic
def hide(wave: Wave, *, viewer: Viewer) -> None:
    """Do not show them any more.

    Raises:
        Refused: "role" or "open".
    """
    _hold(wave, viewer)
    if wave.shown_since is not None:
        wave.shown_since = None
        wave.save(update_fields=["shown_since"])
        ledger.append("pulse.hidden", wave.pulse.ref, {"wave": wave.seq, "day": clock.today()}, actor=viewer.actor)


def _hold(wave: Wave, viewer: Viewer) -> None:
    wave.refresh_from_db(from_queryset=Wave.objects.select_for_update(of=("self",)).select_related("pulse__unit"))
    if not viewer.has(MANAGER.key, wave.pulse.unit):
        raise Refused("role")
    if wave.closed_on is None:
        raise Refused("open")


@transaction.atomic
def _close(wave: Wave, actor: str) -> bool:
    wave.refresh_from_db(from_queryset=Wave.objects.select_for_update(of=("self",)).select_related("pulse__unit"))
    if wave.closed_on is not None:
        return False
    # Counters first: whoever answers at this moment waits for their rows, finds none, and is told that the wave is closed.
    counted = list(Counter.objects.select_for_update().filter(wave=wave).order_by("pk"))
    groups: dict[str, dict[str, dict[str, int]]] = {}
    first = wave.asked[0]["key"]
    sheets = 0
    for counter in counted:
        sheets += counter.count if counter.question == first else 0
        if counter.choice != UNANSWERED:
            groups.setdefault(counter.group, {}).setdefault(counter.question, {})[counter.choice] = counter.count
    found = told(groups, wave.least, {one.key: one.favourable for one in wave.questions if one.favourable})
    wave.result = {
        "sheets": sheets if sheets >= wave.least else None,
        "whole": _kept(found.whole) if found.whole else None,
        "parts": [_kept(part) for part in found.parts],
    }
    wave.closed_on = clock.today()
    wave.sha256 = canonical.digest(wave.result).hex()
    wave.save(update_fields=["result", "closed_on", "sha256"])
    Counter.objects.filter(wave=wave).delete()
    facts = {"wave": wave.seq, "day": wave.closed_on, "sha256": wave.sha256}
    ledger.append("pulse.closed", wave.pulse.ref, facts, actor=actor)
    return True


def _kept(part: Part) -> dict[str, Any]:
    return {"groups": list(part.groups), "answers": part.answers}
