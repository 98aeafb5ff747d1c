"""How reports are handled, in numbers after the manner of ISO 37002: from the clear-text list and the codes that handlers set alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.engines.cases.cohorts import reading
from amanah.engines.cases.cohorts.counting import Cells, Cohorts, following
from amanah.engines.cases.cohorts.reading import Timing
from amanah.engines.cases.declare import Clock
from amanah.engines.cases.queries.figures import SMALL, Counted, Month, between, blur, cohorts, plain
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.whistleblowing.figures import providers
from amanah.rooms.whistleblowing.figures.providers import Block
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING as KIND

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEDIAN, TAIL = 0.5, 0.9
PROVEN = ("proven", "partly_proven")
JUDGED = (*PROVEN, "unproven")
AGES: "tuple[tuple[int | None, StrOrPromise], ...]" = (
    (30, _("sampai sebulan")),
    (90, _("sampai seperempat tahun")),
    (180, _("sampai setengah tahun")),
    (365, _("sampai setahun")),
    (None, _("lebih lama")),
)


@dataclass(frozen=True)
class Chosen:
    """What is to be counted: whole months from `first` to `last` (first days of months), all routes and topics or one."""

    first: date
    last: date
    route: str = ""
    topic: str = ""

    @property
    def until(self) -> date:
        """The last day of the period."""
        return following(self.last) - timedelta(days=1)

    @property
    def before(self) -> "Chosen":
        """The period of the same length that ends where this one begins."""
        length = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        month = self.first.year * 12 + self.first.month - 1 - length
        first = date(month // 12, month % 12 + 1, 1)
        return Chosen(first, (self.first - timedelta(days=1)).replace(day=1), self.route, self.topic)


@dataclass(frozen=True)
class Speed:
    """How fast one promised step was taken, for reports received in the period, in calendar days; None where too few to be shown.

    `share` is the part of those owed by today that were taken in time, in per cent.
    """

    code: str
    title: "StrOrPromise"
    promise: str
    done: int | None
    median: int | None
    tail: int | None
    share: int | None
    missed: int | None
    running: int | None


@dataclass(frozen=True)
class Indicators:
    """Everything the page, the tables and the yearly report say. `blurred` says that small numbers were left out."""

    chosen: Chosen
    blurred: bool
    received: int | None
    received_before: int | None
    closed: int | None
    closed_before: int | None
    open_now: int | None
    months: list[Month]
    topics: list[Counted]
    routes: list[Counted]
    states: list[Counted]
    outcomes: list[Counted]
    ages: list[Counted]
    speeds: list[Speed]
    judged: int | None
    proven: int | None
    proven_share: int | None
    duplicates: int | None
    reopened: int | None
    returned: int | None
    messages: int | None
    blocks: list[Block]


def may_look(viewer: Viewer) -> bool:
    """Whether there is anything for this person to count."""
    from amanah.engines.cases.queries.figures import may_count  # beside its use: a role of the engine, not of this room

    return viewer.has_any(KIND.staff_roles) or may_count(viewer)


def indicators(viewer: Viewer, chosen: Chosen) -> Indicators:
    """The figures of a period over exactly the reports that the viewer may see, or count without seeing."""
    counted, blurred = cohorts(viewer, KIND, chosen.first)
    counted = _narrowed(counted, chosen)
    hide = blur if blurred else plain
    within = reading.within(counted, chosen.first, chosen.last)
    whole = reading.whole(within)
    months = list(between(chosen.first, chosen.last))
    came = [reading.received(within, month) for month in months]
    ended_by_month = reading.closed_by_month(counted)
    went = [ended_by_month[month].total() if month in ended_by_month else 0 for month in months]
    ended = reading.closed(counted, chosen.first, chosen.last)
    before = chosen.before
    came_before = whole_number(reading.within(counted, before.first, before.last))
    judged, proven = sum(ended[code] for code in JUDGED), sum(ended[code] for code in PROVEN)
    single = [sum(came), came_before, sum(went), reading.closed(counted, before.first, before.last).total(), reading.open_now(counted)]
    received, received_before, closed, closed_before, open_now = _each(single, blurred=blurred)
    told = _each(
        [judged, proven, ended["duplicate"], *(whole.cells[name] for name in ("reopened", "returned", "messages"))], blurred=blurred
    )
    return Indicators(
        chosen=chosen,
        blurred=blurred,
        received=received,
        received_before=received_before,
        closed=closed,
        closed_before=closed_before,
        open_now=open_now,
        months=[Month(*row) for row in zip(months, hide(came), hide(went), strict=True)],
        topics=_titled(reading.by_topic(within), {**KIND.topics, "": _("Tanpa topik")}, hide),
        routes=_titled(reading.by_route(within), {code: title for code, (title, _role) in KIND.routes.items()}, hide),
        states=_titled(reading.by_state(whole), {state.key: state.title for state in KIND.states}, hide),
        outcomes=_titled(ended, KIND.outcomes, hide),
        ages=_ages(counted, hide),
        speeds=[_speed(declared, whole, blurred=blurred) for declared in KIND.clocks],
        judged=told[0],
        proven=told[1],
        proven_share=None if None in told[:2] or not judged else round(100 * proven / judged),
        duplicates=told[2],
        reopened=told[3],
        returned=told[4],
        messages=told[5],
        blocks=providers.blocks(viewer, chosen.first, chosen.until),
    )


def whole_number(some: Cohorts) -> int:
    """How many reports these cohorts hold."""
    return sum(cells.cells["received"] for cells in some.values())


def _narrowed(counted: Cohorts, chosen: Chosen) -> Cohorts:
    return {
        key: cells
        for key, cells in counted.items()
        if (not chosen.route or key.route == chosen.route) and (not chosen.topic or key.topic == chosen.topic)
    }


def _each(numbers: Sequence[int], *, blurred: bool) -> list[int | None]:
    """Numbers that are no parts of one whole: each is hidden on its own."""
    return [None if blurred and 0 < number < SMALL else number for number in numbers]


def _titled(
    counts: Mapping[str, int], titles: "Mapping[str, StrOrPromise]", hide: Callable[[Sequence[int]], list[int | None]]
) -> list[Counted]:
    used = [code for code in titles if code or counts.get(code)]
    shown = hide([counts.get(code, 0) for code in used])
    return [Counted(code, titles[code], number) for code, number in zip(used, shown, strict=True)]


def _ages(counted: Cohorts, hide: Callable[[Sequence[int]], list[int | None]]) -> list[Counted]:
    """What is not closed today, by how long ago it was received."""
    today, numbers = clock.today(), [0] * len(AGES)
    for day, number in reading.open_days(counted).items():
        age = (today - day).days
        numbers[next(place for place, (most, _title) in enumerate(AGES) if most is None or age <= most)] += number
    return [Counted(str(most or "more"), title, n) for (most, title), n in zip(AGES, hide(numbers), strict=True)]


def _speed(declared: Clock, whole: Cells, *, blurred: bool) -> Speed:
    timing: Timing = reading.timing(whole, declared.key, clock.today())
    few = blurred and (timing.done < SMALL or 0 < timing.missed < SMALL or 0 < timing.kept < SMALL)
    owed = timing.kept + timing.missed
    rule = rulebook.provision(declared.provision, on=clock.today())
    return Speed(
        code=declared.key,
        title=declared.title,
        promise=rule.in_words(get_language() or "id"),
        done=None if few else timing.done,
        median=None if few else timing.quantile(MEDIAN),
        tail=None if few else timing.quantile(TAIL),
        share=None if few or not owed else round(100 * timing.kept / owed),
        missed=None if few else timing.missed,
        running=None if few else timing.running,
    )
