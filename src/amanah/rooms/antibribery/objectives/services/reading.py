"""Reading measures, by people or by the house itself, saying what a reading means, and letting something be done about it."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.db import transaction
from django.db.models import Max

from amanah import rulebook
from amanah.engines import measures as sources
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.risks.indicators import periods
from amanah.engines.risks.indicators.periods import Period
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.objectives import declare, standing
from amanah.rooms.antibribery.objectives.models import Analysis, Measure, Reading
from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.objectives.services.measures import bounds_of, hold, plain
from amanah.rooms.antibribery.objectives.services.stepping import worded, write_step

HUNDRED = Decimal(100)
HUNDREDTH = Decimal("0.01")
Counts: TypeAlias = tuple[Decimal, Decimal | None]


@transaction.atomic
def read(measure: Measure, day: date, numerator: Decimal, denominator: Decimal | None, note: str = "", *, viewer: Viewer) -> Reading:
    """Write down what was read of the period in which the day lies; of one that was read before only with the reason.

    Raises:
        Refused: "not_found", "side", "state", "live", "period", "counts" or "why_again".
    """
    sides = hold(measure, viewer)
    if measure.source:
        raise Refused("live")
    if not (sides.measures or sides.keeps):
        raise Refused("side")
    period = periods.containing(day, measure.frequency)
    if period < measure.first or period.last >= clock.today():
        raise Refused("period")
    share = measure.form == declare.SHARE
    if numerator < 0 or share != (denominator is not None) or (denominator is not None and not 0 <= numerator <= denominator):
        raise Refused("counts")
    if measure.readings.filter(period_to=period.last).exists() and not note.strip():
        raise Refused("why_again")
    return _freeze(measure, period, (numerator, denominator), note, viewer)


def read_due() -> int:
    """Let the house count what it counts itself, of every period that has just ended; how many readings were made.

    A period whose time for reading has passed is left unread: its number would be that of another day.
    """
    made = 0
    today = clock.today()
    live = Measure.objects.filter(ended_on__isnull=True, scope__state=scopes.ACTIVE).exclude(source="")
    for measure in live.select_related("scope__unit").order_by("pk"):
        period = periods.before(periods.containing(today, measure.frequency), measure.frequency)
        due = rulebook.due(declare.READ_WITHIN, period.last).date
        if period < measure.first or today > due or (measure.read_to is not None and measure.read_to >= period.last):
            continue
        made += _count(measure, period)
    return made


@transaction.atomic
def analyse(reading: Reading, text: str, follows: str, *, viewer: Viewer) -> Analysis:
    """Say what a reading means; of a red one also what follows from it, or why nothing has to.

    Raises:
        Refused: "not_found", "side", "state", "analysed" or "words".
    """
    measure = reading.measure
    sides = hold(measure, viewer, ended=True)
    if not (sides.analyses or sides.keeps):
        raise Refused("side")
    later = measure.readings.filter(period_to=reading.period_to, seq__gt=reading.seq)
    if Analysis.objects.filter(reading=reading).exists() or later.exists():
        raise Refused("analysed")
    said = worded(follows) if reading.colour == declare.RED else follows.strip()
    made = Analysis.objects.create(reading=reading, text=worded(text), follows=said, day=clock.today(), actor=viewer.account)
    facts = {"period_to": reading.period_to, "reading": reading.seq, "colour": reading.colour}
    write_step(measure.ref, "analysed", viewer, text=f"{made.text}\n\n{made.follows}".strip(), facts=facts)
    return made


@transaction.atomic
def give(
    measure: Measure, title: str, *, verifier: Person, viewer: Viewer, owner: Person | None = None, due_on: date | None = None
) -> Action:
    """Let something be done about what a measure shows.

    Raises:
        Refused: "not_found", "side" or "state".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    sides = hold(measure, viewer, ended=True)
    if not (sides.analyses or sides.keeps):
        raise Refused("side")
    unit = measure.scope.unit
    action = actions.open_action(title=title, unit=unit, owner=owner, verifier=verifier, due_on=due_on, source=measure.ref, viewer=viewer)
    write_step(measure.ref, "given", viewer, text=f"{action.number} {action.title}", facts={"action": action.ref})
    return action


@transaction.atomic
def _count(measure: Measure, period: Period) -> int:
    measure.refresh_from_db(from_queryset=Measure.objects.select_for_update(of=("self",)).select_related("scope__unit"))
    counted = sources.count(measure.source, measure.scope.unit, period.first, period.last)
    if counted is None or measure.readings.filter(period_to=period.last).exists():
        return 0
    _freeze(measure, period, (Decimal(counted.numerator), Decimal(counted.denominator)), "", None)
    return 1


def _freeze(measure: Measure, period: Period, counts: Counts, note: str, viewer: Viewer | None) -> Reading:
    numerator, denominator = counts
    value: Decimal | None = numerator
    if denominator is not None:
        value = (numerator * HUNDRED / denominator).quantize(HUNDREDTH) if denominator else None
    last = measure.readings.filter(period_to=period.last).aggregate(last=Max("seq"))["last"]
    made = Reading.objects.create(
        measure=measure,
        seq=(last or 0) + 1,
        period_from=period.first,
        period_to=period.last,
        numerator=numerator,
        denominator=denominator,
        value=value,
        green=measure.green,
        amber=measure.amber,
        colour=standing.colour(value, measure.green, measure.amber, measure.direction),
        note=note.strip(),
        read_on=clock.today(),
        read_by=viewer.account if viewer is not None else None,
    )
    if measure.read_to is None or measure.read_to < period.last:
        measure.read_to = period.last
        measure.save(update_fields=["read_to"])
    facts = {
        "period_to": period.last,
        "reading": made.seq,
        "numerator": plain(numerator),
        "denominator": plain(denominator),
        "colour": made.colour,
        **bounds_of(measure),
    }
    write_step(measure.ref, "read", viewer, text=made.note, facts=facts)
    return made
