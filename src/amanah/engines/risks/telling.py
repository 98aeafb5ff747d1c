"""Who hears of what. Notices name a risk by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.actions.sides import head_persons
from amanah.engines.risks import addresses
from amanah.engines.risks.declare import ANSWER, CLOCK
from amanah.engines.risks.events import RiskAssessed, RiskEntered, RiskFlagged, RiskStepped
from amanah.engines.risks.models import Risk
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineMoved, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

GIVEN = register(NoticeCode("risks.given", _("Anda menjadi pemilik atau peninjau risiko %(number)s.")))
ASSESSED = register(NoticeCode("risks.assessed", _("Risiko %(number)s dinilai.")))
ABOVE = register(NoticeCode("risks.above", _("Risiko %(number)s dinilai di atas selera risiko."), urgent=True))
FLAGGED = register(NoticeCode("risks.flagged", _("Risiko %(number)s ditandai dan menunggu jawaban Anda."), urgent=True))
CLOSED = register(NoticeCode("risks.closed", _("Risiko %(number)s ditutup.")))
NEAR = register(NoticeCode("risks.near", _("Tinjauan risiko %(number)s jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("risks.missed", _("Tinjauan risiko %(number)s melewati %(due)s."), urgent=True))
UNANSWERED = register(NoticeCode("risks.unanswered", _("Tanda pada risiko %(number)s belum dijawab sampai %(due)s."), urgent=True))

HEADS = 1
"""From which escalation on the head of the unit hears of it too."""


def entered(event: RiskEntered) -> None:
    """Whoever is to own or review it hears of it."""
    risk = Risk.objects.get(pk=event.risk_id)
    _tell({person for person in (risk.owner_id, risk.reviewer_id) if person}, GIVEN, risk, without=event.actor)


def stepped(event: RiskStepped) -> None:
    """Whoever was put in place anew hears of it, and whoever owns it that it is closed."""
    if event.act not in {"changed", "closed"}:
        return
    risk = Risk.objects.get(pk=event.risk_id)
    if event.act == "closed":
        _tell(_owning(risk), CLOSED, risk, without=event.actor)
        return
    last = risk.steps.filter(act="changed").last()
    changed = last.changes if last else {}
    people = {(risk.owner_id, "owner"), (risk.reviewer_id, "reviewer")}
    _tell({person for person, name in people if person and name in changed}, GIVEN, risk, without=event.actor)


def assessed(event: RiskAssessed) -> None:
    """Whoever owns it hears of a new score, more loudly of one above the appetite that is no target."""
    risk = Risk.objects.get(pk=event.risk_id)
    above = event.stage != "target" and not event.within_appetite
    _tell(_owning(risk), ABOVE if above else ASSESSED, risk, without=event.actor)


def flagged(event: RiskFlagged) -> None:
    """Whoever owns or reviews it hears of a flag."""
    risk = Risk.objects.get(pk=event.risk_id)
    reviewer = {risk.reviewer_id} if risk.reviewer_id else set()
    _tell(_owning(risk) | reviewer, FLAGGED, risk, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Whoever owns or reviews it hears that its review falls due."""
    risk = Risk.objects.filter(ref=event.ref).first()
    if risk is not None and event.name == CLOCK:
        _tell(_looking(risk), NEAR, risk, due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """First whoever owns or reviews it, then also the head of the unit."""
    risk = Risk.objects.filter(ref=event.ref).first()
    if risk is None or event.name not in {CLOCK, ANSWER}:
        return
    people = _looking(risk) | (head_persons([risk.unit_id]) if event.escalation >= HEADS else set())
    _tell(people, MISSED if event.name == CLOCK else UNANSWERED, risk, due=event.due_on)


def moved(event: DeadlineMoved) -> None:
    """Keep the copy of the date in line. Runs inside the transaction that moved it."""
    from amanah.engines.risks.services import refresh_review  # late: services publish what this module hears

    if event.name == CLOCK and event.ref.startswith("risk:"):
        refresh_review(event.ref, event.due_on)


def _owning(risk: Risk) -> set[UUID]:
    """Whoever answers for it."""
    return {risk.owner_id} if risk.owner_id else head_persons([risk.unit_id])


def _looking(risk: Risk) -> set[UUID]:
    return _owning(risk) | ({risk.reviewer_id} if risk.reviewer_id else set())


def _tell(people: Iterable[UUID], code: NoticeCode, risk: Risk, *, due: date | None = None, without: str = "") -> None:
    params = {"number": risk.number} | ({"due": due.isoformat()} if due else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, risk.ref, params=params, url=addresses.of_risk(risk.number))
