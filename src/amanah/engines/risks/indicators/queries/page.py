"""One indicator for its page: of what it warns, what was done about it, and what the viewer may do."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.engines.risks import addresses
from amanah.engines.risks import queries as risks
from amanah.engines.risks.indicators import declare
from amanah.engines.risks.indicators.models import Indicator, Step, Watches
from amanah.engines.risks.indicators.queries.readings import open_flags
from amanah.engines.risks.indicators.queries.visible import sides_of
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Watched:
    """A risk that it warns of; `flagged` while the flag that it raised is not taken back."""

    watches: Watches
    flagged: bool

    @property
    def url(self) -> str:
        """Where the risk's page is."""
        return addresses.of_risk(self.watches.risk.number)


@dataclass(frozen=True)
class Entry:
    """One thing that was done about an indicator, as its timeline shows it."""

    title: "StrOrPromise"
    day: date
    actor: str
    text: str
    risk: str


@dataclass(frozen=True)
class Offers:
    """What the viewer may do now."""

    keep: bool
    read: bool
    clear: bool


def watched(viewer: Viewer, indicator: Indicator) -> list[Watched]:
    """The risks that it warns of and the viewer may see: two queries."""
    flagged = set(open_flags(indicator).values_list("risk_id", flat=True))
    found = Watches.objects.filter(indicator=indicator, until__isnull=True, risk__in=risks.visible(viewer).order_by().values("pk"))
    return [Watched(one, one.risk_id in flagged) for one in found.select_related("risk__unit").order_by("risk__number")]


def timeline(viewer: Viewer, indicator: Indicator) -> list[Entry]:
    """What was done about it, readings apart, the latest first; a step about a risk is told only to who may see the risk."""
    steps = list(Step.objects.filter(indicator=indicator).select_related("actor__person", "risk").order_by("-seq"))
    shown = set(
        risks.visible(viewer).filter(pk__in={step.risk_id for step in steps if step.risk_id}).values_list("pk", flat=True).order_by()
    )
    return [
        Entry(
            declare.ACTS[step.act],
            step.day,
            str(step.actor),
            step.text if step.act != "entered" else "",
            f"{step.risk.number} {step.risk.title}" if step.risk is not None else "",
        )
        for step in steps
        if step.risk_id is None or step.risk_id in shown
    ]


def offers(viewer: Viewer, indicator: Indicator) -> Offers:
    """What the viewer may do with it now; the verbs ask again."""
    sides = sides_of(viewer, indicator)
    active = indicator.state == "active"
    mine = open_flags(indicator).filter(risk__in=risks.visible(viewer).order_by().values("pk"))
    return Offers(sides.keeps and active, sides.reads and active, indicator.level != declare.RED and sides.keeps and mine.exists())
