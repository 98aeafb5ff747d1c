# ruff: noqa: PLR2004 - how often and how long is a matter of taste here
"""What is done about the risks above appetite: measures with an owner, evidence and somebody else who verifies, and a new judgement."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from amanah.cli.demo.later.risks.people import SAID, Cast, Intended
from amanah.engines.actions import services as actions
from amanah.engines.risks import services as register
from amanah.engines.risks.controls.models import Serves
from amanah.engines.risks.treatment import services

EVERY = 3
"""One of so many risks has a plan of its own."""
VERIFIERS = ("ani", "budi", "laras")
SETTLED = 150
"""Measures older than so many days have come to their end."""


def lives(cast: Cast) -> Iterator[tuple[date, Iterator[date]]]:
    """Each plan with the day on which it is made, some weeks after the risk was judged."""
    for plan in cast.plans:
        if not plan.draft and plan.number % EVERY == 1:
            yield plan.day + timedelta(days=55), _life(cast, plan)


def _life(cast: Cast, plan: Intended) -> Iterator[date]:
    risk, rng = cast.risks.get(plan.number), random.Random(plan.number)  # noqa: S311 - invented matters need no secrets
    if risk is None:
        return
    risk.refresh_from_db()
    doer = cast.doer(plan.unit)
    person = doer or cast.viewer("fitri").person
    if risk.state != "active" or risk.option != "reduce" or person is None:
        return
    owner = cast.as_person(person)
    verifier = cast.viewer(rng.choice([name for name in VERIFIERS if cast.viewer(name).account.person_id != person.pk]))
    serving = Serves.objects.filter(risk=risk, until=None).select_related("control").order_by("pk").first()
    title, output = rng.choice(SAID["treatment"]["measures"])
    day = plan.day + timedelta(days=55)
    if owner is None or verifier.person is None:
        return
    measure = services.plan(
        risk,
        title=title,
        output=output,
        unit=plan.unit,
        owner=person,
        verifier=verifier.person,
        viewer=cast.keeper(plan.unit),
        due_on=day + timedelta(days=rng.choice((60, 90, 120))),
        priority=rng.choice(("ordinary", "ordinary", "high")),
        budget=rng.choice((None, None, 15_000_000, 40_000_000, 125_000_000)),
        control=serving.control.ref if serving is not None else "",
    )
    action, settled = measure.action, (cast.stage.today - day).days > SETTLED
    fate = rng.random()
    if not settled and fate < 0.2:
        return
    yield day + timedelta(days=rng.randint(5, 20))
    actions.begin(action, viewer=owner)
    yield day + timedelta(days=rng.randint(25, 45))
    actions.write_progress(action, rng.choice(SAID["treatment"]["progress"]), viewer=owner, progress=rng.choice((30, 50, 70)))
    if fate < (0.12 if settled else 0.5):
        return
    day += timedelta(days=rng.randint(50, 110))
    yield day
    actions.report_done(action, rng.choice(SAID["treatment"]["done"]), viewer=owner, evidence=f"ND-{rng.randint(100, 999)}/{day.year}")
    day += timedelta(days=rng.randint(3, 12))
    yield day
    if fate > 0.85:
        actions.send_back(action, SAID["treatment"]["lacking"], viewer=verifier)
        day += timedelta(days=rng.randint(15, 30))
        yield day
        actions.report_done(action, rng.choice(SAID["treatment"]["done"]), viewer=owner, evidence=f"ND-{rng.randint(100, 999)}/{day.year}")
        day += timedelta(days=rng.randint(3, 9))
        yield day
    actions.verify(action, SAID["treatment"]["enough"], viewer=verifier)
    if fate > 0.3:
        yield day + timedelta(days=rng.randint(4, 12))
        risk.refresh_from_db()
        if risk.state == "active" and risk.residual_likelihood is not None and risk.residual_impact is not None:
            likelihood = max(risk.residual_likelihood - 1, 1)
            register.assess(
                risk,
                "residual",
                likelihood,
                risk.residual_impact,
                SAID["reasons"]["again"][1],
                viewer=cast.keeper(plan.unit),
                origin=action.ref,
            )
