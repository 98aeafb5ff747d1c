"""Many risks at once, from a register that was kept elsewhere: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from amanah.engines.risks import criteria, editions
from amanah.engines.risks.declare import CLOCK, NEVER_ACCEPTED, OPTIONS, REVIEW_WITHIN
from amanah.engines.risks.models import WORDS, Assessment, Cause, Consequence, RedFlag, Risk, Step
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.describing import DRAWS, PREFIX, entered_facts, parts_of, risk_of
from amanah.engines.risks.services.plans import Plan, check
from amanah.engines.risks.services.recording import Draft, entry_of, step_of
from amanah.engines.risks.services.scoring import Judgement, apply, scored_facts
from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, numbers

BATCH = 200


@dataclass(frozen=True)
class Brought:
    """One risk as another register has it: what is said, how it was scored, what is done about it, and what else was noted there."""

    plan: Plan
    judged: tuple[Judgement, ...] = ()
    option: str = ""
    note: str = ""


class _Batch:
    """The rows and the ledger's entries of many risks, gathered before anything is stored."""

    def __init__(self, viewer: Viewer, origin: str) -> None:
        self.viewer, self.origin = viewer, origin
        self.criteria = criteria.in_force(clock.today())
        self.edition = editions.keep(self.criteria)
        self.risks: list[Risk] = []
        self.causes: list[Cause] = []
        self.consequences: list[Consequence] = []
        self.red_flags: list[RedFlag] = []
        self.assessments: list[Assessment] = []
        self.steps: list[Step] = []
        self.entries: list[tuple[str, str, Mapping[str, Any]]] = []

    def take(self, one: Brought, number: str) -> None:
        """Make the rows of one risk; it is active where its inherent risk was scored."""
        check(one.plan, "")
        risk = risk_of(one.plan)
        risk.number = number
        self.risks.append(risk)
        causes, consequences, red_flags = parts_of(one.plan, risk)
        self.causes += causes
        self.consequences += consequences
        self.red_flags += red_flags
        words = f"{risk.title}\n{one.note}".strip()[:WORDS]
        seq = self._step(risk, Draft("entered", text=words, origin=self.origin, facts=entered_facts(risk)), 1)
        for place, judged in enumerate(one.judged, 1):
            given = apply(risk, judged, by=self.criteria, edition=self.edition, seq=place, actor=self.viewer.account)
            self.assessments.append(given)
            draft = Draft("assessed", risk.state, judged.reason, judged.origin, assessment=given, facts=scored_facts(given))
            seq = self._step(risk, draft, seq)
        if one.option:
            self._decide(risk, one.option)
            draft = Draft("decided", risk.state, one.note, self.origin, {"option": ["", one.option]}, facts={"option": one.option})
            seq = self._step(risk, draft, seq)
        if risk.inherent_score is not None:
            source, risk.state = risk.state, "active"
            self._step(risk, Draft("activated", source, origin=self.origin), seq)

    def store(self) -> list[Risk]:
        """Insert everything, start the clocks, and append the entries."""
        today, actor = clock.today(), self.viewer.actor
        active = [risk for risk in self.risks if risk.state == "active"]
        starts = [clocks.Start(risk.ref, CLOCK, REVIEW_WITHIN, today) for risk in active]
        for risk, deadline in zip(active, clocks.start_many(starts, actor), strict=True):
            risk.review_on = deadline.due_on
        Risk.objects.bulk_create(self.risks, batch_size=BATCH)
        Cause.objects.bulk_create(self.causes, batch_size=BATCH)
        Consequence.objects.bulk_create(self.consequences, batch_size=BATCH)
        RedFlag.objects.bulk_create(self.red_flags, batch_size=BATCH)
        Assessment.objects.bulk_create(self.assessments, batch_size=BATCH)
        Step.objects.bulk_create(self.steps, batch_size=BATCH)
        ledger.append_many(self.entries, actor=actor)
        return self.risks

    def _step(self, risk: Risk, draft: Draft, seq: int) -> int:
        step = step_of(risk, draft, seq, self.viewer.account)
        self.steps.append(step)
        self.entries.append(entry_of(step, draft.facts))
        return seq + 1

    @staticmethod
    def _decide(risk: Risk, option: str) -> None:
        if option not in OPTIONS:
            raise Refused("field")
        if risk.within_appetite is None:
            raise Refused("unscored")
        if option == "accept" and risk.kind in NEVER_ACCEPTED and not risk.within_appetite:
            raise Refused("above_appetite")
        risk.option = option


@transaction.atomic
def bring(many: Sequence[Brought], viewer: Viewer, origin: str) -> list[Risk]:
    """Put risks into the registers of their units as they stood elsewhere; `origin` says where ("import:…").

    They are scored with today's criteria, whatever they were scored with there. Nobody is told of each.

    Raises:
        Refused: "unit", "unscored" and "above_appetite" for what was decided there, or as `plans.check` and `scoring.apply` do.
    """
    who = standing(viewer)
    if not all(who.keeps(unit) for unit in {one.plan.unit for one in many}):
        raise Refused("unit")
    batch = _Batch(viewer, origin)
    for one, number in zip(many, _free_numbers(len(many)), strict=True):
        batch.take(one, number)
    return batch.store()


def _free_numbers(count: int) -> list[str]:
    found: set[str] = set()
    for _draw in range(DRAWS):
        found |= {numbers.draw(PREFIX, clock.today()) for _n in range(count - len(found))}
        found -= set(Risk.objects.filter(number__in=found).values_list("number", flat=True)) if count else set()
        if len(found) == count:
            return sorted(found)
    raise RuntimeError(f"no {count} free numbers after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
