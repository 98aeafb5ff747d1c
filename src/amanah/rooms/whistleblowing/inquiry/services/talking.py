"""Messages among those who handle a case, and who of them has read what."""

from collections.abc import Iterable

from django.db import transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases.models import Entry
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.whistleblowing.inquiry import telling
from amanah.rooms.whistleblowing.inquiry.models import ReadMark

CHANNEL = "internal"


@transaction.atomic
def say(opened: Opened, text: str) -> Entry:
    """Write to the colleagues on this case; those who handle it hear that there is something to read."""
    entry = write_entry(opened, CHANNEL, CHANNEL, text.encode())
    telling.said(opened.case, actor=opened.viewer.actor)
    return entry


@transaction.atomic
def mark_read(viewer: Viewer, entries: Iterable[Entry]) -> int:
    """Note for today that this person has seen these entries of their colleagues; how many were new to them.

    The ledger hears nothing of it. Entries of cases that the viewer may not see, and their own, are passed over.
    """
    others = [entry for entry in entries if entry.author != viewer.actor]
    seen = {case_id for case_id in {entry.case_id for entry in others} if case_queries.may_see(viewer, case_id)}
    known = set(ReadMark.objects.filter(account=viewer.account, entry__in=others).values_list("entry_id", flat=True))
    new = [entry for entry in others if entry.case_id in seen and entry.pk not in known]
    ReadMark.objects.bulk_create([ReadMark(entry=entry, account=viewer.account, day=clock.today()) for entry in new], ignore_conflicts=True)
    return len(new)
