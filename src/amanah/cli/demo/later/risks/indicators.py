"""Key risk indicators, read every month or quarter for as long as there are risks to warn of."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from amanah.cli.demo.later.risks.people import SAID, Cast
from amanah.engines.risks.indicators import periods, services
from amanah.engines.risks.indicators.declare import AMBER, RED

MONTHLY = 5
"""So many of them are read every month, the others every quarter."""
LATE = 3
"""One of so many has not been read for its last period."""
FINE = ("%", "hari kerja")
"""What is measured in parts; everything else is counted."""
CLEARED = "Nilai terakhir kembali di bawah ambang dan sebabnya sudah diperbaiki."
NOTED = {RED: "Melewati ambang; pemilik risiko diberi tahu.", AMBER: "Mendekati ambang.", "": ""}


def lives(cast: Cast) -> Iterator[tuple[date, Iterator[date]]]:
    """Each indicator with the day on which it is written down: when the first risks that it warns of are there."""
    for number, told in enumerate(SAID["indicators"]):
        days = [plan.day for plan in cast.plans if plan.unit.code == told["unit"] and plan.said.get("library") in told["schemes"]]
        day = min(days) + timedelta(days=15)
        yield day, _life(cast, number, told, day)


def _life(cast: Cast, number: int, told: dict[str, Any], day: date) -> Iterator[date]:
    measured_in, amber, red, direction, _redflag, first, last = told["row"]
    unit, today = cast.stage.unit(told["unit"]), cast.stage.today
    keeper, rng = cast.keeper(unit), random.Random(number)  # noqa: S311 - invented numbers need no secrets
    frequency = "monthly" if number < MONTHLY else "quarterly"
    indicator = services.enter(
        title=told["title"],
        unit=unit,
        measured_in=measured_in,
        amber=Decimal(amber),
        red=Decimal(red),
        direction=direction,
        frequency=frequency,
        viewer=keeper,
        watching=[risk for scheme in told["schemes"] for risk in cast.risk_of(told["unit"], scheme)],
    )
    began, period = day, periods.containing(day, frequency)
    until = today - timedelta(days=40) if number % LATE == 0 else today
    while (day := period.last + timedelta(days=rng.randint(3, 9))) <= until:
        yield day
        share = (period.last - began).days / max((today - began).days, 1)
        value = max(first + (last - first) * share + rng.uniform(-1, 1) * max(first, last) * 0.12, 0)
        read = Decimal(round(value, 1 if measured_in in FINE else 0)).quantize(Decimal("0.1"))
        before = indicator.level
        services.keep(indicator, period.last, read, viewer=keeper, note=NOTED.get(indicator.level_of(read), ""))
        if before == RED and indicator.level != RED:
            services.clear_flags(indicator, CLEARED, viewer=keeper)
        period = periods.after(period, frequency)
