"""What officers do with a complaint beyond what every kind of report has: pass it on, answer it."""

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import services as cases
from amanah.engines.cases.events import CaseMoved
from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports.channels import FEEDBACK
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.report import Message
from amanah.engines.reports.services import handling
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.organisation.models import Unit
from amanah.rooms.complaints import queries
from amanah.rooms.complaints.workflow import COMPLAINT

RAISED = register(NoticeCode("complaints.raised", _("Pengaduan %(number)s dinaikkan kepada Anda."), urgent=True))


def forward(opened: Opened, unit: Unit, note: str = "") -> None:
    """Pass a complaint on to a unit: it is named in clear, and its liaison officers are given the case and its keys.

    Raises:
        Refused: "guard" where the unit has no liaison officer who may read it, and as the engine's `place`, `move` and `assign`.
    """
    with transaction.atomic():
        cases.place(opened.case, unit, viewer=opened.viewer)
        receivers = queries.liaisons(opened.case)
        if not receivers:
            words = _("Unit ini belum mempunyai pejabat penghubung yang memegang kunci dan tidak terkait dengan pengaduan ini.")
            raise cases.Refused("guard", words)
        if note:
            handling.write_note(opened, note)
        cases.move(opened.case, "forward", viewer=opened.viewer)
        for account in receivers:
            handling.assign(opened, account)


def answer(opened: Opened, text: str, outcome: str) -> Entry:
    """Answer for good: the reporter reads it, and whether it settles the matter is theirs to say. Refused as the engine's `move`."""
    with transaction.atomic():
        entry = handling.write_entry(opened, FEEDBACK, "message", Message(text).to_bytes())
        cases.move(opened.case, "answer", viewer=opened.viewer, outcome=outcome, reason_field=entry.field)
        return entry


def moved(event: CaseMoved) -> None:
    """Inside the move's transaction: what comes back leaves its unit, what is taken higher is told to the superiors."""
    if event.kind != COMPLAINT.key:
        return
    case = Case.objects.get(pk=event.case_id)
    if event.move in {"return", "restore"}:
        _leave_unit(case)
    if event.target == "escalated" != event.source:
        for account in queries.superiors(case):
            notices.notify(account, RAISED.key, case.ref, params={"number": case.number}, url=queries.address(case))


def _leave_unit(case: Case) -> None:
    for assignment in case.assignments.filter(until__isnull=True).select_related("account"):
        if queries.only_by_appointment(assignment.account, case):
            cases.unassign(case, assignment.account, viewer="system")
    if case.unit_id is not None:
        cases.place(case, None, viewer="system")
