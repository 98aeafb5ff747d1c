"""What a programme covers when: planned, and really done, criterion by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amanah import rulebook
from amanah.engines.engagements import declare, kinds
from amanah.engines.engagements.criteria import within
from amanah.engines.engagements.kinds import Criterion
from amanah.engines.engagements.models import Engagement, Item, Paper, Programme
from amanah.kernel import clock

LATE, COVERED, NEVER = "late", "covered", "never"


@dataclass(frozen=True)
class Covered:
    """One criterion: when a reviewed working paper last covered it, when it is covered next, and until when it has to be."""

    criterion: Criterion
    last_on: date | None
    last_number: str
    planned: tuple[tuple[int, int], ...]
    due_on: date | None

    @property
    def state(self) -> str:
        """Either "covered", "late" where its day is over, "never" where nothing covered it yet."""
        if self.last_on is None:
            return NEVER
        if self.due_on is not None and self.due_on < clock.today():
            return LATE
        return COVERED

    @property
    def next(self) -> tuple[int, int] | None:
        """The next quarter that is planned for it."""
        today = clock.today()
        now = (today.year, (today.month + 2) // 3)
        return next((when for when in self.planned if when >= now), None)


def coverage(programme: Programme) -> list[Covered]:
    """Every criterion that the programme's kind offers for what it is about: four queries, however many there are."""
    declared = kinds.kind(programme.kind)
    offered = list(declared.offered(programme.scope))
    items = Item.objects.filter(programme=programme, dropped_on__isnull=True).values_list("year", "quarter", "criteria")
    planned: dict[str, set[tuple[int, int]]] = {}
    for year, quarter, criteria in items:
        for ref in criteria:
            planned.setdefault(ref, set()).add((year, quarter))
    done = _done(programme, [one.ref for one in offered])
    made = []
    for one in offered:
        last = done.get(one.ref)
        due_on = rulebook.due(declared.covered_within, last[0]).date if last is not None and declared.covered_within else None
        whens = tuple(sorted(when for ref, some in planned.items() if within(one.ref, [ref]) for when in some))
        made.append(Covered(one, last[0] if last else None, last[1] if last else "", whens, due_on))
    return made


def _done(programme: Programme, refs: Sequence[str]) -> dict[str, tuple[date, str]]:
    """Criterion → the day and number of the latest report with a reviewed paper on it, of any programme about the same."""
    reported = Engagement.objects.filter(kind=programme.kind, state__in=sorted(declare.REPORTED))
    reported = reported.filter(scope=programme.scope) if programme.scope else reported.filter(unit_id=programme.unit_id)
    papers = Paper.objects.filter(engagement__in=reported.values("pk"), state="reviewed")
    found: dict[str, tuple[date, str]] = {}
    for criteria, day, number in papers.order_by("engagement__reported_on").values_list(
        "criteria", "engagement__reported_on", "engagement__number"
    ):
        if day is not None:
            found |= {ref: (day, number) for said in criteria for ref in refs if within(said, [ref])}
    return found
