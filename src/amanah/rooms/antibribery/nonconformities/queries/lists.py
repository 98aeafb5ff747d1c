"""Lists of nonconformities, and what waits for a person among them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.nonconformities import addresses, declare
from amanah.rooms.antibribery.nonconformities.declare import Side
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.nonconformities.queries.visible import sides_of, took_part, visible

PAGE = 50
LARGEST = 500
LINES = 50


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing.

    Args:
        state: a state's key, or "owed" for everything that is not closed.
        sort: where it came from.
        grade: "minor" or "major".
        repeated: "yes" for repetitions.
        scope: part of a scope's title or its number.
        text: words of the title, or part of a number.
    """

    state: str = ""
    sort: str = ""
    grade: str = ""
    repeated: str = ""
    scope: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line, with the clock that presses."""

    one: Nonconformity
    deadline: Deadline | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_nonconformity(self.one.number)

    @property
    def urgency(self) -> Urgency | None:
        """How that clock stands today."""
        return clocks.describe(self.deadline, clock.today()) if self.deadline else None

    @property
    def due_on(self) -> date | None:
        """Its day."""
        return self.deadline.due_on if self.deadline else None


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """Those that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    condition = Q()
    if filters.state:
        condition &= Q(state__in=sorted(declare.OWED)) if filters.state == "owed" else Q(state=filters.state)
    if filters.sort:
        condition &= Q(sort=filters.sort)
    if filters.grade:
        condition &= Q(grade=filters.grade)
    if filters.repeated:
        condition &= Q(repeats__isnull=False)
    if filters.scope:
        condition &= Q(scope__title__icontains=filters.scope) | Q(scope__number=numbers.tidy(filters.scope))
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    rows = visible(viewer).filter(condition).select_related("scope", "unit", "owner", "repeats")
    found, further = keyset.page(rows, "opened_on", after=after, size=min(size, LARGEST))
    running = clocks.open_by_ref([one.ref for one in found])
    return Page([Row(one, clocks.most_pressing(running.get(one.ref, ()))) for one in found], further)


def lines(viewer: Viewer) -> list[Line]:
    """What one has to correct, to analyse or to act on, and what is ripe to be judged by somebody like them. Five queries."""
    person = viewer.person
    if person is None or not viewer.account.may_sign_in():
        return []
    mine = visible(viewer).filter(owner=person, state__in=["open", "corrected", "analysed"])
    ripe = visible(viewer).filter(state="checking", check_from__lte=clock.today()).exclude(owner=person)
    found = list(mine.select_related("unit", "scope__unit").order_by("opened_on", "pk")[:LINES])
    waiting = ripe.select_related("unit", "scope__unit", "risk").order_by("check_from", "pk")[:LINES]
    judging = [one for one in waiting if Side.AUDITOR in sides_of(viewer, one)]
    part = took_part(judging) if judging else {}
    found += [one for one in judging if person.pk not in part[one.ref]]
    running = clocks.open_by_ref([one.ref for one in found])
    words = {
        "open": _("Koreksi dan periksa kejadian serupa"),
        "corrected": _("Analisis sebabnya"),
        "analysed": _("Tetapkan tindakan perbaikan"),
        "checking": _("Periksa keefektifannya"),
    }
    made = []
    for one in found:
        deadline = clocks.most_pressing(running.get(one.ref, ()))
        made.append(
            Line(
                one.number,
                addresses.of_nonconformity(one.number),
                one.title,
                words[one.state],
                str(one.unit),
                deadline.due_on if deadline else None,
                clocks.describe(deadline, clock.today()) if deadline else None,
            )
        )
    return made
