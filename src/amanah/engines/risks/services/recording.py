"""What every verb does alike: take hold of the risk, see who acts, write one step and one entry of the ledger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from amanah.engines.risks.events import RiskStepped
from amanah.engines.risks.models import WORDS, Assessment, Risk, Step
from amanah.engines.risks.queries.visible import may_know
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.sides import Side, sides_of
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events

SYSTEM = "system"


def hold(risk: Risk, viewer: Viewer) -> frozenset[Side]:
    """Bring `risk` up to date, hold its row until the transaction ends, and answer on which sides the viewer stands.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    take(risk)
    if not may_know(viewer, risk):
        raise Refused("not_found")
    return sides_of(viewer, risk)


def take(risk: Risk) -> None:
    """Bring `risk` up to date and hold its row until the transaction ends, for what the house itself does."""
    risk.refresh_from_db(from_queryset=Risk.objects.select_for_update())


def need(found: Collection[Side], sides: frozenset[Side]) -> None:
    """Raises Refused "side" when none of `sides` is among those found."""
    if sides.isdisjoint(found):
        raise Refused("side")


def need_state(risk: Risk, *states: str) -> None:
    """Raises Refused "state" when the risk stands elsewhere."""
    if risk.state not in states:
        raise Refused("state")


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none, "field" when there are too many."""
    text = text.strip()
    if not text:
        raise Refused("words")
    if len(text) > WORDS:
        raise Refused("field")
    return text


def account_of(actor: str) -> Account | None:
    """The account that an actor of the ledger names; None for the house itself."""
    return None if actor == SYSTEM else Account.objects.get(pk=actor.removeprefix("account:"))


@dataclass
class Draft:
    """A step about to be written, with what else the ledger keeps of it (`facts`: codes, numbers and days only)."""

    act: str
    source: str = ""
    text: str = ""
    origin: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    assessment: Assessment | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def write(risk: Risk, draft: Draft, actor: str) -> Step:
    """Save the risk and say what was done: one step, one event, and last one entry of the ledger."""
    seq = (risk.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    risk.save()
    step = step_of(risk, draft, seq, account_of(actor))
    step.save(force_insert=True)
    events.publish(RiskStepped(risk.id, actor, draft.act))
    ledger.append(*entry_of(step, draft.facts), actor=actor)
    return step


def step_of(risk: Risk, draft: Draft, seq: int, actor: Account | None) -> Step:
    """The step, not yet stored."""
    return Step(
        risk=risk,
        seq=seq,
        act=draft.act,
        source=draft.source,
        target=risk.state,
        text=draft.text,
        origin=draft.origin,
        changes=dict(draft.changes),
        assessment=draft.assessment,
        day=clock.today(),
        actor=actor,
    )


def entry_of(step: Step, facts: Mapping[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """What the ledger keeps of a step: kind, reference and facts, with the words' digest in place of the words."""
    told = {
        "seq": step.seq,
        "act": step.act,
        "from": step.source,
        "to": step.target,
        "words": canonical.digest([step.text, step.changes]).hex(),
        "fields": sorted(step.changes),
        "origin": step.origin,
        "option": step.risk.option,
        "flagged": step.risk.flagged,
        "day": step.day,
    }
    return f"risk.{step.act}", step.risk.ref, {**facts, **told}
