"""Writing indicators down, changing them, and saying of which risks they warn."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls.services.stepping import numbered
from amanah.engines.risks.indicators import declare, periods
from amanah.engines.risks.indicators.models import DIGITS, PLACES, TITLE, Indicator, Watches
from amanah.engines.risks.indicators.queries.visible import may_keep
from amanah.engines.risks.indicators.refusals import Refused
from amanah.engines.risks.indicators.services.stepping import hold, owed_until, worded, write_step
from amanah.engines.risks.models import Risk
from amanah.engines.risks.redflags import titles
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import visibility
from amanah.kernel import clock

PREFIX = "IR"
LARGEST = Decimal(10) ** (DIGITS - PLACES)
_FIXED = ("direction", "frequency")
_FIELDS = (
    "title", "description", "measured_in", *_FIXED, "amber", "red", "feed", "redflag", "measure", "subjects", "unit", "owner"
)  # fmt: skip


@transaction.atomic
def enter(
    *,
    title: str,
    unit: Unit,
    measured_in: str,
    amber: Decimal,
    red: Decimal,
    viewer: Viewer,
    direction: str = declare.HIGHER,
    frequency: str = "monthly",
    feed: str = declare.HAND,
    redflag: str = "",
    measure: str = "",
    subjects: str = "",
    description: str = "",
    owner: Person | None = None,
    source: str = "",
    watching: Iterable[Risk] = (),
) -> Indicator:
    """Write an indicator down; the first value that is owed is that of the period in which this is done.

    Args:
        title: words in clear, as all others; nothing that a sealed record holds.
        unit: the unit whose risks it warns of.
        measured_in: the unit of measure, for example "berkas" or "%".
        amber: from here on one watches out; in the direction in which it gets worse it comes before `red`.
        red: from here on the risks that it warns of are flagged.
        viewer: who keeps the register of that unit.
        direction: one of `declare.DIRECTIONS`.
        frequency: one of `periods.FREQUENCIES`.
        feed: one of `declare.SOURCES`.
        redflag: for REDFLAGS, the id of an indicator of `amanah scan`.
        measure: for REDFLAGS, one of `declare.MEASURES`.
        description: how it is measured.
        subjects: for REDFLAGS, only subjects whose id holds this; all without it.
        owner: who reads it; whoever heads the unit where nobody is named.
        source: the record it arose from, which the viewer must be able to see.
        watching: the risks that it warns of.

    Raises:
        Refused: "side", "words", "code", "thresholds", "value", "feed", "source", "risk" or "watched".
    """
    if not may_keep(viewer, unit):
        raise Refused("side")
    if source and not visibility.may_see(viewer, source):
        raise Refused("source")
    indicator_id, today = uuid4(), clock.today()
    if frequency not in periods.FREQUENCIES:
        raise Refused("code")
    first = periods.containing(today, frequency).first
    indicator = Indicator(
        id=indicator_id,
        ref=f"indicator:{indicator_id}",
        title=worded(title)[:TITLE],
        description=description.strip(),
        measured_in=worded(measured_in),
        direction=direction,
        amber=amber,
        red=red,
        frequency=frequency,
        feed=feed,
        redflag=redflag,
        measure=measure,
        subjects=subjects.strip(),
        unit=unit,
        owner=owner,
        source=source,
        opened_on=today,
        next_from=first,
        due_on=owed_until(first, frequency),
    )
    _check(indicator)
    numbered(indicator, PREFIX)
    for risk in watching:
        _watch(indicator, risk, viewer)
    facts = {"number": indicator.number, "source": source, **_plain(indicator)}
    write_step(indicator, "entered", viewer, text=f"{indicator.title}\n{indicator.description}".strip(), facts=facts)
    return indicator


@transaction.atomic
def change(indicator: Indicator, *, reason: str, viewer: Viewer, **said: Any) -> None:
    """Put something of it right; earlier readings keep the level that they had. `said` names its fields as `enter` does.

    Raises:
        Refused: "not_found", "side", "state", "words", "code", "thresholds", "feed", "fixed" or "unchanged".
    """
    _keeping(indicator, viewer, "active")
    if said.get("unit") is not None and not may_keep(viewer, said["unit"]):
        raise Refused("side")
    changed = [name for name in _FIELDS if name in said and said[name] != getattr(indicator, name)]
    if not changed:
        raise Refused("unchanged")
    if set(changed) & set(_FIXED) and indicator.readings.exists():
        raise Refused("fixed")
    for name in changed:
        setattr(indicator, name, said[name])
    indicator.title, indicator.measured_in = worded(indicator.title)[:TITLE], worded(indicator.measured_in)
    _check(indicator)
    if "frequency" in changed:
        indicator.next_from = periods.containing(clock.today(), indicator.frequency).first
        indicator.due_on = owed_until(indicator.next_from, indicator.frequency)
    write_step(indicator, "changed", viewer, text=worded(reason), facts={"fields": changed, **_plain(indicator)})


@transaction.atomic
def retire(indicator: Indicator, reason: str, *, viewer: Viewer) -> None:
    """Do not read it any more.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    _keeping(indicator, viewer, "active")
    indicator.state, indicator.due_on = "retired", None
    write_step(indicator, "retired", viewer, text=worded(reason))


@transaction.atomic
def restore(indicator: Indicator, reason: str, *, viewer: Viewer) -> None:
    """Read it again, from the present period on.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    _keeping(indicator, viewer, "retired")
    indicator.state = "active"
    present = periods.containing(clock.today(), indicator.frequency).first
    indicator.next_from = max(indicator.next_from, present)
    indicator.due_on = owed_until(indicator.next_from, indicator.frequency)
    write_step(indicator, "restored", viewer, text=worded(reason))


@transaction.atomic
def watch(indicator: Indicator, risk: Risk, *, viewer: Viewer) -> Watches:
    """Say that it warns of a risk.

    Raises:
        Refused: "not_found", "side", "state", "risk" or "watched".
    """
    _keeping(indicator, viewer, "active")
    made = _watch(indicator, risk, viewer)
    write_step(indicator, "watched", viewer, risk=risk)
    return made


@transaction.atomic
def unwatch(watches: Watches, reason: str, *, viewer: Viewer) -> None:
    """Say that it does not warn of that risk any more.

    Raises:
        Refused: "not_found", "side", "state", "risk" or "words".
    """
    indicator = watches.indicator
    if not hold(indicator, viewer).keeps:
        raise Refused("side")
    watches.refresh_from_db(from_queryset=Watches.objects.select_for_update(of=("self",)))
    if watches.until is not None:
        raise Refused("state")
    if not risks.visible(viewer).filter(pk=watches.risk_id).exists():
        raise Refused("risk")
    watches.until = clock.today()
    watches.save(update_fields=["until"])
    write_step(indicator, "unwatched", viewer, text=worded(reason), risk=watches.risk)


def _keeping(indicator: Indicator, viewer: Viewer, state: str) -> None:
    if not hold(indicator, viewer).keeps:
        raise Refused("side")
    if indicator.state != state:
        raise Refused("state")


def _watch(indicator: Indicator, risk: Risk, viewer: Viewer) -> Watches:
    if not risks.visible(viewer).filter(pk=risk.pk).exists():
        raise Refused("risk")
    if Watches.objects.filter(indicator=indicator, risk=risk, until__isnull=True).exists():
        raise Refused("watched")
    return Watches.objects.create(indicator=indicator, risk=risk, since=clock.today())


def _check(indicator: Indicator) -> None:
    codes: Mapping[str, Mapping[str, Any]] = {
        "direction": declare.DIRECTIONS,
        "frequency": periods.FREQUENCIES,
        "feed": declare.SOURCES,
    }
    if any(getattr(indicator, name) not in titles_ for name, titles_ in codes.items()):
        raise Refused("code")
    if max(abs(indicator.amber), abs(indicator.red)) >= LARGEST:
        raise Refused("value")
    if not declare.in_order(indicator.direction, indicator.amber, indicator.red):
        raise Refused("thresholds")
    if indicator.feed != declare.REDFLAGS:
        indicator.redflag = indicator.measure = indicator.subjects = ""
    elif indicator.redflag not in titles() or indicator.measure not in declare.MEASURES:
        raise Refused("feed")
    if indicator.subjects and indicator.measure != declare.HITS:
        raise Refused("feed")


def _plain(indicator: Indicator) -> dict[str, Any]:
    names = ("direction", "frequency", "feed", "redflag", "measure")
    return {
        **{name: getattr(indicator, name) for name in names},
        "amber": str(indicator.amber),
        "red": str(indicator.red),
        "unit": str(indicator.unit_id),
        "owner": str(indicator.owner_id) if indicator.owner_id else "",
    }
