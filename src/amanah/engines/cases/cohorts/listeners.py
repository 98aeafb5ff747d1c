"""What makes kept figures stale: every event of a case, and clocks that the calendar or a hand turned."""

from amanah.engines.cases import events
from amanah.engines.cases.cohorts import services
from amanah.engines.cases.cohorts.counting import month_of
from amanah.engines.cases.models import Case
from amanah.foundation.clocks.events import DeadlineMoved
from amanah.kernel.events import subscribe

COUNTED = (events.CaseOpened, events.CaseMoved, events.EntryAdded, events.CaseDayKnown)


def case_changed(event: events.CaseEvent) -> None:
    """In the transaction of the change."""
    opened_on = Case.objects.values_list("opened_on", flat=True).get(pk=event.case_id)
    services.note_change(event.kind, opened_on)


def case_handed(event: events.CaseHanded) -> None:
    """It leaves the figures of one kind and comes into those of another."""
    opened_on = Case.objects.values_list("opened_on", flat=True).get(pk=event.case_id)
    for kind in (event.former, event.kind):
        services.note_change(kind, opened_on)


def cases_opened(event: events.CasesOpened) -> None:
    """Many at once: one note for each month that they fall into."""
    for month in {month_of(day) for day in event.days}:
        services.note_change(event.kind, month)


def deadline_moved(event: DeadlineMoved) -> None:
    """The calendar changed: due days are among the figures."""
    found = Case.objects.filter(ref=event.ref).values_list("kind", "opened_on").first()
    if found is not None:
        services.note_change(*found)


def listen() -> None:
    """Called once, when the app is installed."""
    for kind in COUNTED:
        subscribe(kind, case_changed, inside=True)
    subscribe(events.CaseHanded, case_handed, inside=True)
    subscribe(events.CasesOpened, cases_opened, inside=True)
    subscribe(DeadlineMoved, deadline_moved, inside=True)
