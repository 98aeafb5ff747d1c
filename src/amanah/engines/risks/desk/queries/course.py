"""How risks stood at the end of each quarter, told from the assessments that were never changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.risks.models import Assessment, Flag, Risk
from amanah.kernel import clock

QUARTERS = 8
MONTHS = 3


@dataclass(frozen=True)
class Ended:
    """A quarter, up to its last day or to today: risks by (edition, level), those above the appetite, those unassessed, flags raised."""

    year: int
    quarter: int
    until: date
    levels: Counter[tuple[str, str]]
    beyond: int
    unassessed: int
    flags: int


class Given(NamedTuple):
    """An assessment, as far as the course needs it."""

    day: date
    stage: str
    edition: str
    level: str
    within: bool


def quarters(count: int = QUARTERS) -> list[tuple[int, int, date]]:
    """The last `count` quarters, the running one last: year, quarter and last day."""
    today = clock.today()
    found = []
    year, quarter = today.year, (today.month - 1) // MONTHS + 1
    for _n in range(count):
        first_after = date(year + quarter // 4, quarter * MONTHS % 12 + 1, 1)
        found.append((year, quarter, min(first_after - timedelta(days=1), today)))
        year, quarter = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
    return found[::-1]


def course(risks: QuerySet[Risk], count: int = QUARTERS) -> list[Ended]:
    """The risks as they stood when each quarter ended, residual before inherent: three queries.

    A risk counts from the day it was entered until the day it was closed. Raises nothing; without risks all is nought.
    """
    spans = quarters(count)
    given = _given(risks)
    levels: list[Counter[tuple[str, str]]] = [Counter() for _span in spans]
    beyond, unassessed = [0] * len(spans), [0] * len(spans)
    for pk, opened, closed in risks.values_list("pk", "opened_on", "closed_on"):
        mine = given.get(pk, [])
        stands: dict[str, Given] = {}
        at = 0
        for place, (_year, _quarter, until) in enumerate(spans):
            while at < len(mine) and mine[at].day <= until:
                stands[mine[at].stage] = mine[at]
                at += 1
            if opened > until or (closed is not None and closed <= until):
                continue
            latest = stands.get("residual") or stands.get("inherent")
            if latest is None:
                unassessed[place] += 1
            else:
                levels[place][latest.edition, latest.level] += 1
                beyond[place] += not latest.within
    raised = _flags(risks, spans)
    return [Ended(*span, levels[n], beyond[n], unassessed[n], raised[n]) for n, span in enumerate(spans)]


def _given(risks: QuerySet[Risk]) -> dict[UUID, list[Given]]:
    """The assessments without and with controls, by risk, in their order."""
    given = Assessment.objects.filter(risk__in=risks.values("pk"), stage__in=("inherent", "residual")).order_by("risk_id", "seq")
    found: dict[UUID, list[Given]] = {}
    for pk, day, stage, edition, level, within in given.values_list("risk_id", "day", "stage", "edition_id", "level", "within_appetite"):
        found.setdefault(pk, []).append(Given(day, stage, edition, level, within))
    return found


def _flags(risks: QuerySet[Risk], spans: Sequence[tuple[int, int, date]]) -> list[int]:
    days = Flag.objects.filter(risk__in=risks.values("pk"), raised_on__lte=spans[-1][2]).values_list("raised_on", flat=True)
    raised = Counter((day.year, (day.month - 1) // MONTHS + 1) for day in days)
    return [raised[year, quarter] for year, quarter, _until in spans]
