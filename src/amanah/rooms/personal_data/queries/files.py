"""What may be read of breaches and requests: codes from the engine, words with the key of whoever may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from amanah.engines.cases import papers
from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.papers import Papers, Sheet
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.vault.services import bulk
from amanah.kernel import clock
from amanah.kernel.sealing import KeyPair
from amanah.rooms.personal_data import moments
from amanah.rooms.personal_data.models import Breach
from amanah.rooms.personal_data.opened import Opened
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.workflow import BREACH, KEYS, NOTICES, REQUEST

MOST = 1_000
"""The most breaches that one list or export holds."""


@dataclass(frozen=True)
class Content(Papers):
    """Everything sealed of a breach or a request."""

    @property
    def first(self) -> Sheet:
        """What the case began with."""
        return self.papers()[0]


@dataclass(frozen=True)
class Hours:
    """A breach and its hours: until when both notices are owed, what is left, and whether each has gone out, in time or late."""

    case: Case
    breach: Breach
    due_at: datetime
    left: int
    sent: Mapping[str, date]

    @property
    def running(self) -> bool:
        """Whether a notice is still owed."""
        return self.case.closed_on is None and set(self.sent) != set(NOTICES)

    @property
    def code(self) -> str:
        """The look of the hours: "done", "overdue" or "due_soon": of so few hours, all are soon."""
        if not self.running:
            return "done"
        return "overdue" if self.left < 0 else "due_soon"


def find(viewer: Viewer, number: str) -> Case | None:
    """The breach or request of that number, if the viewer may know of it."""
    found = cases.find(viewer, number)
    return found if found is not None and found.kind in KEYS else None


def open_case(viewer: Viewer, case: Case, key_pair: KeyPair) -> Opened | None:
    """The case with its content key, or None where it is not wrapped for this person's key."""
    record = record_of(case.pk)
    found = bulk.content_keys([record], viewer.actor, key_pair)
    return Opened(case, viewer, found[record]) if record in found else None


def content(opened: Opened) -> Content:
    """Everything sealed of the case. Raises CannotOpen when something was changed or exchanged."""
    return Content.read(opened.case, record_of(opened.case.pk), opened.key)


def who_can_open(case: Case) -> str:
    """The staff who hold a key to the case, by name."""
    return papers.who_can_open(record_of(case.pk))


def breaches(viewer: Viewer) -> list[Hours]:
    """The breaches in sight, the most pressing first, then the newest; at most MOST, in two queries."""
    rows = cases.visible(viewer).filter(kind=BREACH.key).select_related("breach").order_by("-opened_on", "-pk")
    found = [case for case in rows[:MOST] if hasattr(case, "breach")]
    sent: dict[object, dict[str, date]] = {}
    told = Entry.objects.filter(case__in=found, channel__in=NOTICES).order_by("-seq").values_list("case_id", "channel", "day")
    for case_id, channel, day in told:
        sent.setdefault(case_id, {})[channel] = day
    hours = [_hours(case, sent.get(case.pk, {})) for case in found]
    return sorted(hours, key=lambda one: (not one.running, one.left if one.running else 0))


def requests(viewer: Viewer) -> list[tuple[Case, Urgency | None]]:
    """The requests in sight, what is due first in front, then the newest; at most MOST, in two queries."""
    rows = list(cases.visible(viewer).filter(kind=REQUEST.key).order_by(F("due_on").asc(nulls_last=True), "-opened_on", "-pk")[:MOST])
    running, day = clocks.open_by_ref(case.ref for case in rows), clock.today()
    return [(case, clocks.describe(running[case.ref][0], day) if case.ref in running else None) for case in rows]


def hours_of(case: Case) -> Hours:
    """The hours of one breach."""
    told = case.entries.filter(channel__in=NOTICES).order_by("-seq").values_list("channel", "day")
    return _hours(case, dict(told))


def _hours(case: Case, sent: Mapping[str, date]) -> Hours:
    breach = case.breach
    return Hours(case, breach, moments.due_at(breach.known_at), moments.hours_left(breach.known_at), sent)
