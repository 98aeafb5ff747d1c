"""What a scope watches: planned, with other thresholds or people from a day on, and watched no longer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction

from amanah.engines import measures as sources
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare, standing
from amanah.rooms.antibribery.objectives.models import PLACE, TITLE, UNIT, Measure
from amanah.rooms.antibribery.objectives.queries.visible import Sides, measures, sides_of_measure
from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.objectives.services.stepping import active, clauses, kept, known, numbered, worded, write_step

PREFIX = "UK"


@dataclass(frozen=True)
class Watch:
    """What is watched, how and how often, who reads and who analyses it, who is told, and the thresholds with their reason."""

    title: str
    what: str
    method: str
    form: str
    unit_word: str
    direction: str
    frequency: str
    analyst: Person
    told_to: str
    green: Decimal
    amber: Decimal
    why: str
    starts_on: date
    measurer: Person | None = None
    source: str = ""
    analyse_days: int | None = None
    criteria: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def plan(scope: Scope, watch: Watch, *, viewer: Viewer) -> Measure:
    """Put a measure into the plan of a scope that the viewer keeps. One that the house counts itself is always a share in per cent.

    Raises:
        Refused: "scope", "state", "code", "words", "criteria", "source", "people" or "bounds".
    """
    kept(scope, viewer)
    source = sources.sources().get(watch.source)
    if watch.source and source is None:
        raise Refused("source")
    if source is None and watch.measurer is None:
        raise Refused("people")
    _in_order(watch.green, watch.amber, source.direction if source is not None else watch.direction)
    measure_id = uuid4()
    measure = Measure(
        id=measure_id,
        ref=f"measure:{measure_id}",
        scope=scope,
        title=worded(watch.title)[:TITLE],
        what=worded(watch.what),
        method=worded(watch.method),
        criteria=clauses(watch.criteria),
        source=watch.source,
        form=declare.SHARE if source is not None else known(watch.form, declare.FORMS),
        unit_word="%" if source is not None or watch.form == declare.SHARE else worded(watch.unit_word)[:UNIT],
        direction=source.direction if source is not None else known(watch.direction, declare.DIRECTIONS),
        frequency=known(watch.frequency, declare.FREQUENCIES),
        measurer=watch.measurer,
        analyst=watch.analyst,
        analyse_days=watch.analyse_days,
        told_to=worded(watch.told_to)[:PLACE],
        green=watch.green,
        amber=watch.amber,
        why=worded(watch.why),
        starts_on=watch.starts_on,
        planned_by=viewer.account,
        planned_on=clock.today(),
    )
    numbered(measure, PREFIX)
    facts = {
        "number": measure.number,
        "scope": scope.ref,
        "source": measure.source,
        "frequency": measure.frequency,
        "starts_on": measure.starts_on,
        "criteria": measure.criteria,
        **_people(measure),
        **bounds_of(measure),
    }
    write_step(measure.ref, "planned", viewer, text=measure.title, facts=facts)
    return measure


@dataclass(frozen=True)
class Bounds:
    """Thresholds and people as they are from now on."""

    green: Decimal
    amber: Decimal
    analyst: Person
    measurer: Person | None = None


@transaction.atomic
def rebound(measure: Measure, bounds: Bounds, reason: str, *, viewer: Viewer) -> None:
    """Other thresholds or other people for later readings; what was read keeps the colour that it had.

    Raises:
        Refused: "not_found", "side", "state", "words", "people", "bounds" or "unchanged".
    """
    if not hold(measure, viewer).keeps:
        raise Refused("side")
    if not measure.source and bounds.measurer is None:
        raise Refused("people")
    _in_order(bounds.green, bounds.amber, measure.direction)
    before = (_people(measure), bounds_of(measure))
    measure.green, measure.amber = bounds.green, bounds.amber
    measure.analyst, measure.measurer = bounds.analyst, bounds.measurer
    if before == (_people(measure), bounds_of(measure)):
        raise Refused("unchanged")
    measure.why = worded(reason)
    measure.save()
    write_step(measure.ref, "bounded", viewer, text=measure.why, facts={**_people(measure), **bounds_of(measure)})


@transaction.atomic
def end(measure: Measure, reason: str, *, viewer: Viewer) -> None:
    """Watch it no longer; its readings stay.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    if not hold(measure, viewer).keeps:
        raise Refused("side")
    measure.ended_on, measure.ended_why = clock.today(), worded(reason)
    measure.save()
    write_step(measure.ref, "ended", viewer, text=measure.ended_why, facts={"ended_on": measure.ended_on})


def hold(measure: Measure, viewer: Viewer, *, ended: bool = False) -> Sides:
    """Bring it up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "state" once it, unless `ended`, or its scope has ended.
    """
    rows = Measure.objects.select_for_update(of=("self",)).select_related("scope__unit", "analyst")
    measure.refresh_from_db(from_queryset=rows)
    if not measures(viewer).filter(pk=measure.pk).exists():
        raise Refused("not_found")
    active(measure.scope)
    if measure.ended_on is not None and not ended:
        raise Refused("state")
    return sides_of_measure(viewer, measure)


def _in_order(green: Decimal, amber: Decimal, direction: str) -> None:
    if not standing.meets(green, amber, direction):
        raise Refused("bounds")


def _people(measure: Measure) -> dict[str, str]:
    return {"measurer": str(measure.measurer_id or ""), "analyst": str(measure.analyst_id)}


def bounds_of(measure: Measure) -> dict[str, str]:
    """The thresholds, for the ledger."""
    return {"green": plain(measure.green), "amber": plain(measure.amber)}


def plain(value: Decimal | None) -> str:
    """A number without trailing noughts; "" for None."""
    return "" if value is None else f"{value.normalize():f}"
