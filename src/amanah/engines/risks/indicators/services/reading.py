"""Keeping the value of a period, and what follows from it on the risks that the indicator warns of."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Max

from amanah.engines.risks import queries as risks
from amanah.engines.risks import services as register
from amanah.engines.risks.indicators import declare, periods
from amanah.engines.risks.indicators.events import IndicatorRead
from amanah.engines.risks.indicators.models import NOTE, PLACES, Indicator, Reading, Watches
from amanah.engines.risks.indicators.queries.readings import open_flags
from amanah.engines.risks.indicators.refusals import Refused
from amanah.engines.risks.indicators.services.keeping import LARGEST
from amanah.engines.risks.indicators.services.stepping import hold, owed_until, worded, write_step
from amanah.engines.risks.models import Risk
from amanah.engines.risks.refusals import Refused as RiskRefused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events

SORT = "indicator_breached"
_STEP = Decimal(1).scaleb(-PLACES)


@transaction.atomic
def keep(
    indicator: Indicator, day: date, value: Decimal, *, viewer: Viewer, note: str = "", feed: str = declare.HAND, run: str = ""
) -> Reading:
    """Keep the value of the period in which `day` lies. On red, every risk that the indicator warns of is flagged.

    Args:
        indicator: an active one, which the viewer reads or keeps.
        day: any day of a period that has begun.
        value: rounded to four decimals.
        viewer: who reads.
        note: words; why, where the period has a value already.
        feed: how it came, one of `declare.SOURCES`.
        run: the digest of the scan it was taken from.

    Raises:
        Refused: "not_found", "side", "state", "period", "value" or "reason".
    """
    if not hold(indicator, viewer).reads:
        raise Refused("side")
    if indicator.state != "active":
        raise Refused("state")
    period = periods.containing(day, indicator.frequency)
    if period.first > clock.today():
        raise Refused("period")
    value = value.quantize(_STEP, ROUND_HALF_UP) if value.is_finite() and abs(value) < LARGEST else value
    if not value.is_finite() or abs(value) >= LARGEST:
        raise Refused("value")
    if not note.strip() and indicator.readings.filter(first=period.first).exists():
        raise Refused("reason")
    reading = Reading.objects.create(
        indicator=indicator,
        seq=(indicator.readings.aggregate(last=Max("seq"))["last"] or 0) + 1,
        first=period.first,
        last=period.last,
        value=value,
        amber=indicator.amber,
        red=indicator.red,
        level=indicator.level_of(value),
        note=note.strip()[:NOTE],
        feed=feed,
        run=run,
        day=clock.today(),
        actor=viewer.account,
    )
    flagged = 0
    if indicator.read_to is None or period.last >= indicator.read_to:
        indicator.level, indicator.value, indicator.read_to = reading.level, value, period.last
        flagged = _flag(indicator, viewer) if reading.level == declare.RED else 0
    _go_on(indicator)
    indicator.save()
    events.publish(IndicatorRead(indicator.pk, viewer.actor, reading.level, latest=indicator.read_to == period.last))
    facts = {
        "seq": reading.seq,
        "first": period.first,
        "last": period.last,
        "value": str(value),
        "level": reading.level,
        "feed": feed,
        "run": run,
        "flags": flagged,
    }
    ledger.append("indicator.read", indicator.ref, facts, actor=viewer.actor)
    return reading


@transaction.atomic
def clear_flags(indicator: Indicator, reason: str, *, viewer: Viewer) -> int:
    """Take back the flags that it raised, once the latest value is below red again; how many. Only on risks that the viewer keeps.

    Raises:
        Refused: "not_found", "words", "not_green" or "no_flag".
    """
    hold(indicator, viewer)
    reason = worded(reason)
    if indicator.level == declare.RED:
        raise Refused("not_green")
    flags = open_flags(indicator).filter(risk__in=risks.visible(viewer).order_by().values("pk"))
    list(Risk.objects.select_for_update().filter(pk__in=flags.order_by().values("risk_id")).order_by("pk"))  # as in `_flag`
    cleared = 0
    for flag in flags.select_related("risk"):
        try:
            with transaction.atomic():
                register.clear_flag(flag, reason, viewer)
        except RiskRefused:
            continue
        cleared += 1
    if not cleared:
        raise Refused("no_flag")
    write_step(indicator, "cleared", viewer, text=reason, facts={"flags": cleared})
    return cleared


def _go_on(indicator: Indicator) -> None:
    """Wait for the first period that has no value."""
    known = set(indicator.readings.filter(first__gte=indicator.next_from).values_list("first", flat=True))
    while indicator.next_from in known:
        indicator.next_from = periods.after(periods.containing(indicator.next_from, indicator.frequency), indicator.frequency).first
    indicator.due_on = owed_until(indicator.next_from, indicator.frequency)


def _flag(indicator: Indicator, viewer: Viewer) -> int:
    """Flag every risk that it warns of; one that it flagged already stays so. How many are flagged now."""
    watching = Watches.objects.filter(indicator=indicator, until__isnull=True).values("risk_id")
    # All are held before the first entry of the ledger is written: whoever holds one of them waits for the ledger.
    watched = list(Risk.objects.select_for_update().filter(pk__in=watching).exclude(state="closed").order_by("pk"))
    return len([register.raise_flag(risk, SORT, indicator.ref, indicator.number, viewer.actor) for risk in watched])
