"""Cases as lists show them, with a fixed number of queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from amanah.engines.cases import addresses, registry
from amanah.engines.cases.declare import REPORTER, CaseKind, Clock
from amanah.engines.cases.models import Assignment, Case, Entry
from amanah.foundation.access.models import Account
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.queries import Urgency
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class RunningClock:
    """One clock of a case with its words: `urgency.text` says how it stands today."""

    key: str
    title: "StrOrPromise"
    deadline: Deadline
    urgency: Urgency


@dataclass(frozen=True)
class Row:
    """One line of a list. `pressing` is the running clock that falls due first, else a resting one."""

    case: Case
    kind: CaseKind
    handlers: tuple[Account, ...]
    pressing: RunningClock | None
    unread: bool

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.through_desk(self.case.number)

    @property
    def state(self) -> "StrOrPromise":
        """The state's title."""
        return self.case.stands.title

    @property
    def topic(self) -> "StrOrPromise":
        """The topic's title, or nothing."""
        return self.kind.topics.get(self.case.topic, "")

    @property
    def route(self) -> "StrOrPromise":
        """The title of the route it came in by."""
        return self.kind.routes[self.case.route][0]

    @property
    def outcome(self) -> "StrOrPromise":
        """The outcome's title, or nothing."""
        return self.kind.outcomes.get(self.case.outcome, "")


def with_unread(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same cases, each knowing whether the reporter wrote something that nobody has read (`has_unread`)."""
    unread = Entry.objects.filter(case=OuterRef("pk"), author=REPORTER, read_on__isnull=True)
    return cases.annotate(has_unread=Exists(unread))


def rows(cases: Iterable[Case]) -> list[Row]:
    """Lines for these cases, in their order: two queries."""
    cases = list(cases)
    handlers = handlers_of([case.pk for case in cases])
    open_clocks = clocks.open_by_ref([case.ref for case in cases if case.closed_on is None])
    return [
        Row(
            case=case,
            kind=case.declared,
            handlers=tuple(handlers.get(case.pk, ())),
            pressing=_pressing(case, open_clocks.get(case.ref, ())),
            unread=getattr(case, "has_unread", False),
        )
        for case in cases
    ]


def handlers_of(case_ids: Sequence[UUID]) -> dict[UUID, list[Account]]:
    """Who handles these cases now, in the order in which they were given them: one query."""
    found: dict[UUID, list[Account]] = defaultdict(list)
    if case_ids:
        current = Assignment.objects.filter(case_id__in=case_ids, until__isnull=True).select_related("account__person").order_by("pk")
        for assignment in current:
            found[assignment.case_id].append(assignment.account)
    return dict(found)


def clocks_of(case: Case) -> list[RunningClock]:
    """Every clock that ever ran on the case, the open ones first."""
    found = clocks.for_refs([case.ref])
    return [in_words(case, deadline) for deadline in sorted(found, key=lambda deadline: (not deadline.open, deadline.due_on))]


def in_words(case: Case, deadline: Deadline) -> RunningClock:
    """A clock with its title and how it stands today."""
    kinds = (case.declared, *(() if case.opened_as == case.kind else (registry.kind(case.opened_as),)))
    declared: Clock | None = next((clock for kind in kinds for clock in kind.clocks if clock.key == deadline.name), None)
    title = declared.title if declared is not None else deadline.name
    return RunningClock(deadline.name, title, deadline, clocks.describe(deadline, clock.today()))


def _pressing(case: Case, deadlines: Iterable[Deadline]) -> RunningClock | None:
    deadline = clocks.most_pressing(deadlines)
    return None if deadline is None else in_words(case, deadline)
