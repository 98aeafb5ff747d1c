"""My work: what waits for this person, across all kinds, by when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from amanah.engines.cases import registry
from amanah.engines.cases.declare import HANDLER, REPORTER
from amanah.engines.cases.models import Assignment, Entry, Proposal
from amanah.engines.cases.queries.offers import may_decide
from amanah.engines.cases.queries.rows import Row, rows, with_unread
from amanah.engines.cases.queries.visible import visible
from amanah.engines.cases.scope import holds, reach
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LINES = 200
"""More of what is theirs than a person can have on their desk."""
FREE = 50
"""What nobody handles yet is shown so far; the list of cases goes on from there, page by page, however much there is."""
SHOWN, PAGE = 5, 50
"""Lines of a group where all groups stand, and on a page of its own."""


@dataclass(frozen=True)
class WorkItem:
    """One line: what and where (in the row), until when (its pressing clock), and the one next act."""

    row: Row
    next_act: "StrOrPromise"
    mine: bool

    @property
    def due_on(self) -> date | None:
        """The earliest day on which something of the case falls due."""
        return self.row.case.due_on

    @property
    def number(self) -> str:
        """What the case is called by."""
        return self.row.case.number


@dataclass(frozen=True)
class Part:
    """Some lines of a group that holds `count` of them; `after` says where it goes on, "" at its end."""

    key: str
    title: "StrOrPromise"
    items: "list[WorkItem | Line]"
    count: int
    after: str


@dataclass
class Worklist:
    """The lines by urgency, those of other parts of the house among them once they are added.

    `cut` says that the person handles more than LINES, `more_free` that more than FREE wait for somebody to handle them.
    """

    overdue: list[WorkItem | Line] = field(default_factory=list)
    today: list[WorkItem | Line] = field(default_factory=list)
    week: list[WorkItem | Line] = field(default_factory=list)
    later: list[WorkItem | Line] = field(default_factory=list)
    waiting: list[WorkItem | Line] = field(default_factory=list)
    cut: bool = False
    more_free: bool = False

    def add(self, lines: Iterable[Line]) -> None:
        """Put what other parts of the house have for the person where it belongs by its day."""
        for line in lines:
            (self.waiting if line.waiting else _by_day(self, line.due_on)).append(line)
        for group in (self.overdue, self.today, self.week, self.later, self.waiting):
            group.sort(key=_place_of)

    def page(self, key: str, after: str = "") -> "Part | None":
        """One group from where a page of it ended, "" for its beginning; None where there is no such group, or nothing in it.

        The mark is the day and number of the last line seen, so that a page goes on right also when lines before it were dealt with.
        """
        found = next(((title, items) for group, title, items in self.groups if group == key), None)
        if found is None:
            return None
        title, items = found
        rest = [item for item in items if not after or _mark(item) > after]
        shown = rest[:PAGE]
        return Part(key, title, shown, len(items), _mark(shown[-1]) if len(rest) > len(shown) else "")

    @property
    def parts(self) -> "list[Part]":
        """The beginning of every group that holds something."""
        return [Part(key, title, items[:SHOWN], len(items), "more" if len(items) > SHOWN else "") for key, title, items in self.groups]

    @property
    def groups(self) -> "list[tuple[str, StrOrPromise, list[WorkItem | Line]]]":
        """The groups that hold something, in the order in which they press."""
        named: list[tuple[str, StrOrPromise, list[WorkItem | Line]]] = [
            ("overdue", _("Melewati tenggat"), self.overdue),
            ("today", _("Hari ini"), self.today),
            ("week", _("Minggu ini"), self.week),
            ("later", _("Sesudah minggu ini"), self.later),
            ("waiting", _("Menunggu pihak lain"), self.waiting),
        ]
        return [group for group in named if group[2]]


def worklist(viewer: Viewer) -> Worklist:
    """What the viewer handles, what nobody handles yet and they could hand out or take, and what waits for their approval.

    Seven queries, none of which looks at more than it shows, however many cases there are: what is handled and what is proposed is
    looked up by name, and of what nobody handles the first FREE that are the viewer's to hand out, or that hold something unread.
    """
    mine = Assignment.objects.filter(account=viewer.account, until__isnull=True, case__closed_on__isnull=True)
    proposals = {proposal.case_id: proposal for proposal in Proposal.objects.filter(verdict=Proposal.Verdict.OPEN)}
    named = {*mine.values_list("case_id", flat=True), *proposals}
    seen = with_unread(visible(viewer))
    handled = list(seen.filter(pk__in=named).order_by("due_on", "pk")[: LINES + 1])
    free = seen.filter(~Exists(Assignment.objects.filter(case=OuterRef("pk"), until__isnull=True)), closed_on__isnull=True)
    unread = Entry.objects.filter(author=REPORTER, read_on__isnull=True).values("case_id")
    free = free.filter(_assignable(viewer) | Q(pk__in=unread))
    waiting = [*free.filter(due_on__isnull=False).order_by("due_on", "pk")[: FREE + 1]]
    waiting += free.filter(due_on__isnull=True).order_by("pk")[: FREE + 1 - len(waiting)]
    work = Worklist(cut=len(handled) > LINES, more_free=len(waiting) > FREE)
    found = {case.pk: case for case in (*handled[:LINES], *waiting[:FREE])}
    for row in rows(sorted(found.values(), key=lambda case: (case.due_on or date.max, case.number))):
        _place(work, viewer, row, proposals.get(row.case.pk))
    return work


def _assignable(viewer: Viewer) -> Q:
    """The cases that the viewer's roles let them hand out; `holds` says the same of one case."""
    found = Q(pk__in=[])
    for kind in registry.all_versions():
        for route in kind.routes:
            for role in kind.may_assign(route):
                units = reach(viewer, kind, role)
                here = Q(kind=kind.key, kind_version=kind.version, route=route)
                if units is None:
                    found |= here
                elif units:
                    found |= here & reduce(or_, (below(unit.path, "unit__path") for unit in units))
    return found


def _place(work: Worklist, viewer: Viewer, row: Row, proposal: Proposal | None) -> None:
    case = row.case
    mine = any(handler.pk == viewer.account.pk for handler in row.handlers)
    if proposal is not None:
        proposal.case = case  # spares looking it up again
        if may_decide(viewer, proposal):
            move = case.declared.move(proposal.move)
            _by_day(work, case.due_on).append(WorkItem(row, _("Setujui atau tolak: %(move)s") % {"move": move.title}, mine))
            return
        if mine:
            work.waiting.append(WorkItem(row, _("Menunggu persetujuan orang kedua"), mine))
        return
    if row.unread and (mine or not row.handlers):
        _by_day(work, case.due_on).append(WorkItem(row, _("Baca pesan pelapor"), mine))
    elif mine:
        _handle(work, viewer, row)
    elif not row.handlers and holds(viewer, case.declared.may_assign(case.route), case):
        _by_day(work, case.due_on).append(WorkItem(row, _("Tentukan siapa yang menangani"), mine))


def _handle(work: Worklist, viewer: Viewer, row: Row) -> None:
    case = row.case
    waiting_for = case.stands.waiting_for
    if waiting_for:
        overdue = case.due_on is not None and case.due_on < clock.today()
        into = work.overdue if overdue else work.waiting
        into.append(WorkItem(row, _("Menunggu jawaban: %(who)s") % {"who": waiting_for}, mine=True))
        return
    moves = case.declared.moves_from(case.state)
    # Whose line this is handles the case: asking the database who that is, once per line, would cost a query each.
    title = next((move.title for move in moves if HANDLER in move.roles or holds(viewer, move.roles, case)), _("Catat perkembangannya"))
    _by_day(work, case.due_on).append(WorkItem(row, title, mine=True))


def _by_day(work: Worklist, due_on: date | None) -> list[WorkItem | Line]:
    today = clock.today()
    if due_on is None or due_on > _end_of_week(today):
        return work.later
    if due_on < today:
        return work.overdue
    return work.today if due_on == today else work.week


def _place_of(item: WorkItem | Line) -> tuple[date, str]:
    return (item.due_on or date.max, item.number)


def _mark(item: WorkItem | Line) -> str:
    day, number = _place_of(item)
    return f"{day.isoformat()}.{number}"


def _end_of_week(today: date) -> date:
    """Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


def count_lines(groups: Iterable[tuple[str, object, list[WorkItem | Line]]]) -> int:
    """How many lines the groups hold."""
    return sum(len(items) for _key, _title, items in groups)
