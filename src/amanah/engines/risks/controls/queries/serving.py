"""Controls as the pages and pictures of risks need them: beside one risk, and counted over many."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from uuid import UUID

from amanah.engines.risks.controls import addresses
from amanah.engines.risks.controls.models import Serves
from amanah.engines.risks.controls.queries.visible import reachable, visible
from amanah.engines.risks.models import Risk
from amanah.engines.risks.panels import Nature, Serving, Verdict
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass
class Coverage:
    """What stands before one risk: how many controls, of which nature, and what the tests said of them."""

    controls: int = 0
    key: int = 0
    natures: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    stale: int = 0

    @property
    def proven(self) -> int:
        """Those that a current test found effective."""
        return self.verdicts["effective"]


def serving(viewer: Viewer, risks: "QuerySet[Risk]") -> Iterator[Serving]:
    """Every place where a control serves one of these risks, which the viewer may see; two queries.

    A control of a unit that the viewer has nothing to do with is named, without the address of its page; one that arose from what they
    must not know of is not.
    """
    today = clock.today()
    known = set(visible(viewer).order_by().values_list("pk", flat=True))
    found = Serves.objects.filter(risk__in=risks.order_by().values("pk"), until__isnull=True, control__in=reachable(viewer).values("pk"))
    for one in found.select_related("control").order_by("pk").iterator(chunk_size=2000):
        control = one.control
        yield Serving(
            risk=one.risk_id,
            number=control.number,
            title=control.title,
            url=addresses.of_control(control.number) if control.pk in known else "",
            nature=cast("Nature", control.nature),
            verdict=cast("Verdict", control.verdict),
            tested_on=control.tested_on,
            stale=control.next_test_on is not None and control.next_test_on < today,
            cause=one.cause_id,
            consequence=one.consequence_id,
            key=control.key,
        )


def of_risk(viewer: Viewer, risk: Risk) -> list[Serving]:
    """The controls of one risk, for its bow-tie."""
    return list(serving(viewer, Risk.objects.filter(pk=risk.pk)))


def coverage(viewer: Viewer, risks: "QuerySet[Risk]") -> dict[UUID, Coverage]:
    """What stands before each of these risks; a control that serves one at several places counts once. A risk without any is absent."""
    found: dict[UUID, Coverage] = {}
    counted: set[tuple[UUID, str]] = set()
    for one in serving(viewer, risks):
        if (one.risk, one.number) in counted:
            continue
        counted.add((one.risk, one.number))
        covered = found.setdefault(one.risk, Coverage())
        covered.controls += 1
        covered.key += one.key
        covered.natures[one.nature] += 1
        covered.verdicts["stale" if one.verdict == "effective" and one.stale else one.verdict or "untested"] += 1
        covered.stale += one.stale
    return found
