"""What every verb does alike: take hold of the control, see who acts, write one step and one entry of the ledger."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from amanah import rulebook
from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.models import Control, Step, Test
from amanah.engines.risks.controls.queries.visible import Sides, responsible, sides_of, visible
from amanah.engines.risks.controls.refusals import Refused
from amanah.engines.risks.models import Risk
from amanah.foundation.access import conflicts
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, numbers

DRAWS = 8


def hold(control: Control, viewer: Viewer) -> Sides:
    """Bring `control` up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    control.refresh_from_db(from_queryset=Control.objects.select_for_update(of=("self",)).select_related("unit", "owner"))
    if not visible(viewer).filter(pk=control.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, control)


def need_active(control: Control) -> None:
    """Raises Refused "state" for a control that is not used any more."""
    if control.state != "active":
        raise Refused("state")


def need_tester(control: Control, viewer: Viewer, sides: Sides) -> tuple[Person, UUID | None]:
    """The person who tests, and who answers for the control on this day.

    Raises:
        Refused: "unknown_person", "own", "side" or "interest".
    """
    person = viewer.person
    if person is None:
        raise Refused("unknown_person")
    if sides.carries:
        raise Refused("own")
    if not sides.tests:
        raise Refused("side")
    if conflicts.stands_in_the_way(person.pk, conflicts.Matter(unit=control.unit)):
        raise Refused("interest")
    return person, next(iter(sorted(responsible(control.unit, control.owner_id))), None)


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


def next_test(control: Control, since: date, verdict: str = "") -> date:
    """When the control is tested next, counted from `since`, by the rulebook."""
    rule = declare.RETEST if verdict in declare.FAILED else declare.TEST_KEY if control.key else declare.TEST_OTHER
    return rulebook.due(rule, since).date


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


def write_step(
    control: Control,
    act: str,
    viewer: Viewer,
    *,
    text: str = "",
    test: Test | None = None,
    risk: Risk | None = None,
    facts: dict[str, Any] | None = None,
) -> Step:
    """Save the control and say what was done: one step, and last one entry of the ledger, which holds the words' digest."""
    control.save()
    seq = (control.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(control=control, seq=seq, act=act, text=text, test=test, risk=risk, day=clock.today(), actor=viewer.account)
    entry = {"seq": seq, "act": act, "state": control.state, "words": canonical.digest([text]).hex(), "day": step.day}
    if risk is not None:
        entry["risk"] = str(risk.pk)
    ledger.append(f"control.{act}", control.ref, {**(facts or {}), **entry}, actor=viewer.actor)
    return step
