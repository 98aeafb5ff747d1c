"""The verdict of a test, and what follows from it on the risks that the control serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from amanah.engines.risks import queries as risks
from amanah.engines.risks import services as register
from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.events import ControlTested
from amanah.engines.risks.controls.models import EVIDENCE, Control, Plan, Serves, Test
from amanah.engines.risks.controls.queries import plans
from amanah.engines.risks.controls.queries.page import open_flags
from amanah.engines.risks.controls.refusals import Refused
from amanah.engines.risks.controls.services.planning import PREFIX
from amanah.engines.risks.controls.services.stepping import hold, known, need_active, need_tester, next_test, numbered, worded, write_step
from amanah.engines.risks.models import Risk
from amanah.engines.risks.refusals import Refused as RiskRefused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events

SORT = "control_failed"


@dataclass(frozen=True)
class Found:
    """What a tester says: the verdict, how it was reached, in words and where the proof is."""

    verdict: str
    note: str
    method: str = "inspection"
    evidence: str = ""


@dataclass(frozen=True)
class _Looked:
    """What was looked at."""

    from_day: date
    to_day: date
    population: int = 0
    sample: int = 0
    exceptions: int = 0
    results: list[Any] = field(default_factory=list)


@transaction.atomic
def record_design(control: Control, found: Found, *, viewer: Viewer) -> Test:
    """Whether the control would hold the risk back if it were carried out as it is written.

    Raises:
        Refused: "not_found", "state", "unknown_person", "own", "side", "interest", "code" or "words".
    """
    sides = hold(control, viewer)
    tester = need_tester(control, viewer, sides)
    need_active(control)
    today = clock.today()
    return _record(control, None, declare.DESIGN, _Looked(today, today), found, tester, viewer)


@transaction.atomic
def record_operating(plan: Plan, results: Mapping[int, tuple[str, str]], found: Found, *, viewer: Viewer) -> Test:
    """Whether the control was carried out, by the sample that was drawn.

    Args:
        plan: a drawn sample.
        results: position of an item → (one of `declare.OUTCOMES`, words); exactly the items of the sample.
        found: the verdict; "effective" only where nothing was found amiss, and something could be looked at.
        viewer: a tester.

    Raises:
        Refused: "not_found", "state", "unknown_person", "own", "side", "interest", "results", "exceptions", "unable", "code" or "words".
    """
    tester = _ready(plan, declare.OPERATING, viewer)
    if set(results) != set(plan.chosen) or any(outcome not in declare.OUTCOMES for outcome, _note in results.values()):
        raise Refused("results")
    outcomes = [outcome for outcome, _note in results.values()]
    if found.verdict == "effective" and all(outcome == declare.UNABLE for outcome in outcomes):
        raise Refused("unable")
    kept = [[position, outcome, note.strip()] for position, (outcome, note) in sorted(results.items())]
    looked = _Looked(plan.from_day, plan.to_day, plan.population, len(kept), outcomes.count(declare.EXCEPTION), kept)
    return _record(plan.control, plan, declare.OPERATING, looked, found, tester, viewer)


@transaction.atomic
def record_pressure(plan: Plan, *, attempts: int, through: int, found: Found, viewer: Viewer) -> Test:
    """What came of the attempts to get round the control: `through` of `attempts` succeeded.

    Raises:
        Refused: "not_found", "state", "unknown_person", "own", "side", "interest", "attempts", "exceptions", "code" or "words".
    """
    tester = _ready(plan, declare.PRESSURE, viewer)
    if attempts < 1 or not 0 <= through <= attempts:
        raise Refused("attempts")
    looked = _Looked(plan.from_day, plan.to_day, sample=attempts, exceptions=through)
    return _record(plan.control, plan, declare.PRESSURE, looked, found, tester, viewer)


@transaction.atomic
def clear_flags(control: Control, reason: str, *, viewer: Viewer) -> int:
    """Take back the flags that failed tests of this control raised, once it is effective by the latest test of each kind; how many.

    Only those on risks that the viewer keeps are taken back.

    Raises:
        Refused: "not_found", "words", "not_effective" or "no_flag".
    """
    hold(control, viewer)
    reason = worded(reason)
    if any(verdict in declare.FAILED for verdict in (control.design, control.operating, control.pressure)):
        raise Refused("not_effective")
    flags = open_flags(control).filter(risk__in=risks.visible(viewer).order_by().values("pk"))
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
    write_step(control, "cleared", viewer, text=reason, facts={"flags": cleared})
    return cleared


def _ready(plan: Plan, kind: str, viewer: Viewer) -> tuple[Person, UUID | None]:
    control = plan.control
    sides = hold(control, viewer)
    plan.refresh_from_db(from_queryset=Plan.objects.select_for_update(of=("self",)))
    plan.control = control
    if not plans.visible(viewer, control).filter(pk=plan.pk).exists():
        raise Refused("not_found")
    tester = need_tester(control, viewer, sides)
    if plan.kind != kind or plan.state != declare.OPEN:
        raise Refused("state")
    return tester


def _record(  # noqa: PLR0917 - one test has that many sides, and only this module calls it
    control: Control, plan: Plan | None, kind: str, looked: _Looked, found: Found, tester: tuple[Person, UUID | None], viewer: Viewer
) -> Test:
    person, owner_id = tester
    verdict = known(found.verdict, declare.VERDICTS)
    if verdict == "effective" and looked.exceptions:
        raise Refused("exceptions")
    test_id, today = uuid4(), clock.today()
    test = Test(
        id=test_id,
        ref=f"test:{test_id}",
        control=control,
        seq=(control.tests.aggregate(last=Max("seq"))["last"] or 0) + 1,
        plan=plan,
        kind=kind,
        from_day=looked.from_day,
        to_day=looked.to_day,
        population=looked.population,
        sample=looked.sample,
        exceptions=looked.exceptions,
        results=looked.results,
        method=known(found.method, declare.METHODS),
        verdict=verdict,
        note=worded(found.note),
        evidence=found.evidence.strip()[:EVIDENCE],
        tester=person,
        owner_id=owner_id,
        day=today,
        actor=viewer.account,
    )
    numbered(test, PREFIX)
    if plan is not None:
        plan.state = declare.DONE
        plan.save(update_fields=["state"])
    setattr(control, kind, verdict)
    setattr(control, f"{kind}_on", today)
    if kind == declare.OPERATING or verdict in declare.FAILED:
        control.next_test_on = next_test(control, today, verdict)
    flagged = _flag(control, test, viewer) if verdict in declare.FAILED else 0
    events.publish(ControlTested(control.pk, viewer.actor, test.ref, kind, verdict))
    facts = {
        "number": test.number,
        "test": test.ref,
        "kind": kind,
        "verdict": verdict,
        "tester": str(person.pk),
        "owner": str(owner_id or ""),
        "population": looked.population,
        "sample": looked.sample,
        "exceptions": looked.exceptions,
        "results": canonical.digest(looked.results).hex(),
        "flags": flagged,
    }
    write_step(control, "tested", viewer, text=test.note, test=test, facts=facts)
    return test


def _flag(control: Control, test: Test, viewer: Viewer) -> int:
    """Flag every risk that the control serves; one that it flagged already stays so. How many are flagged now."""
    serving = Serves.objects.filter(control=control, until__isnull=True).values("risk_id")
    # All are held before the first entry of the ledger is written: whoever holds one of them waits for the ledger.
    served = list(Risk.objects.select_for_update().filter(pk__in=serving).exclude(state="closed").order_by("pk"))
    note = f"{control.number}, {test.number}"
    return len([register.raise_flag(risk, SORT, control.ref, note, viewer.actor) for risk in served])
