"""What every verb does alike: take hold of the indicator, see who acts, write one step and one entry of the ledger."""

from datetime import date
from typing import Any

from django.db.models import Max

from amanah import rulebook
from amanah.engines.risks.indicators import declare, periods
from amanah.engines.risks.indicators.models import Indicator, Step
from amanah.engines.risks.indicators.queries.visible import Sides, sides_of, visible
from amanah.engines.risks.indicators.refusals import Refused
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock


def hold(indicator: Indicator, viewer: Viewer) -> Sides:
    """Bring `indicator` up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    indicator.refresh_from_db(from_queryset=Indicator.objects.select_for_update(of=("self",)).select_related("unit", "owner"))
    if not visible(viewer).filter(pk=indicator.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, indicator)


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def owed_until(first: date, frequency: str) -> date:
    """Until when the value of the period that begins on `first` is owed, by the rulebook."""
    return rulebook.due(declare.READ_WITHIN, periods.containing(first, frequency).last).date


def write_step(
    indicator: Indicator, act: str, viewer: Viewer, *, text: str = "", risk: Risk | None = None, facts: dict[str, Any] | None = None
) -> Step:
    """Save the indicator and say what was done: one step, and last one entry of the ledger, which holds the words' digest."""
    indicator.save()
    seq = (indicator.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(indicator=indicator, seq=seq, act=act, text=text, risk=risk, day=clock.today(), actor=viewer.account)
    entry: dict[str, Any] = {"seq": seq, "act": act, "state": indicator.state, "words": canonical.digest([text]).hex(), "day": step.day}
    if risk is not None:
        entry["risk"] = str(risk.pk)
    ledger.append(f"indicator.{act}", indicator.ref, {**(facts or {}), **entry}, actor=viewer.actor)
    return step
