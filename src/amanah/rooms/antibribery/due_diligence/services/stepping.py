"""What every verb does alike: take hold of a file, see who acts, write one step and one entry of the ledger."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from amanah.foundation.access import conflicts
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.threads import visibility
from amanah.kernel import canonical, clock, events, numbers
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.declare import MOVES, Side
from amanah.rooms.antibribery.due_diligence.events import DiligenceStepped
from amanah.rooms.antibribery.due_diligence.models import Diligence, Step
from amanah.rooms.antibribery.due_diligence.queries.visible import matter, sides_of, visible
from amanah.rooms.antibribery.due_diligence.refusals import Refused

PREFIX = "UT"
DRAWS = 8


def hold(one: Diligence, viewer: Viewer) -> frozenset[Side]:
    """Bring it up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    rows = Diligence.objects.select_for_update(of=("self",)).select_related("scope__unit", "unit")
    one.refresh_from_db(from_queryset=rows)
    if not visible(viewer).filter(pk=one.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, one)


def need(sides: Collection[Side], *wanted: Side) -> None:
    """Raises Refused "side" when the viewer stands on none of these."""
    if not set(sides) & set(wanted):
        raise Refused("side")


def move(one: Diligence, act: str) -> str:
    """Put it where the act leads; answers where it came from. Raises Refused "state" where the table knows no such way."""
    sources, target = MOVES[act]
    if one.state not in sources:
        raise Refused("state")
    source, one.state = one.state, target
    return source


def during(one: Diligence, *states: str) -> None:
    """Raises Refused "state" when it stands elsewhere."""
    if one.state not in states:
        raise Refused("state")


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


def free_of(one: Diligence, person_id: UUID | None) -> None:
    """Raises Refused where the file is about this person, or where they declared an interest in what it is about.

    Refused: "unknown_person", "about_them" or "interest".
    """
    if person_id is None:
        raise Refused("unknown_person")
    if person_id == one.person_id or one.owners.filter(person_id=person_id).exists():
        raise Refused("about_them")
    if conflicts.stands_in_the_way(person_id, matter(one)) or (one.source and visibility.concerns(person_id, one.source)):
        raise Refused("interest")


def stop_clocks(one: Diligence, actor: str) -> None:
    """Nothing is owed by any of its clocks any more."""
    for deadline in Deadline.objects.filter(ref=one.ref, name__in=sorted(declare.CLOCKS), stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), actor)


def numbered(record: models.Model, prefix: str, taken: Callable[[str], bool]) -> None:
    """Save a new record under a number that nobody has."""
    for _ in range(DRAWS):
        number = numbers.draw(prefix, clock.today())
        record.number = number  # type: ignore[attr-defined]  # both of ours have one
        try:
            with transaction.atomic():
                record.save(force_insert=True)
        except IntegrityError:
            if not taken(number):
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def write_step(
    one: Diligence, act: str, account: Account, *, source: str | None = None, text: str = "", facts: Mapping[str, Any] | None = None
) -> Step:
    """Save it and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest."""
    came_from = one.state if source is None else source
    one.save()
    seq = (one.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(
        diligence=one, seq=seq, act=act, source=came_from, target=one.state, round=one.round, text=text, day=clock.today(), actor=account
    )
    actor = f"account:{account.pk}"
    events.publish(DiligenceStepped(one.pk, actor, act, came_from, one.state))
    entry = {"seq": seq, "from": came_from, "to": one.state, "round": one.round, "outcome": one.outcome}
    entry |= {"words": canonical.digest([text]).hex(), "day": step.day}
    ledger.append(f"diligence.{act}", one.ref, {**(facts or {}), **entry}, actor=actor)
    return step
