"""Who hears of what. Notices name a nonconformity by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.rooms.antibribery.nonconformities import addresses, declare
from amanah.rooms.antibribery.nonconformities.events import NonconformityStepped
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.queries.visible import function_of

OPENED = register(NoticeCode("nonconformities.opened", _("Ketidaksesuaian %(number)s menjadi tanggung jawab Anda.")))
REOPENED = register(
    NoticeCode("nonconformities.reopened", _("Ketidaksesuaian %(number)s dibuka kembali: tindakannya tidak efektif."), urgent=True)
)
CLOSED = register(NoticeCode("nonconformities.closed", _("Ketidaksesuaian %(number)s dinyatakan efektif dan ditutup.")))
NEAR = register(NoticeCode("nonconformities.near", _("Ketidaksesuaian %(number)s menunggu Anda sampai %(due)s.")))
MISSED = register(NoticeCode("nonconformities.missed", _("Ketidaksesuaian %(number)s melewati tenggat %(due)s."), urgent=True))
_AFTER = {"opened": OPENED, "appointed": OPENED, "reopen": REOPENED, "close": CLOSED}


def stepped(event: NonconformityStepped) -> None:
    """Who answers for it hears that it is theirs, and what became of it."""
    if event.act in _AFTER:
        one = Nonconformity.objects.get(pk=event.nonconformity_id)
        _tell({one.owner_id}, _AFTER[event.act], one, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Whoever acts next hears that the time runs out."""
    one = _asked(event.ref, event.name)
    if one is not None:
        _tell(_acting(one, event.name), NEAR, one, due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """Whoever acts next and the function hear that it ran out."""
    one = _asked(event.ref, event.name)
    if one is not None:
        _tell(_acting(one, event.name) | function_of(one.scope), MISSED, one, due=event.due_on)


def _asked(ref: str, name: str) -> Nonconformity | None:
    if name not in declare.CLOCKS or not ref.startswith("nonconformity:"):
        return None
    return Nonconformity.objects.filter(ref=ref).select_related("scope").first()


def _acting(one: Nonconformity, name: str) -> set[UUID]:
    """The effect is judged by somebody else than who answers for it: the function sees to that."""
    return function_of(one.scope) if name == declare.EFFECT else {one.owner_id}


def _tell(people: Iterable[UUID], code: NoticeCode, one: Nonconformity, *, due: date | None = None, without: str = "") -> None:
    params = {"number": one.number} | ({"due": due.isoformat()} if due else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, one.ref, params=params, url=addresses.of_nonconformity(one.number))
