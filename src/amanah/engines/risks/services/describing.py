"""Entering a risk, and saying it differently."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from amanah.engines.risks.declare import NEVER_ACCEPTED
from amanah.engines.risks.editions import criteria_of
from amanah.engines.risks.events import RiskEntered, ref_of
from amanah.engines.risks.models import Cause, Consequence, RedFlag, Risk, Step
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.plans import Plan, check, values_of
from amanah.engines.risks.services.recording import Draft, hold, need, need_state, worded, write
from amanah.engines.risks.sides import WRITING, standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import services as threads
from amanah.foundation.threads import visibility
from amanah.kernel import clock, events, numbers

PREFIX = "RS"
DRAWS = 8


@transaction.atomic
def enter(plan: Plan, viewer: Viewer, *, source: str = "", origin: str = "") -> Risk:
    """Put a risk into the register of its unit, as a draft.

    Args:
        plan: what is said of it.
        viewer: who keeps that register.
        source: the record it arose from ("case:<id>"), which the viewer must be able to see; its words stay there.
        origin: how it came in ("import:…", "library:…"), for its story.

    Raises:
        Refused: "unit", "source", or as `plans.check` does.
    """
    if not standing(viewer).keeps(plan.unit):
        raise Refused("unit")
    if source and not visibility.may_see(viewer, source):
        raise Refused("source")
    check(plan, source)
    risk = _numbered(risk_of(plan, source))
    for rows in parts_of(plan, risk):
        _insert(rows)
    if source:
        threads.link(risk.ref, "arose_from", source, actor=viewer.actor)
    events.publish(RiskEntered(risk.id, viewer.actor, source))
    write(risk, Draft("entered", text=risk.title, origin=origin, facts=entered_facts(risk)), viewer.actor)
    return risk


@transaction.atomic
def change(risk: Risk, plan: Plan, reason: str, viewer: Viewer) -> Step:
    """Say it differently, with a reason; the step keeps what each field held before.

    An acceptance that the kind no longer allows lapses.

    Raises:
        Refused: "not_found", "side", "state", "unit" (of either unit), "unchanged", "served" (a control serves a cause that was left out),
            or as `plans.check` does.
    """
    need(hold(risk, viewer), WRITING)
    need_state(risk, "draft", "active")
    if plan.unit != risk.unit and not (standing(viewer).keeps(risk.unit) and standing(viewer).keeps(plan.unit)):
        raise Refused("unit")
    check(plan, risk.source)
    said = {name: (getattr(risk, name), value) for name, value in values_of(plan).items()}
    changes = {name: [_plain(before), _plain(after)] for name, (before, after) in said.items() if before != after}
    changes |= _rewrite_parts(risk, plan)
    if not changes:
        raise Refused("unchanged")
    for name, (_before, after) in said.items():
        setattr(risk, name, after)
    if "kind" in changes:
        changes |= _judge_again(risk)
    return write(risk, Draft("changed", risk.state, worded(reason), changes=changes), viewer.actor)


def risk_of(plan: Plan, source: str = "") -> Risk:
    """The row of a new draft, not yet stored and without a number."""
    key = uuid4()
    return Risk(id=key, ref=ref_of(key), source=source, opened_on=clock.today(), **values_of(plan))


def parts_of(plan: Plan, risk: Risk) -> tuple[list[Cause], list[Consequence], list[RedFlag]]:
    """The rows of a plan's causes, consequences and red flags, not yet stored."""
    return (
        [Cause(risk=risk, seq=seq, text=one.text.strip(), sort=one.sort) for seq, one in enumerate(plan.causes, 1)],
        [Consequence(risk=risk, seq=seq, text=one.text.strip(), area=one.area) for seq, one in enumerate(plan.consequences, 1)],
        [RedFlag(risk=risk, indicator=one.indicator, note=one.note.strip()) for one in plan.red_flags],
    )


def entered_facts(risk: Risk) -> dict[str, Any]:
    """What the ledger keeps of a new risk beside the step."""
    return {
        "number": risk.number,
        "kind": risk.kind,
        "unit": str(risk.unit_id),
        "owner": str(risk.owner_id or ""),
        "reviewer": str(risk.reviewer_id or ""),
        "source": risk.source,
        "library": risk.library,
    }


def _insert(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)  # noqa: SLF001 - Django's own name for it


def _plain(value: object) -> object:
    """A value as a step keeps it: people and units by name, for people to read."""
    return str(value) if isinstance(value, models.Model) else value


def _judge_again(risk: Risk) -> dict[str, Any]:
    """What another kind does to a risk that was scored, by the criteria it was scored with."""
    if risk.edition is None:
        return {}
    risk.within_appetite = criteria_of(risk.edition).within(risk.kind, risk.score)
    return lapse(risk)


def lapse(risk: Risk) -> dict[str, Any]:
    """Take an acceptance back that is no longer allowed, and say so."""
    if risk.option == "accept" and risk.kind in NEVER_ACCEPTED and risk.within_appetite is False:
        risk.option = ""
        return {"option": ["accept", ""]}
    return {}


def _rewrite_parts(risk: Risk, plan: Plan) -> dict[str, Any]:
    """Bring causes, consequences and red flags into line; a row that stays keeps its key, so that controls stay tied to it."""
    causes, consequences, flags = parts_of(plan, risk)
    told: dict[str, Any] = {}
    before = [one.text for one in risk.causes.all()]
    if _match(risk.causes.all(), causes, [one.id for one in plan.causes], ("text", "sort")):
        told["causes"] = [before, [one.text for one in causes]]
    before = [one.text for one in risk.consequences.all()]
    if _match(risk.consequences.all(), consequences, [one.id for one in plan.consequences], ("text", "area")):
        told["consequences"] = [before, [one.text for one in consequences]]
    old, new = [[f"{one.indicator} {one.note}".strip() for one in rows] for rows in (risk.red_flags.all(), flags)]
    if old != new:
        risk.red_flags.all().delete()
        RedFlag.objects.bulk_create(flags)
        told["red_flags"] = [old, new]
    return told


def _match(there: Iterable[Any], wanted: Sequence[Any], ids: Sequence[int | None], names: tuple[str, str]) -> bool:
    """Make the rows that are there those that are wanted, by key and else by their words. Whether anything changed."""
    left: dict[int, Any] = {one.pk: one for one in there}
    changed = False
    for row, key in zip(wanted, ids, strict=True):
        found = left.pop(key, None) if key is not None else None
        if found is None:
            same = next((pk for pk, one in left.items() if one.text == row.text and pk not in ids), None)
            found = left.pop(same) if same is not None else None
        if found is not None:
            row.pk = found.pk
            if all(getattr(found, name) == getattr(row, name) for name in (*names, "seq")):
                continue
        row.save()
        changed = True
    try:
        for gone in left.values():
            gone.delete()
            changed = True
    except ProtectedError as error:
        raise Refused("served") from error
    return changed


def _numbered(risk: Risk) -> Risk:
    for _ in range(DRAWS):
        risk.number = numbers.draw(PREFIX, risk.opened_on)
        try:
            with transaction.atomic():
                risk.save(force_insert=True)
        except IntegrityError:
            if not Risk.objects.filter(number=risk.number).exists():
                raise
        else:
            return risk
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
