"""The monitoring plan: every period of a measure with its reading, or that it was missed; and how the latest one looks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from amanah import rulebook
from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.engines.risks.indicators import periods
from amanah.engines.risks.indicators.periods import Period
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import addresses, declare
from amanah.rooms.antibribery.objectives.models import Measure, Reading
from amanah.rooms.antibribery.objectives.queries.visible import measures

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
MOST = 120
"""The most periods that are shown: ten years of months."""


@dataclass(frozen=True)
class Slot:
    """One period: its reading with what stood there before, or nothing. `due_on` is until when it has to be read."""

    period: Period
    title: str
    due_on: date
    readings: tuple[Reading, ...]
    day: date

    @property
    def reading(self) -> Reading | None:
        """The one that counts."""
        return self.readings[-1] if self.readings else None

    @property
    def missed(self) -> bool:
        """Whether nobody read it in time, and nobody has since."""
        return not self.readings and self.due_on < self.day

    @property
    def late(self) -> bool:
        """Whether it was first read after its time."""
        return bool(self.readings) and self.readings[0].read_on > self.due_on

    @property
    def colour(self) -> str:
        """The colour of what counts; "" where nothing was read."""
        return self.reading.colour if self.reading is not None else ""

    @property
    def word(self) -> "StrOrPromise":
        """Its colour in words."""
        return declare.COLOURS[self.colour] if self.colour else ""

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.COLOUR_TONES[self.colour] if self.colour else "neutral"


@dataclass(frozen=True)
class Row:
    """A measure with all its periods that have ended, the earliest first."""

    measure: Measure
    slots: tuple[Slot, ...]

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_measure(self.measure.number)

    @property
    def frequency(self) -> "StrOrPromise":
        """How often, in words."""
        return declare.FREQUENCIES[self.measure.frequency]

    @property
    def latest(self) -> Slot | None:
        """The last period that was read."""
        return next((one for one in reversed(self.slots) if one.readings), None)

    @property
    def missed(self) -> int:
        """How many periods were missed."""
        return sum(1 for one in self.slots if one.missed)

    @property
    def owed(self) -> Slot | None:
        """The latest period, if it still waits to be read in time."""
        last = self.slots[-1] if self.slots else None
        return last if last is not None and not last.readings and not last.missed and self.measure.ended_on is None else None

    @property
    def unanalysed(self) -> list[Slot]:
        """The periods whose reading nobody has analysed."""
        return [one for one in self.slots if one.reading is not None and not hasattr(one.reading, "analysis")]


@dataclass(frozen=True)
class Filters:
    """What the plan is narrowed to; an empty value narrows nothing. `colour` is that of the latest reading."""

    state: str = ""
    colour: str = ""
    scope: str = ""
    text: str = ""


def rows(found: Iterable[Measure], day: date | None = None) -> list[Row]:
    """Each with its periods until a day (today by default): one query."""
    some, day = list(found), day or clock.today()
    read: dict[UUID, dict[date, list[Reading]]] = {one.pk: {} for one in some}
    if some:
        asked = Reading.objects.filter(measure__in=some, read_on__lte=day).select_related("analysis", "read_by__person")
        for reading in asked.order_by("period_to", "seq"):
            read[reading.measure_id].setdefault(reading.period_to, []).append(reading)
    return [Row(one, tuple(_slots(one, read[one.pk], day))) for one in some]


def analyse_by(measure: Measure, reading: Reading) -> date:
    """Until when a reading has to be analysed: as the measure's plan says, or as the rulebook does."""
    if measure.analyse_days is not None:
        return rulebook.calendar().add(reading.read_on, measure.analyse_days, "working_day").date
    return rulebook.due(declare.ANALYSED_WITHIN, reading.read_on).date


def of_scope(scope: Scope, most: int = 200) -> list[Row]:
    """The plan of a scope, what is watched first: two queries."""
    found = rows(scope.measures.select_related("measurer", "analyst").order_by("starts_on", "pk")[:most])
    return sorted(found, key=lambda one: (one.measure.ended_on is not None, str(one.measure.title)))


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """Those that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    narrowed = measures(viewer).filter(_conditions(filters))
    if filters.colour:
        narrowed = narrowed.filter(pk__in=[one.measure.pk for one in rows(narrowed) if one.latest and one.latest.colour == filters.colour])
    rows_of = narrowed.select_related("scope", "measurer", "analyst")
    found, further = keyset.page(rows_of, "starts_on", after=after, size=min(size, LARGEST))
    return Page(rows(found), further)


def _slots(measure: Measure, read: dict[date, list[Reading]], day: date) -> Iterator[Slot]:
    until = min(day, measure.ended_on) if measure.ended_on is not None else day
    period, found = measure.first, []
    while period.last < until:
        found.append(period)
        period = periods.after(period, measure.frequency)
    for one in found[-MOST:]:
        due = rulebook.due(declare.READ_WITHIN, one.last).date
        yield Slot(one, periods.label(one, measure.frequency), due, tuple(read.get(one.last, ())), day)


def _conditions(filters: Filters) -> Q:
    condition = Q()
    if filters.state:
        condition &= Q(ended_on__isnull=filters.state == declare.RUNNING)
    if filters.scope:
        condition &= Q(scope__title__icontains=filters.scope) | Q(scope__number=numbers.tidy(filters.scope))
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    return condition
