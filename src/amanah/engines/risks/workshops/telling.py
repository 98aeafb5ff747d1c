"""Who hears of what. Notices name a workshop by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.workshops import addresses
from amanah.engines.risks.workshops.events import ScoresOpened, WorkshopCalled, WorkshopEnded
from amanah.engines.risks.workshops.models import Participant, Score, State, Workshop
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

CALLED = register(NoticeCode("workshops.called", _("Anda diminta menilai risiko dalam lokakarya %(number)s sampai %(due)s.")))
OPENED = register(NoticeCode("workshops.opened", _("Nilai dalam lokakarya %(number)s sudah dibuka.")))
ENDED = register(NoticeCode("workshops.ended", _("Lokakarya %(number)s selesai.")))
CANCELLED = register(NoticeCode("workshops.cancelled", _("Lokakarya %(number)s dibatalkan.")))
NEAR = register(NoticeCode("workshops.near", _("Batas penilaian lokakarya %(number)s jatuh pada %(due)s; nilai Anda belum masuk.")))
MISSED = register(NoticeCode("workshops.missed", _("Batas penilaian lokakarya %(number)s lewat sejak %(due)s."), urgent=True))


def called(event: WorkshopCalled) -> None:
    """Those who were asked hear of it."""
    workshop = Workshop.objects.get(pk=event.workshop_id)
    _tell(event.persons, CALLED, workshop, due=workshop.until, without=event.actor)


def opened(event: ScoresOpened) -> None:
    """Everybody who was asked may now look."""
    workshop = Workshop.objects.get(pk=event.workshop_id)
    _tell(_asked(workshop), OPENED, workshop, without=event.actor)


def ended(event: WorkshopEnded) -> None:
    """Everybody who was asked hears that it is over."""
    workshop = Workshop.objects.get(pk=event.workshop_id)
    _tell(_asked(workshop), CANCELLED if event.cancelled else ENDED, workshop, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Who has not said anything yet is reminded."""
    workshop = Workshop.objects.filter(ref=event.ref, state=State.SCORING).first()
    if workshop is not None:
        _tell(_silent(workshop), NEAR, workshop, due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """Who has not said anything yet, and whoever called it."""
    workshop = Workshop.objects.filter(ref=event.ref, state=State.SCORING).select_related("called_by").first()
    if workshop is not None:
        caller = {workshop.called_by.person_id} if workshop.called_by.person_id else set()
        _tell(_silent(workshop) | caller, MISSED, workshop, due=event.due_on)


def _asked(workshop: Workshop) -> set[UUID]:
    return set(workshop.participants.filter(absent_on__isnull=True).values_list("person_id", flat=True))


def _silent(workshop: Workshop) -> set[UUID]:
    answered = Score.objects.filter(participant=OuterRef("pk"))
    silent = Participant.objects.filter(~Exists(answered), workshop=workshop, absent_on__isnull=True)
    return set(silent.values_list("person_id", flat=True))


def _tell(people: Iterable[UUID], code: NoticeCode, workshop: Workshop, *, due: date | None = None, without: str = "") -> None:
    params = {"number": workshop.number} | ({"due": due.isoformat()} if due else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, workshop.ref, params=params, url=addresses.of_workshop(workshop.number))
