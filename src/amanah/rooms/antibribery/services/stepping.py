"""What every verb does alike: take hold of the scope, see who acts, write one step and one entry of the ledger."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, numbers
from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import Scope, Step
from amanah.rooms.antibribery.queries.visible import Sides, sides_of, visible
from amanah.rooms.antibribery.refusals import Refused

DRAWS = 8


def hold(scope: Scope, viewer: Viewer) -> Sides:
    """Bring `scope` up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    scope.refresh_from_db(from_queryset=Scope.objects.select_for_update(of=("self",)).select_related("unit", "parent", "top_person"))
    if not visible(viewer).filter(pk=scope.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, scope)


def keep(scope: Scope, viewer: Viewer) -> Sides:
    """As `hold`, for those who keep the scope, and only while it is active. Raises Refused "not_found", "side" or "state"."""
    sides = hold(scope, viewer)
    if not sides.keeps:
        raise Refused("side")
    if scope.state != declare.ACTIVE:
        raise Refused("state")
    return sides


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def known(value: str, titles: Mapping[str, Any]) -> str:
    """The code, if it is one of these. Raises Refused "code"."""
    if value not in titles:
        raise Refused("code")
    return value


def numbered(row: Model, prefix: str) -> None:
    """Save a new row under a number that nobody has."""
    for _ in range(DRAWS):
        number = numbers.draw(prefix, clock.today())
        row.number = number  # type: ignore[attr-defined]  # every model that comes here has one
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not type(row)._default_manager.filter(number=number).exists():  # noqa: SLF001 - Django's own name for it
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def write_step(scope: Scope, act: str, viewer: Viewer, *, text: str = "", facts: Mapping[str, Any] | None = None) -> Step:
    """Save the scope and say what was done: one step, and last one entry of the ledger, which holds the words' digest."""
    scope.save()
    seq = (scope.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(scope=scope, seq=seq, act=act, text=text, day=clock.today(), actor=viewer.account)
    entry = {"seq": seq, "act": act, "state": scope.state, "words": canonical.digest([text]).hex(), "day": step.day}
    ledger.append(f"scope.{act}", scope.ref, {**(facts or {}), **entry}, actor=viewer.actor)
    return step
