"""Three hundred risks of a hundred units, entered one after another over two years, judged before and after controls."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.risks.people import BEGAN, SAID, Cast, Intended
from amanah.engines.risks import services
from amanah.engines.risks.library.prefill import beginning
from amanah.engines.risks.library.reading import library
from amanah.foundation.organisation.models import Unit

RISKS, DRAFTS, CLOSED = 300, 14, 9
AGED = 330
"""Days after which a risk is judged again."""
REVIEWED_WITHIN = 85
LATE, OVERDUE = 8, 40
"""One of so many reviews is overdue by up to so many days."""
CENTRE = {
    "extortion": (4, 5),
    "bribery": (4, 4),
    "gratification": (4, 3),
    "procurement_interest": (3, 4),
    "fraudulent_act": (3, 4),
    "": (3, 3),
}
"""Likelihood and impact around which a risk is judged before controls: highest where money is asked for a decision."""
USUAL = (3, 4)
HIGHEST = 5
SUSPECT = 8
"""From this sum of likelihood and impact on, the class of bribery risk is said to be more than low."""


def intended(stage: Stage, cast: Cast) -> Iterator[Intended]:
    """The centre's schemes and general risks first, then what regional offices and training centres add."""
    rng = stage.rng
    units = {unit.code: unit for unit in Unit.objects.select_related("parent").order_by("code")}
    made = [(code, _from_library(scheme.id)) for scheme in library().schemes.values() for code in SAID["units"][scheme.process.id]]
    made += [(one["unit"], _general(one)) for one in SAID["general"]]
    regional = [
        (code, scheme)
        for prefix, schemes in SAID["regional"].items()
        for code, unit in units.items()
        if code.startswith(prefix) and cast.head(unit) is not None
        for scheme in schemes
    ]
    rng.shuffle(made)
    made += [(code, _from_library(scheme)) for code, scheme in rng.sample(regional, RISKS - len(made))]
    for number, (code, said) in enumerate(made):
        draft = number >= RISKS - DRAFTS
        ago = rng.randint(2, 8) if draft else max(int(BEGAN * (1 - number / RISKS) ** 1.4), 45)
        yield Intended(number, units[code], said, stage.today - timedelta(days=ago), draft)


def life(cast: Cast, plan: Intended) -> Iterator[date]:
    """One risk from its entry to this week; each yield is the day on which it goes on."""
    stage, rng, viewer = cast.stage, cast.stage.rng, cast.keeper(plan.unit)
    owner = cast.owner(plan.unit) if plan.number % 5 else None
    risk = services.enter(services.Plan(unit=plan.unit, owner=owner, reviewer=cast.reviewer(plan.unit), **plan.said), viewer=viewer)
    cast.risks[plan.number] = risk
    if plan.draft and plan.number % 2:
        return
    cells, reasons = _cells(rng, plan.said), SAID["reasons"]
    suspect = plan.said["kind"] != "general" and sum(cells["inherent"]) >= SUSPECT
    services.assess(
        risk,
        "inherent",
        *cells["inherent"],
        rng.choice(reasons["inherent"]),
        viewer=viewer,
        bribery_class="more_than_low" if suspect else "low",
        bribery_reason=rng.choice(reasons["more_than_low" if suspect else "low"]),
    )
    if plan.draft:
        return
    services.activate(risk, viewer=viewer)
    yield plan.day + timedelta(days=rng.randint(14, 40))
    services.assess(risk, "residual", *cells["residual"], rng.choice(reasons["residual"]), viewer=viewer)
    option = "accept" if risk.within_appetite else "reduce"
    services.decide(risk, option, rng.choice(reasons["accept" if option == "accept" else "decide"]), viewer=viewer)
    if option == "reduce" and plan.number % 2:
        services.assess(risk, "target", *cells["target"], rng.choice(reasons["target"]), viewer=viewer)
    if plan.day < stage.today - timedelta(days=AGED + 60) and plan.number % 3 == 1:
        yield plan.day + timedelta(days=AGED + rng.randint(0, 50))
        likelihood = _within(cells["residual"][0] + rng.choice((-1, -1, -1, 0, 1)))
        services.assess(risk, "residual", likelihood, cells["residual"][1], rng.choice(reasons["again"]), viewer=viewer)
    if plan.number < CLOSED * 6 and plan.number % 6 == 0:
        yield stage.today - timedelta(days=rng.randint(30, 300))
        services.close(risk, rng.choice(reasons["closed"]), viewer=viewer)
    elif plan.day < stage.today - timedelta(days=REVIEWED_WITHIN + OVERDUE):
        late = OVERDUE if plan.number % LATE == 0 else 0
        yield stage.today - timedelta(days=rng.randint(5, REVIEWED_WITHIN) if not late else REVIEWED_WITHIN + rng.randint(10, late))
        services.reviewed(risk, rng.choice(reasons["review"]), viewer=viewer)


def _from_library(scheme_id: str) -> dict[str, Any]:
    said = beginning(scheme_id, "id") or {}
    return {**said, "objective": SAID["objectives"][library().schemes[scheme_id].process.id]}


def _general(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "general",
        "title": one["title"],
        "process": one["process"],
        "impact_areas": tuple(dict.fromkeys(area for area, _text in one["consequences"])),
        "causes": tuple(services.CausePlan(text, sort) for sort, text in one["causes"]),
        "consequences": tuple(services.ConsequencePlan(text, area) for area, text in one["consequences"]),
    }


def _cells(rng: random.Random, said: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Likelihood and impact of each stage: controls make a thing rarer, seldom milder."""
    likelihood, impact = CENTRE.get(said.get("corruption_type", ""), USUAL)
    inherent = (_within(likelihood + rng.choice((-1, 0, 0, 1))), _within(impact + rng.choice((-1, 0, 0, 1))))
    residual = (_within(inherent[0] - rng.choice((0, 1, 1, 2))), _within(inherent[1] - rng.choice((0, 0, 1))))
    return {"inherent": inherent, "residual": residual, "target": (_within(residual[0] - rng.choice((1, 1, 2))), residual[1])}


def _within(level: int) -> int:
    return min(max(level, 1), HIGHEST)
