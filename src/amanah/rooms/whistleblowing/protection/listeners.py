"""When check-ins begin, who hears of them, and what stands in whose work."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import addresses
from amanah.engines.cases.events import CaseClosed, CaseMoved
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import handlers_of, visible
from amanah.engines.cases.queries.offers import holders
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import tick, work
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.kernel import clock, events
from amanah.rooms.whistleblowing.protection import checks, queries
from amanah.rooms.whistleblowing.protection.models import Alarm
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

DUE = register(NoticeCode("protection.due", _("Pemantauan pada perkara %(number)s jatuh pada %(due)s.")))
LOOK = register(NoticeCode("protection.look", _("Perkara %(number)s memerlukan perhatian segera: lihat bagian Perlindungan."), urgent=True))
LINES = 100
"""How much of what is due is looked through for one person."""


def begun(event: CaseMoved) -> None:
    """From the acknowledgement on there are check-ins, counted from the day of filing."""
    if event.kind == WHISTLEBLOWING.key and event.move == "acknowledge":
        case = Case.objects.get(pk=event.case_id)
        checks.begin(case.pk, case.opened_on, event.actor)


def closed(event: CaseClosed) -> None:
    """What follows an outcome comes after it, so the check-ins are counted anew; and a name that was not proven is cleared."""
    if event.kind != WHISTLEBLOWING.key:
        return
    case = Case.objects.get(pk=event.case_id)
    day = case.closed_on or clock.today()
    checks.begin(case.pk, day, event.actor)
    if event.outcome == "unproven" and queries.names_known(case):
        checks.clear_name(case.pk, day, event.actor)


def near(event: DeadlineNear | DeadlineMissed) -> None:
    """Whoever handles the case hears that a check-in comes, and again when it was missed."""
    case_id = checks.case_id_of(event.ref)
    case = Case.objects.filter(pk=case_id).first() if case_id else None
    if case is not None:
        _tell(case, DUE, {"due": event.due_on.isoformat()})


def announce() -> int:
    """Tell the handlers, on the beat, that a reporter's answer cannot wait. Answers how many were told of."""
    alarms = list(Alarm.objects.filter(announced=False).select_related("case").order_by("pk"))
    for alarm in alarms:
        _tell(alarm.case, LOOK, {})
    Alarm.objects.filter(pk__in=[alarm.pk for alarm in alarms]).update(announced=True)
    return len(alarms)


def lines(viewer: Viewer) -> Iterator[work.Line]:
    """The check-ins and names to clear that are due on cases which the viewer handles, or which nobody handles. Four queries."""
    due = {case_id: deadline for deadline in checks.pressing(LINES) if (case_id := checks.case_id_of(deadline.ref))}
    if not due:
        return
    handled = handlers_of(list(due))
    for case in visible(viewer).filter(pk__in=due).order_by("pk"):
        if handled.get(case.pk) and viewer.account not in handled[case.pk]:
            continue
        deadline = due[case.pk]
        clearing = deadline.ref.startswith(checks.CLEARING)
        yield work.Line(
            number=case.number,
            url=page_of(case),
            kind=_("Pemulihan nama baik") if clearing else _("Perlindungan pelapor"),
            next_act=_("Pulihkan nama orang yang disebut") if clearing else _("Periksa apakah pelapor ditekan"),
            due_on=deadline.due_on,
            urgency=clocks.describe(deadline, clock.today()),
        )


def page_of(case: Case) -> str:
    """Where protection stands on the desk."""
    try:
        return reverse("whistleblowing_desk:tab", args=[case.number, "protection"])
    except NoReverseMatch:
        return addresses.through_desk(case.number)


def _tell(case: Case, code: NoticeCode, params: dict[str, str]) -> None:
    told: list[Account] = handlers_of([case.pk]).get(case.pk) or holders(case, case.declared.may_assign(case.route))
    for account in told:
        notices.notify(account, code.key, case.ref, params={"number": case.number, **params}, url=addresses.through_desk(case.number))


def listen() -> None:
    """Called once, when the part is installed."""
    events.subscribe(CaseMoved, begun, inside=True)
    events.subscribe(CaseClosed, closed, inside=True)
    events.subscribe(DeadlineNear, near)
    events.subscribe(DeadlineMissed, near)
    tick.register("protection.announce", lambda _moment: announce())
    work.register("protection", lines)
