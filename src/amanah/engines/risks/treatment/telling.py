"""Who hears that a plan is done. Notices name the risk by its number only; none is made for who may not see it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.actions.declare import CLOSED
from amanah.engines.actions.events import ActionStepped
from amanah.engines.actions.sides import head_persons
from amanah.engines.risks.models import Risk
from amanah.engines.risks.treatment import addresses
from amanah.engines.risks.treatment.models import Measure, Reassessment
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

ASKED = register(NoticeCode("treatment.reassess", _("Rencana penanganan risiko %(number)s selesai. Nilai kembali risiko tersisanya.")))
NEAR = register(NoticeCode("treatment.near", _("Penilaian ulang risiko %(number)s jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("treatment.missed", _("Penilaian ulang risiko %(number)s melewati tenggat %(due)s."), urgent=True))


def stepped(event: ActionStepped) -> None:
    """The owner hears that the plan is done, once it is."""
    if event.target not in CLOSED or event.source == event.target:
        return
    measure = Measure.objects.filter(action_id=event.action_id).select_related("risk").first()
    if measure is not None and Reassessment.objects.filter(risk=measure.risk, answered_on__isnull=True).exists():
        _tell(measure.risk, ASKED, without=event.actor)


def near(event: DeadlineNear) -> None:
    """The owner is reminded."""
    _of(event.ref, NEAR, event.due_on)


def missed(event: DeadlineMissed) -> None:
    """The owner hears that it is late."""
    _of(event.ref, MISSED, event.due_on)


def _of(ref: str, code: NoticeCode, due_on: date) -> None:
    waiting = Reassessment.objects.filter(ref=ref, answered_on__isnull=True).select_related("risk").first()
    if waiting is not None:
        _tell(waiting.risk, code, due_on=due_on)


def _tell(risk: Risk, code: NoticeCode, *, due_on: date | None = None, without: str = "") -> None:
    people: set[UUID] = {risk.owner_id} if risk.owner_id else head_persons([risk.unit_id])
    params = {"number": risk.number} | ({"due": due_on.isoformat()} if due_on else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, risk.ref, params=params, url=addresses.of_plan(risk.number))
