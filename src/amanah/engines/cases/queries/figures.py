"""Figures from coded fields alone: nothing has to be opened to count."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import registry
from amanah.engines.cases.cohorts import queries as kept_figures
from amanah.engines.cases.cohorts import reading
from amanah.engines.cases.cohorts.counting import Cohorts, following
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.visible import not_hidden, visible
from amanah.engines.cases.scope import reach
from amanah.foundation.access.roles import Role
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIGURES = Role(
    "cases.statistics",
    _("Pembaca angka"),
    _("Melihat angka seluruh perkara tanpa melihat perkaranya. Angka kecil disembunyikan."),
    sensitive=False,
)
"""Who holds it over the whole institution counts every case that is not hidden from them, and sees none of them by it."""
SMALL = 5
"""A count below this could point at a person, so whoever may not see the cases gets no number."""


@dataclass(frozen=True)
class Counted:
    """One bar: a code, its title, and how many; None where the number is too small to be shown."""

    code: str
    title: "StrOrPromise"
    count: int | None


@dataclass(frozen=True)
class Month:
    """How many cases were opened and closed in one month."""

    month: date
    opened: int | None
    closed: int | None


@dataclass(frozen=True)
class Kept:
    """How one clock was kept: met in time, missed (late, or still owed after its day), and still running in time."""

    code: str
    title: "StrOrPromise"
    met: int | None
    missed: int | None
    running: int | None


@dataclass(frozen=True)
class Figures:
    """What the viewer may count of one kind in a period. `suppressed` says that small numbers were left out."""

    kind: CaseKind
    since: date
    until: date
    opened: int | None
    closed: int | None
    open_now: int | None
    months: list[Month]
    states: list[Counted]
    topics: list[Counted]
    outcomes: list[Counted]
    clocks: list[Kept]
    suppressed: bool


def statistics(viewer: Viewer, kind_key: str, *, since: date, until: date) -> Figures:
    """Figures over the cases opened in the period that the viewer may see, or count without seeing.

    A period of whole months (or until today) is summed from the figures that are kept month by month; any other is counted anew.

    Raises:
        KeyError: the kind is not registered.
    """
    kind = registry.kind(kind_key)
    if since.day == 1 and _whole(until):
        counted, blurred = cohorts(viewer, kind, since)
        return _summed(kind, counted, since, until, blurred=blurred)
    cases, blurred = _countable(viewer, kind)
    within = cases.filter(opened_on__gte=since, opened_on__lte=until)
    came = _grouped(within, "opened_on", "state", "topic")
    went = _grouped(cases.filter(closed_on__gte=since, closed_on__lte=until), "closed_on", "outcome")
    hide = blur if blurred else plain
    topics: dict[str, StrOrPromise] = {**kind.topics, **({"": "—"} if _sum(came, 2, "") else {})}
    opened, closed, still = (hide([number])[0] for number in (_sum(came), _sum(went), cases.filter(closed_on__isnull=True).count()))
    months = list(between(since, until))
    by_month = zip(months, hide([_sum(came, 0, m) for m in months]), hide([_sum(went, 0, m) for m in months]), strict=True)
    return Figures(
        kind=kind,
        since=since,
        until=until,
        opened=opened,
        closed=closed,
        open_now=still,
        months=[Month(month, opened_then, closed_then) for month, opened_then, closed_then in by_month],
        states=_counted(came, 1, {state.key: state.title for state in kind.states}, hide),
        topics=_counted(came, 2, topics, hide),
        outcomes=_counted(went, 1, kind.outcomes, hide),
        clocks=_kept(within, kind, blurred=blurred),
        suppressed=blurred,
    )


def may_count(viewer: Viewer) -> bool:
    """Whether the viewer counts cases that they may not see."""
    return any(unit.parent_id is None for unit in viewer.units_with(FIGURES.key))


def cohorts(viewer: Viewer, kind: CaseKind, clocks_since: date = date.min) -> tuple[Cohorts, bool]:
    """What the viewer may count month by month (clocks from a month on), and whether small numbers must be left out."""
    if _only_counts(viewer, kind):
        return kept_figures.countable_unseen(viewer, kind, clocks_since), True
    return kept_figures.countable(viewer, kind, clocks_since), False


def blur(numbers: Sequence[int]) -> list[int | None]:
    """The numbers without those from 1 to SMALL - 1; when just one is left out, the next smallest goes too, or a total would tell it."""
    hidden = {place for place, number in enumerate(numbers) if 0 < number < SMALL}
    if len(hidden) == 1:
        others = [place for place, number in enumerate(numbers) if number and place not in hidden]
        hidden |= set(sorted(others, key=lambda place: numbers[place])[:1])
    return [None if place in hidden else number for place, number in enumerate(numbers)]


def plain(numbers: Sequence[int]) -> list[int | None]:
    """All of them."""
    return list(numbers)


def _only_counts(viewer: Viewer, kind: CaseKind) -> bool:
    return may_count(viewer) and not any(reach(viewer, kind, role) is None for role in kind.overseers)


def _whole(until: date) -> bool:
    return until >= clock.today() or (until + timedelta(days=1)).day == 1


def _summed(kind: CaseKind, counted: Cohorts, since: date, until: date, *, blurred: bool) -> Figures:
    hide = blur if blurred else plain
    months = list(between(since, until))
    within = reading.within(counted, months[0], months[-1]) if months else {}
    came = reading.whole(within)
    by_month = {month: reading.received(within, month) for month in months}
    ended_by_month = reading.closed_by_month(counted)
    went = {month: ended_by_month.get(month, Counter[str]()) for month in months}
    ended = sum(went.values(), Counter[str]())
    topics: dict[str, StrOrPromise] = {**kind.topics, **({"": "—"} if reading.by_topic(within)[""] else {})}
    opened, closed, still = (hide([n])[0] for n in (sum(by_month.values()), ended.total(), reading.open_now(counted)))
    columns = zip(months, hide([by_month[m] for m in months]), hide([went[m].total() for m in months]), strict=True)
    clocks = {declared.key: reading.timing(came, declared.key, clock.today()) for declared in kind.clocks}
    return Figures(
        kind=kind,
        since=since,
        until=until,
        opened=opened,
        closed=closed,
        open_now=still,
        months=[Month(month, opened_then, closed_then) for month, opened_then, closed_then in columns],
        states=_titled(reading.by_state(came), {state.key: state.title for state in kind.states}, hide),
        topics=_titled(reading.by_topic(within), topics, hide),
        outcomes=_titled(ended, kind.outcomes, hide),
        clocks=[
            Kept(declared.key, declared.title, *hide([(found := clocks[declared.key]).kept, found.missed, found.running]))
            for declared in kind.clocks
        ],
        suppressed=blurred,
    )


def _titled(
    counts: Mapping[str, int], titles: "Mapping[str, StrOrPromise]", hide: Callable[[Sequence[int]], list[int | None]]
) -> list[Counted]:
    shown = hide([counts.get(code, 0) for code in titles])
    return [Counted(code, title, count) for (code, title), count in zip(titles.items(), shown, strict=True)]


def _countable(viewer: Viewer, kind: CaseKind) -> tuple[QuerySet[Case], bool]:
    """The cases that count for this viewer, and whether small numbers must be left out."""
    if _only_counts(viewer, kind):
        return Case.objects.filter(not_hidden(viewer), kind=kind.key), True
    return visible(viewer).filter(kind=kind.key), False


def _grouped(cases: QuerySet[Case], day: str, *columns: str) -> dict[tuple[object, ...], int]:
    """How many cases there are for each month of `day` and each value of the columns: one query."""
    grouped = cases.annotate(month=TruncMonth(day)).values("month", *columns).annotate(n=Count("pk")).order_by()
    return {(row["month"], *(row[column] for column in columns)): row["n"] for row in grouped}


def _sum(groups: Mapping[tuple[object, ...], int], place: int = 0, value: object = None) -> int:
    """The sum of all groups, or of those with `value` at `place`."""
    return sum(n for key, n in groups.items() if value is None or key[place] == value)


def _counted(
    groups: Mapping[tuple[object, ...], int],
    place: int,
    titles: "Mapping[str, StrOrPromise]",
    hide: Callable[[Sequence[int]], list[int | None]],
) -> list[Counted]:
    shown = hide([_sum(groups, place, code) for code in titles])
    return [Counted(code, title, count) for (code, title), count in zip(titles.items(), shown, strict=True)]


def between(since: date, until: date) -> Iterable[date]:
    """The first day of each month from that of `since` to that of `until`."""
    month = since.replace(day=1)
    while month <= until:
        yield month
        month = following(month)


def _kept(cases: QuerySet[Case], kind: CaseKind, *, blurred: bool) -> list[Kept]:
    today = clock.today()
    late = Q(stopped_on__gt=F("due_on")) | Q(state=Deadline.State.RUNNING, due_on__lt=today)
    met = Q(stopped_on__lte=F("due_on"))
    counted = Deadline.objects.filter(ref__in=cases.values("ref")).values("name")
    rows = counted.annotate(met=Count("pk", filter=met), missed=Count("pk", filter=late), every=Count("pk")).order_by("name")
    found = {row["name"]: (row["met"], row["missed"], row["every"] - row["met"] - row["missed"]) for row in rows}
    hide = blur if blurred else plain
    return [Kept(declared.key, declared.title, *hide(found.get(declared.key, (0, 0, 0)))) for declared in kind.clocks]
