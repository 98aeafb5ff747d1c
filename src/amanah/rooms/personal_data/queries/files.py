"""What may be read of breaches and requests: codes from the engine, words with the key of whoever may."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case, Entry
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import bulk
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.kernel.sealing import KeyPair
from amanah.rooms.personal_data import moments
from amanah.rooms.personal_data.models import Breach
from amanah.rooms.personal_data.opened import Opened
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.workflow import BREACH, KEYS, NOTICES, REQUEST

MOST = 1_000
"""The most breaches that one list or export holds."""


@dataclass(frozen=True)
class Sheet:
    """One opened paper: which entry it is, who wrote it and when."""

    entry: Entry
    who: str
    paper: Paper

    @property
    def day(self) -> date:
        """When it was written, or when what it says was done."""
        return self.entry.day


@dataclass(frozen=True)
class Content:
    """Everything sealed of a case, opened once for one page."""

    opened: Opened
    fields: Mapping[str, bytes] = field(repr=False)
    entries: tuple[Entry, ...]
    names: Mapping[str, str]

    def papers(self, *channels: str) -> list[Sheet]:
        """The papers on these channels (on all, without), oldest first."""
        chosen = [entry for entry in self.entries if not channels or entry.channel in channels]
        return [Sheet(entry, self.names.get(entry.author, ""), Paper.from_bytes(self.fields[entry.field])) for entry in chosen]

    def paper(self, name: str) -> Paper | None:
        """The paper kept in this field."""
        return Paper.from_bytes(self.fields[name]) if name in self.fields else None

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
    fields = vault.open_fields(record_of(opened.case.pk), opened.key)
    entries = tuple(opened.case.entries.all())
    ids = {entry.author.removeprefix("account:") for entry in entries if entry.author.startswith("account:")}
    names = {f"account:{account.pk}": str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")}
    return Content(opened, fields, entries, names)


def who_can_open(case: Case) -> str:
    """The staff who hold a key to the case, by name."""
    ids = {holder.removeprefix("account:") for holder in keys.holders(record_of(case.pk)) if holder.startswith("account:")}
    return ", ".join(sorted(str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")))


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
