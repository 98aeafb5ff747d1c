"""Writing controls down, changing them, and saying which risks they serve."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.models import TITLE, Control, Plan, Serves
from amanah.engines.risks.controls.queries.visible import may_keep
from amanah.engines.risks.controls.refusals import Refused
from amanah.engines.risks.controls.services.stepping import hold, known, need_active, next_test, numbered, worded, write_step
from amanah.engines.risks.models import Cause, Consequence, Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import visibility
from amanah.kernel import clock

PREFIX = "PG"
_CODES = {
    "nature": declare.NATURES,
    "sort": declare.SORTS,
    "way": declare.WAYS,
    "frequency": declare.FREQUENCIES,
}
_FIELDS = ("title", "description", *_CODES, "unit", "owner", "key")


@dataclass(frozen=True)
class Place:
    """A risk, and on its bow-tie a cause or a consequence (or neither: the control serves the risk as a whole)."""

    risk: Risk
    cause: Cause | None = None
    consequence: Consequence | None = None


@transaction.atomic
def enter(
    *,
    title: str,
    unit: Unit,
    viewer: Viewer,
    nature: str = "preventive",
    sort: str = "non_financial",
    way: str = "manual",
    frequency: str = "every_time",
    description: str = "",
    owner: Person | None = None,
    key: bool = False,
    source: str = "",
    places: Iterable[Place] = (),
) -> Control:
    """Write a control down, with the risks that it serves.

    Args:
        title: words in clear, as all others; nothing that a sealed record holds.
        unit: the unit that carries it out.
        viewer: who keeps the controls of that unit.
        nature: one of `declare.NATURES`.
        sort: one of `declare.SORTS`.
        way: one of `declare.WAYS`.
        frequency: one of `declare.FREQUENCIES`.
        description: how it is carried out.
        owner: who carries it out; whoever heads the unit where nobody is named.
        key: whether the risk stands or falls with it; a key control is tested more often.
        source: the record it arose from, which the viewer must be able to see.
        places: where it holds back which risk.

    Raises:
        Refused: "side", "words", "code", "source", "risk", "place" or "linked".
    """
    if not may_keep(viewer, unit):
        raise Refused("side")
    if source and not visibility.may_see(viewer, source):
        raise Refused("source")
    control_id, today = uuid4(), clock.today()
    control = Control(
        id=control_id,
        ref=f"control:{control_id}",
        title=worded(title)[:TITLE],
        description=description.strip(),
        nature=known(nature, declare.NATURES),
        sort=known(sort, declare.SORTS),
        way=known(way, declare.WAYS),
        frequency=known(frequency, declare.FREQUENCIES),
        unit=unit,
        owner=owner,
        key=key,
        source=source,
        opened_on=today,
    )
    control.next_test_on = next_test(control, today)
    numbered(control, PREFIX)
    for place in places:
        _link(control, place, viewer)
    facts = {"number": control.number, "source": source, **_plain(control)}
    write_step(control, "entered", viewer, text=f"{control.title}\n{control.description}".strip(), facts=facts)
    return control


@transaction.atomic
def change(control: Control, *, reason: str, viewer: Viewer, **said: Any) -> Control:
    """Put something of the control right; `said` names its fields as `enter` does.

    Raises:
        Refused: "not_found", "side", "state", "words", "code" or "unchanged".
    """
    sides = hold(control, viewer)
    if not sides.keeps or (said.get("unit") is not None and not may_keep(viewer, said["unit"])):
        raise Refused("side")
    need_active(control)
    was_key = control.key
    changed = [name for name in _FIELDS if name in said and said[name] != getattr(control, name)]
    if not changed:
        raise Refused("unchanged")
    for name in changed:
        value = known(said[name], _CODES[name]) if name in _CODES else said[name]
        setattr(control, name, worded(value)[:TITLE] if name == "title" else value)
    if control.key != was_key:
        control.next_test_on = next_test(control, control.operating_on or control.opened_on, control.operating)
    write_step(control, "changed", viewer, text=worded(reason), facts={"fields": changed, **_plain(control)})
    return control


@transaction.atomic
def retire(control: Control, reason: str, *, viewer: Viewer) -> None:
    """Stop using it. What was being planned is withdrawn; its links to risks end.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    if not hold(control, viewer).keeps:
        raise Refused("side")
    need_active(control)
    today = clock.today()
    Plan.objects.filter(control=control, state__in=declare.RUNNING).update(state=declare.WITHDRAWN)
    ended = Serves.objects.filter(control=control, until__isnull=True).update(until=today)
    control.state, control.retired_on, control.next_test_on = "retired", today, None
    write_step(control, "retired", viewer, text=worded(reason), facts={"links": ended})


@transaction.atomic
def restore(control: Control, reason: str, *, viewer: Viewer) -> None:
    """Use it again; what it serves is said anew, and it is due for a test as if it were new.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    if not hold(control, viewer).keeps:
        raise Refused("side")
    if control.state != "retired":
        raise Refused("state")
    control.state, control.retired_on = "active", None
    control.next_test_on = next_test(control, clock.today())
    write_step(control, "restored", viewer, text=worded(reason))


@transaction.atomic
def link(control: Control, place: Place, *, viewer: Viewer) -> Serves:
    """Say that it holds back a risk.

    Raises:
        Refused: "not_found", "side", "state", "risk", "place" or "linked".
    """
    if not hold(control, viewer).keeps:
        raise Refused("side")
    need_active(control)
    made = _link(control, place, viewer)
    write_step(control, "linked", viewer, risk=place.risk, facts=_where(made))
    return made


@transaction.atomic
def unlink(serves: Serves, reason: str, *, viewer: Viewer) -> None:
    """Say that it does not serve the risk there any more.

    Raises:
        Refused: "not_found", "side", "state", "risk" or "words".
    """
    control = serves.control
    if not hold(control, viewer).keeps:
        raise Refused("side")
    serves.refresh_from_db(from_queryset=Serves.objects.select_for_update(of=("self",)))
    if serves.until is not None:
        raise Refused("state")
    if not risks.visible(viewer).filter(pk=serves.risk_id).exists():
        raise Refused("risk")
    serves.until = clock.today()
    serves.save(update_fields=["until"])
    write_step(control, "unlinked", viewer, text=worded(reason), risk=serves.risk, facts=_where(serves))


def _link(control: Control, place: Place, viewer: Viewer) -> Serves:
    if not risks.visible(viewer).filter(pk=place.risk.pk).exists():
        raise Refused("risk")
    belonging = [part for part in (place.cause, place.consequence) if part is not None]
    if len(belonging) > 1 or any(part.risk_id != place.risk.pk for part in belonging):
        raise Refused("place")
    there = {"control": control, "risk": place.risk, "cause": place.cause, "consequence": place.consequence}
    if Serves.objects.filter(**{key: value for key, value in there.items() if value is not None}, until__isnull=True).filter(
        cause__isnull=place.cause is None, consequence__isnull=place.consequence is None
    ):
        raise Refused("linked")
    return Serves.objects.create(**there, since=clock.today())


def _where(serves: Serves) -> dict[str, Any]:
    return {"cause": str(serves.cause_id or ""), "consequence": str(serves.consequence_id or "")}


def _plain(control: Control) -> dict[str, Any]:
    return {
        "nature": control.nature,
        "sort": control.sort,
        "way": control.way,
        "frequency": control.frequency,
        "unit": str(control.unit_id),
        "owner": str(control.owner_id) if control.owner_id else "",
        "key": control.key,
    }
