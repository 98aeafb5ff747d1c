"""What every verb does alike: see who acts, find a free number, write one step and one entry of the ledger."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from amanah.engines.risks import queries as risks
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.audits.book import criteria as book
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives.models import Measure, Objective, Step
from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.queries import find, sides_of
from amanah.rooms.antibribery.queries.visible import Sides

DRAWS = 8


def kept(scope: Scope, viewer: Viewer) -> Sides:
    """What the viewer is to an active scope that they keep. Raises Refused "scope" or "state"."""
    found = find(viewer, scope.number)
    sides = sides_of(viewer, found) if found is not None else None
    if sides is None or not sides.keeps:
        raise Refused("scope")
    active(scope)
    return sides


def active(scope: Scope) -> None:
    """Raises Refused "state" once the scope is closed."""
    if Scope.objects.filter(pk=scope.pk).exclude(state=scopes.ACTIVE).exists():
        raise Refused("state")


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


def clauses(refs: Collection[str]) -> list[str]:
    """The clauses, each once, if all of them are known. Raises Refused "criteria"."""
    wanted = list(dict.fromkeys(refs))
    if len(book(wanted)) != len(wanted):
        raise Refused("criteria")
    return wanted


def seen_risk(risk: Risk | None, viewer: Viewer) -> Risk | None:
    """The risk, if the viewer may see it. Raises Refused "risk"."""
    if risk is not None and not risks.visible(viewer).filter(pk=risk.pk).exists():
        raise Refused("risk")
    return risk


def numbered(row: Objective | Measure, prefix: str) -> None:
    """Save a new row under a number that nobody has."""
    for _ in range(DRAWS):
        row.number = numbers.draw(prefix, clock.today())
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not type(row)._default_manager.filter(number=row.number).exists():  # noqa: SLF001 - Django's own name for it
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def write_step(ref: str, act: str, viewer: Viewer | None, *, text: str = "", facts: Mapping[str, Any] | None = None) -> Step:
    """Say what was done about a record whose row is held: one step, and last one entry of the ledger, with the digest of the words.

    Without a viewer it was done by the house itself.
    """
    account = viewer.account if viewer is not None else None
    seq = (Step.objects.filter(ref=ref).aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(ref=ref, seq=seq, act=act, text=text, day=clock.today(), actor=account)
    entry = {"seq": seq, "act": act, "words": canonical.digest([text]).hex(), "day": step.day}
    kind = ref.partition(":")[0]
    ledger.append(f"{kind}.{act}", ref, {**(facts or {}), **entry}, actor=viewer.actor if viewer is not None else "system")
    return step
