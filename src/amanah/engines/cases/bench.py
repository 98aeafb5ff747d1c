"""How long a list takes over few and over many cases. For an empty scratch database only: what it writes is made up."""

import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from amanah import rulebook
from amanah.engines.cases import queries, registry
from amanah.engines.cases.cohorts import services as cohorts
from amanah.engines.cases.declare import REPORTER, CaseKind
from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Assignment, Case, Entry, SubjectTag
from amanah.engines.cases.queries import Filters
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Employment, UnitKind
from amanah.kernel import clock

SIZES = (1_000, 100_000)
BATCH = 5_000
YEARS = 3
OPEN_SHARE = 0.1
"""The same at every age, so that a page over few cases and a page over many hold the same amount of work."""
TAGGED_SHARE = 0.6
OF_ONE_STATE = 10
"""Rows of a page of new cases: so many stand in the smallest table too, so that both pages hold as much."""


@dataclass(frozen=True)
class Measured:
    """One screen over a table of `cases`: what it takes in milliseconds when nothing else runs, and how many queries it made."""

    screen: str
    cases: int
    milliseconds: float
    queries: int


def run(kind_key: str = "whistleblowing", sizes: Sequence[int] = SIZES, *, repeat: int = 15) -> list[Measured]:
    """Fill an empty, migrated database to each of `sizes` in turn and time the screens of an overseer.

    Raises:
        RuntimeError: when the database holds cases already.
    """
    if Case.objects.exists():
        raise RuntimeError("the bench needs an empty scratch database")
    kind = registry.kind(kind_key)
    account = _overseer(kind)
    measured: list[Measured] = []
    for size in sorted(sizes):
        seed(kind, size - Case.objects.count(), account)
        cohorts.rebuild()  # the rows came past the services
        _analyse()
        measured += measure(kind, account, repeat=repeat)
    return measured


def seed(kind: CaseKind, count: int, handler: Account) -> None:
    """Add `count` made-up cases with clocks, tags, handlers and messages, oldest first as in life."""
    chance = random.Random(count)  # noqa: S311 - figures, not secrets
    today, begun = clock.today(), Case.objects.count()
    days = iter(sorted(today - timedelta(days=chance.randrange(365 * YEARS)) for _ in range(count)))
    for start in range(0, count, BATCH):
        with transaction.atomic():
            cases = [_case(kind, chance, next(days), today, place) for place in range(begun + start, begun + min(start + BATCH, count))]
            Case.objects.bulk_create(cases)
            Deadline.objects.bulk_create(deadline for case in cases for deadline in _deadlines(kind, case))
            tagged = [case for case in cases if chance.random() < TAGGED_SHARE]
            SubjectTag.objects.bulk_create(SubjectTag(case=case, tag=secrets.token_bytes(32)) for case in tagged for _ in range(2))
            handled = [case for case in cases if case.closed_on is None and chance.random() < 0.01]  # noqa: PLR2004 - one in a hundred
            Assignment.objects.bulk_create(
                Assignment(case=c, account=handler, since=c.opened_on, assigned_by="system", position=2) for c in handled
            )
            Entry.objects.bulk_create(
                Entry(
                    case=c,
                    seq=1,
                    channel=next(iter(kind.channels)),
                    field="message/1",
                    day=c.opened_on,
                    author=REPORTER,
                    position=3,
                    announced=True,
                )
                for c in handled
            )


def measure(kind: CaseKind, account: Account, *, repeat: int) -> list[Measured]:
    """The fastest of `repeat` runs of each screen, each with a fresh viewer as in a new request."""
    page = queries.listing(Viewer.of(account), size=queries.PAGE)
    since = (clock.today() - timedelta(days=365)).replace(day=1)  # whole months, as the page offers them
    screens: dict[str, Callable[[Viewer], object]] = {
        "list": queries.listing,
        "list, second page": partial(queries.listing, after=page.after),
        "list, by state": partial(queries.listing, filters=Filters(state=kind.first.key), size=OF_ONE_STATE),
        "list, overdue": partial(queries.listing, filters=Filters(urgency="overdue")),
        "list, largest page": partial(queries.listing, size=queries.LARGEST),
        "my work": queries.worklist,
        "statistics of a year": partial(queries.statistics, kind_key=kind.key, since=since, until=clock.today()),
    }
    return [_time(name, screen, account, repeat) for name, screen in screens.items()]


def _time(name: str, screen: Callable[[Viewer], object], account: Account, repeat: int) -> Measured:
    with CaptureQueriesContext(connection) as made:
        screen(Viewer.of(account))
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        screen(Viewer.of(account))
        times.append(time.perf_counter() - began)
    return Measured(name, Case.objects.count(), round(min(times) * 1000, 2), len(made))


def _overseer(kind: CaseKind) -> Account:
    root = organisation.create_unit("Lembaga ukur", "UKUR", parent=None, kind=UnitKind.INSTITUTION, actor="system")
    person = organisation.create_person("Pengukur", other_number="UKUR-1", employment=Employment.NON_PERMANENT, actor="system")
    post = organisation.create_post(root, "Koordinator")
    organisation.assign_post(person, post)
    account = access.create_account("pengukur", person=person)
    for role in sorted(kind.overseers):
        access.grant_role(account, role, root)
    return account


def _case(kind: CaseKind, chance: random.Random, opened: date, today: date, place: int) -> Case:
    is_open = chance.random() < OPEN_SHARE
    states = [state.key for state in kind.states if state.closed != is_open]
    case_id = UUID(int=chance.getrandbits(128), version=4)
    return Case(
        id=case_id,
        ref=ref_of(case_id),
        number=f"{kind.prefix}-{opened:%y}-{place:06d}",  # counted, because a batch cannot draw one row again
        kind=kind.key,
        kind_version=kind.version,
        opened_as=kind.key,
        route=chance.choice(list(kind.routes)),
        topic=chance.choice(list(kind.topics)),
        state=chance.choice(states),
        outcome="" if is_open else chance.choice(list(kind.outcomes)),
        opened_on=opened,
        closed_on=None if is_open else min(today, opened + timedelta(days=chance.randrange(90))),
        due_on=opened + timedelta(days=60) if is_open else None,
        changes=1,
        announced=True,
    )


def _deadlines(kind: CaseKind, case: Case) -> list[Deadline]:
    return [
        Deadline(
            ref=case.ref,
            name=declared.key,
            provision=declared.provision,
            provision_since=case.opened_on,
            book_sha="",
            citation="",
            citation_en="",
            length=1,
            unit=rulebook.provision(declared.provision, on=clock.today()).unit,
            since=case.opened_on,
            due_on=case.opened_on + timedelta(days=60),
            provisional=False,
            calendar_sha="",
            state=Deadline.State.STOPPED if case.closed_on else Deadline.State.RUNNING,
            stopped_on=case.closed_on,
            changed_by="system",
        )
        for declared in kind.clocks
    ]


def _analyse() -> None:
    """Let the database know its new size, as its own upkeep does in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
