# ruff: noqa: PLR2004 - how often and how long is a matter of taste here
"""Five hundred controls on the causes and consequences of those risks, tested by two auditors; what fails is mended and tested again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from amanah.cli.demo.later.risks.people import SAID, Cast, Intended
from amanah.engines.risks.controls import services
from amanah.engines.risks.controls.models import Control
from amanah.engines.risks.controls.services import Found, Place
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock

CONTROLS = 500
POPULATION = {"every_time": (90, 240), "daily": (60, 120), "weekly": (20, 26), "monthly": (6, 12), "quarterly": (3, 4)}
FEW = (1, 3)
PERIOD = 90
LATER = 1
"""So many risks that come up afterwards are tied to a control that is there."""
TESTERS = ("ani", "budi")


@dataclass
class Means:
    """A control before it is written down, with the risks that it serves."""

    number: int
    unit: Unit
    said: dict[str, Any]
    served: list[Intended] = field(default_factory=list)


def means(plans: list[Intended]) -> list[Means]:
    """Every risk's first control, then every risk's second, and so on; a unit's control serves all its risks that need it."""
    wanted = [(plan, _wanted(plan)) for plan in plans if not plan.draft]
    found: dict[tuple[Any, str], Means] = {}
    for turn in range(max(len(controls) for _plan, controls in wanted)):
        for plan, controls in wanted:
            if turn < len(controls):
                key = (plan.unit.pk, controls[turn]["title"])
                if key not in found and len(found) < CONTROLS:
                    found[key] = Means(len(found), plan.unit, controls[turn])
                if key in found:
                    found[key].served.append(plan)
    return list(found.values())


def _wanted(plan: Intended) -> list[dict[str, Any]]:
    scheme = library().schemes.get(plan.said.get("library", ""))
    if scheme is None:
        told = next(one for one in SAID["general"] if one["title"] == plan.said["title"])
        return [{"title": title, "nature": nature, "frequency": "quarterly"} for nature, title in told["controls"]]
    return [
        {
            "title": control.title.id,
            "description": control.evidence.id,
            "nature": control.nature,
            "sort": control.sort,
            "way": control.way,
            "frequency": control.frequency,
            "key": control.key,
        }
        for control in scheme.controls
    ]


def life(cast: Cast, one: Means, day: date) -> Iterator[date]:
    """One control from the day on which it is written down, through its tests, to this week."""
    rng, keeper, today = random.Random(one.number), cast.keeper(one.unit), cast.stage.today  # noqa: S311 - invented tests need no secrets
    there = [cast.risks[plan.number] for plan in one.served if plan.number in cast.risks]
    owner = cast.owner(one.unit) if one.number % 4 else None
    control = services.enter(unit=one.unit, viewer=keeper, owner=owner, places=[_place(risk, one.said) for risk in there], **one.said)
    later = [plan for plan in one.served if plan.number not in cast.risks]
    for plan in later[:LATER]:
        day = max(day, plan.day + timedelta(days=1))
        yield day
        if plan.number in cast.risks:
            services.link(control, _place(cast.risks[plan.number], one.said), viewer=keeper)
    if one.number % 3 == 0:
        return  # nobody has come to test it yet
    day += timedelta(days=rng.randint(40, 120))
    if day > today:
        return
    yield day
    if one.number % 3 == 1:
        _design(cast, control, rng)
    else:
        _operating(cast, control, rng)
    while (day := _next(control, rng)) <= today and rng.random() < 0.7:
        yield day
        _operating(cast, control, rng, mended=True)
    if (
        one.number % 41 == 1
        and len({control.owner_id} & {cast.viewer(name).account.person_id for name in TESTERS}) == 0
        and day + timedelta(days=30) < today
    ):
        yield day + timedelta(days=rng.randint(10, 30))
        yield from _pressure(cast, control, rng)


def _next(control: Control, rng: random.Random) -> date:
    due = control.next_test_on or date.max
    return due + timedelta(days=rng.randint(-20, 25)) if due < date.max else due


def _place(risk: Risk, said: dict[str, Any]) -> Place:
    """Prevention stands before a cause, recovery before a consequence, detection serves the risk as a whole."""
    if said["nature"] == "preventive":
        return Place(risk, cause=risk.causes.first())
    if said["nature"] == "corrective":
        return Place(risk, consequence=risk.consequences.first())
    return Place(risk)


def _tester(cast: Cast, control: Control, rng: random.Random) -> Viewer:
    """One of the two auditors; the other one where the control is theirs."""
    able = [name for name in TESTERS if cast.viewer(name).account.person_id != control.owner_id]
    return cast.viewer(rng.choice(able))


def _design(cast: Cast, control: Control, rng: random.Random) -> None:
    partly = rng.random() < 0.15
    note = rng.choice(SAID["tests"]["design_partly" if partly else "design"])
    found = Found("partly" if partly else "effective", note, "inspection", f"KKP-{control.number[3:]}")
    services.record_design(control, found, viewer=_tester(cast, control, rng))


def _operating(cast: Cast, control: Control, rng: random.Random, *, mended: bool = False) -> None:
    viewer, today = _tester(cast, control, rng), clock.today()
    least, most = POPULATION.get(control.frequency, FEW)
    plan = services.plan_test(
        control,
        from_day=max(control.opened_on, today - timedelta(days=PERIOD)),
        to_day=today,
        size=min(15, 2 + least // 8),
        procedure=rng.choice(SAID["tests"]["procedure"]),
        viewer=viewer,
        population=rng.randint(least, most),
    )
    amiss = 0 if rng.random() < (0.9 if mended else 0.82) else rng.choice((1, 1, 2, len(plan.chosen)))
    amiss = min(amiss, len(plan.chosen))
    wrong = set(rng.sample(list(plan.chosen), amiss))
    results = {place: ("exception", rng.choice(SAID["tests"]["exceptions"])) if place in wrong else ("fine", "") for place in plan.chosen}
    verdict = "effective" if not amiss else "partly" if amiss * 2 <= len(plan.chosen) else "ineffective"
    words = {
        "effective": "repaired" if mended and control.verdict in {"partly", "ineffective"} else "fine",
        "partly": "partly",
        "ineffective": "failed",
    }
    found = Found(
        verdict,
        rng.choice(SAID["tests"][words[verdict]]),
        rng.choice(("inspection", "reperformance", "analysis")),
        f"KKP-{plan.number[3:]}",
    )
    failed = control.verdict in {"partly", "ineffective"}
    services.record_operating(plan, results, found, viewer=viewer)
    control.refresh_from_db()
    if failed and verdict == "effective" and "partly" not in {control.design, control.pressure}:
        services.clear_flags(control, SAID["tests"]["cleared"][0], viewer=cast.keeper(control.unit))


def _pressure(cast: Cast, control: Control, rng: random.Random) -> Iterator[date]:
    today = clock.today()
    plan = services.plan_pressure(
        control, rng.choice(SAID["tests"]["pressure"]), from_day=today, to_day=today + timedelta(days=14), viewer=cast.viewer("ani")
    )
    services.approve(plan, viewer=cast.viewer("budi"))
    yield today + timedelta(days=rng.randint(3, 12))
    through = rng.choice((0, 0, 1))
    found = Found("partly" if through else "effective", SAID["tests"]["pressure_found"][through], "observation", f"KKP-{plan.number[3:]}")
    services.record_pressure(plan, attempts=rng.randint(3, 6), through=through, found=found, viewer=cast.viewer("ani"))
