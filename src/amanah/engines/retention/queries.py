"""What retention shows, always out of what the viewer may see."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Max, Q, QuerySet

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.engines.cases.queries.holding import held
from amanah.engines.retention import schedule
from amanah.engines.retention.models import Batch, Item
from amanah.engines.retention.roles import APPROVER, OFFICER
from amanah.engines.retention.schedule import KEEP, Phase, Term
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

__all__ = ["KEEP", "Due", "batches", "destroyed", "due", "find", "items", "may_look", "next_number"]

MOST = 500


@dataclass(frozen=True)
class Due:
    """A closed case whose time is over."""

    case: Case
    term: Term
    held: bool

    @property
    def closed_on(self) -> date:
        """The day from which its time was counted."""
        return self.case.closed_on or self.case.opened_on


def may_look(viewer: Viewer) -> bool:
    """Whether retention is any of this person's business."""
    return viewer.has_any({OFFICER.key, APPROVER.key})


def due(viewer: Viewer) -> list[Due]:
    """The cases in sight whose time is over and that are in no batch, the oldest first; at most MOST."""
    if not may_look(viewer):
        return []
    today = clock.today()
    gone = Item.objects.filter(verdict__in=[Item.Verdict.DESTROY, Item.Verdict.KEEP], state=Item.State.DONE).values("case_id")
    candidates = visible(viewer).filter(_old_enough(today), closed_on__lt=today)
    candidates = candidates.exclude(pk__in=gone).exclude(pk__in=Item.objects.filter(live=True).values("case_id"))
    later = dict(
        Item.objects.filter(verdict=Item.Verdict.EXTEND, live=False)
        .values("case_id")
        .annotate(until=Max("until"))
        .values_list("case_id", "until")
    )
    found: list[tuple[Case, Term]] = []
    cases = candidates.order_by("closed_on", "pk").iterator()
    while len(found) < MOST and (some := list(islice(cases, MOST))):
        terms = schedule.terms(some)
        kept = [(case, terms[case.pk]) for case in some if case.pk in terms and later.get(case.pk, date.min) < today]
        found += [(case, term) for case, term in kept if term.phase(today) is Phase.DUE]
    found = found[:MOST]
    holds = held(case.ref for case, _term in found)
    return [Due(case, term, case.ref in holds) for case, term in found]


def _old_enough(today: date) -> Q:
    """The closed cases whose time can be over, by the lines of the schedule."""
    found = Q(pk__in=[])
    for line in schedule.lines():
        latest = schedule.at_latest(line, today)
        found |= Q(kind=line.kind, outcome__in=sorted(line.outcomes), **({"closed_on__lte": latest} if latest else {}))
    return found


def batches(viewer: Viewer) -> list[Batch]:
    """The batches of which the viewer may see every case, the newest first."""
    if not may_look(viewer):
        return []
    rows = Batch.objects.select_related("made_by__person", "proposed_by__person", "approved_by__person")[:MOST]
    seen = set(
        visible(viewer)
        .filter(pk__in=Item.objects.filter(batch__in=[row.pk for row in rows]).values("case_id"))
        .values_list("pk", flat=True)
    )
    cases: dict[int, set[object]] = {}
    for batch_id, case_id in Item.objects.filter(batch__in=[row.pk for row in rows]).values_list("batch_id", "case_id"):
        cases.setdefault(batch_id, set()).add(case_id)
    return [row for row in rows if cases.get(row.pk, set()) <= seen]


def find(viewer: Viewer, number: str) -> Batch | None:
    """The batch of that number if the viewer may know of all its cases; None otherwise, without telling which."""
    return next((batch for batch in batches(viewer) if batch.number == number), None)


def items(batch: Batch) -> QuerySet[Item]:
    """Its cases."""
    return batch.items.select_related("case", "appraised_by__person")


def destroyed(case: Case) -> Item | None:
    """The item by which the case's content was destroyed. Whether the asker may know of the case is the caller's to decide."""
    states = [Item.State.FILES, Item.State.DONE]
    return Item.objects.filter(case=case, verdict=Item.Verdict.DESTROY, state__in=states).select_related("batch").first()


def next_number(day: date) -> str:
    """The number after the last of the year: BA-26-001."""
    start = f"BA-{day:%y}-"
    last = Batch.objects.filter(number__startswith=start).aggregate(last=Max("number"))["last"]
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:03d}"
