"""What somebody says of a risk, before it is one; and whether it can be said."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from typing import Any

from amanah.engines.actions.sides import head_persons
from amanah.engines.risks import declare, redflags
from amanah.engines.risks.models import NAME, TITLE, WORDS, Risk
from amanah.engines.risks.refusals import Refused
from amanah.foundation.access import conflicts
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import visibility


@dataclass(frozen=True)
class CausePlan:
    """A cause; `id` names the one that it replaces, so that what serves it stays tied to it."""

    text: str
    sort: str = ""
    id: int | None = None


@dataclass(frozen=True)
class ConsequencePlan:
    """A consequence; `id` as with a cause."""

    text: str
    area: str = ""
    id: int | None = None


@dataclass(frozen=True)
class RedFlagPlan:
    """A sign by which it would be noticed: an indicator of the catalogue, words, or both."""

    indicator: str = ""
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything that somebody says of a risk except its scores; codes are those of `declare`."""

    unit: Unit
    kind: str
    title: str
    process: str = ""
    stage: str = ""
    objective: str = ""
    scheme: str = ""
    fraud_type: str = ""
    corruption_type: str = ""
    actors_internal: str = ""
    actors_external: str = ""
    collusion: bool = False
    pressure: str = ""
    opportunity: str = ""
    rationalisation: str = ""
    impact: str = ""
    impact_areas: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    owner: Person | None = None
    reviewer: Person | None = None
    library: str = ""
    causes: tuple[CausePlan, ...] = ()
    consequences: tuple[ConsequencePlan, ...] = ()
    red_flags: tuple[RedFlagPlan, ...] = ()


PARTS = ("causes", "consequences", "red_flags")
"""What a plan says in rows of their own."""
OWN = tuple(one.name for one in fields(Plan) if one.name not in PARTS)
_LISTS = ("impact_areas", "clauses")
_LONGEST = dict.fromkeys(("objective", "scheme", "pressure", "opportunity", "rationalisation", "impact"), WORDS) | {
    "title": TITLE,
    "actors_internal": TITLE,
    "actors_external": TITLE,
    "process": NAME,
    "stage": NAME,
    "library": NAME,
}


def plan_of(risk: Risk) -> Plan:
    """What is said of a risk now, to be changed with `dataclasses.replace` and handed to `change`."""
    own: dict[str, Any] = {name: getattr(risk, name) for name in OWN}
    own |= {name: tuple(own[name]) for name in _LISTS}
    return Plan(
        **own,
        causes=tuple(CausePlan(one.text, one.sort, one.pk) for one in risk.causes.all()),
        consequences=tuple(ConsequencePlan(one.text, one.area, one.pk) for one in risk.consequences.all()),
        red_flags=tuple(RedFlagPlan(one.indicator, one.note) for one in risk.red_flags.all()),
    )


def values_of(plan: Plan) -> dict[str, Any]:
    """The columns of a risk that the plan fills, tidied."""
    values: dict[str, Any] = {name: getattr(plan, name) for name in OWN}
    values |= {name: values[name].strip() for name in _LONGEST}
    return values | {name: list(values[name]) for name in _LISTS}


def check(plan: Plan, source: str) -> None:
    """Whether it can be said.

    Raises:
        Refused: "words", "field" (a code nobody knows, or words too long), "reviewer" or "excluded".
    """
    if not plan.title.strip():
        raise Refused("words")
    if not _known(plan) or any(len(getattr(plan, name).strip()) > longest for name, longest in _LONGEST.items()):
        raise Refused("field")
    check_people(plan.unit, plan.owner, plan.reviewer, source)


def _known(plan: Plan) -> bool:
    """Whether every code is one of ours and every row has words."""
    indicators = [one.indicator for one in plan.red_flags if one.indicator]
    return (
        plan.kind in declare.KINDS
        and plan.fraud_type in {"", *declare.FRAUD_TYPES}
        and plan.corruption_type in {"", *declare.CORRUPTION_TYPES}
        and set(plan.impact_areas) <= set(declare.AREAS)
        and all(0 < len(one.text.strip()) <= TITLE and one.sort in {"", *declare.CAUSES} for one in plan.causes)
        and all(0 < len(one.text.strip()) <= TITLE and one.area in {"", *declare.AREAS} for one in plan.consequences)
        and all((one.indicator or one.note.strip()) and len(one.note) <= TITLE for one in plan.red_flags)
        and (not indicators or set(indicators) <= known_indicators())
    )


def known_indicators() -> AbstractSet[str]:
    """The ids of the red-flag catalogue."""
    return redflags.titles().keys()


def check_people(unit: Unit, owner: Person | None, reviewer: Person | None, source: str) -> None:
    """Refuse a reviewer who owns it, and whoever must not know of the record that it arose from.

    Raises:
        Refused: "reviewer" or "excluded".
    """
    owners = {owner.pk} if owner else head_persons([unit.pk]) if reviewer else set()
    if reviewer is not None and reviewer.pk in owners:
        raise Refused("reviewer")
    named = [person.pk for person in (owner, reviewer) if person is not None]
    if source and any(visibility.concerns(person_id, source) for person_id in named):
        raise Refused("excluded")
    if reviewer is not None and conflicts.stands_in_the_way(reviewer.pk, conflicts.Matter(unit=unit)):
        raise Refused("excluded")
