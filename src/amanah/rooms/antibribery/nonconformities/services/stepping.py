"""What every verb does alike: take hold of it, see who acts, turn its clocks, write one step and one entry of the ledger."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events, numbers
from amanah.rooms.antibribery.nonconformities import declare
from amanah.rooms.antibribery.nonconformities.declare import MOVES, Side
from amanah.rooms.antibribery.nonconformities.events import NonconformityStepped
from amanah.rooms.antibribery.nonconformities.models import Nonconformity, Step
from amanah.rooms.antibribery.nonconformities.queries.visible import sides_of, visible
from amanah.rooms.antibribery.nonconformities.refusals import Refused

PREFIX = "KS"
DRAWS = 8


def hold(one: Nonconformity, viewer: Viewer) -> frozenset[Side]:
    """Bring it up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    rows = Nonconformity.objects.select_for_update(of=("self",)).select_related("scope__unit", "unit", "owner", "risk")
    one.refresh_from_db(from_queryset=rows)
    if not visible(viewer).filter(pk=one.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, one)


def need(sides: Collection[Side], wanted: Collection[Side]) -> None:
    """Raises Refused "side" when the viewer stands on none of these."""
    if not set(sides) & set(wanted):
        raise Refused("side")


def move(one: Nonconformity, act: str) -> str:
    """Put it where the act leads; answers where it came from. Raises Refused "state" where the table knows no such way."""
    sources, target = MOVES[act]
    if one.state not in sources:
        raise Refused("state")
    source, one.state = one.state, target
    return source


def worded(text: str, code: str = "words") -> str:
    """The words, without space around them. Raises Refused `code` when there are none."""
    if not text.strip():
        raise Refused(code)
    return text.strip()


def known(value: str, titles: Mapping[str, Any]) -> str:
    """The code, if it is one of these. Raises Refused "code"."""
    if value not in titles:
        raise Refused("code")
    return value


def stop_clocks(one: Nonconformity, actor: str) -> None:
    """Nothing is owed by any of its clocks any more."""
    for deadline in Deadline.objects.filter(ref=one.ref, name__in=sorted(declare.CLOCKS), stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), actor)


def numbered(one: Nonconformity) -> None:
    """Save a new one under a number that nobody has."""
    for _ in range(DRAWS):
        one.number = numbers.draw(PREFIX, clock.today())
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:
            if not Nonconformity.objects.filter(number=one.number).exists():
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")


def write_step(
    one: Nonconformity, act: str, account: Account, *, source: str | None = None, text: str = "", facts: Mapping[str, Any] | None = None
) -> Step:
    """Save it and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest."""
    came_from = one.state if source is None else source
    one.save()
    seq = (one.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(
        nonconformity=one, seq=seq, act=act, source=came_from, target=one.state, text=text, day=clock.today(), actor=account
    )
    actor = f"account:{account.pk}"
    events.publish(NonconformityStepped(one.pk, actor, act, came_from, one.state))
    entry = {"seq": seq, "act": act, "from": came_from, "to": one.state, "words": canonical.digest([text]).hex(), "day": step.day}
    ledger.append(f"nonconformity.{act}", one.ref, {**(facts or {}), **entry}, actor=actor)
    return step
