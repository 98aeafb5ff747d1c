"""Who hears of what. Notices name a record by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.actions.sides import head_persons
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import declare, nodes
from amanah.rooms.antibribery.approvals.declare import Side
from amanah.rooms.antibribery.approvals.events import ApprovalStepped
from amanah.rooms.antibribery.approvals.models import Commitment, Delegation, Request
from amanah.rooms.antibribery.queries.visible import function_of
from amanah.rooms.antibribery.roles import FUNCTION

WAITS = register(NoticeCode("smap_approvals.waits", _("Permintaan %(number)s menunggu keputusan Anda.")))
APPROVED = register(NoticeCode("smap_approvals.approved", _("Permintaan %(number)s disetujui. Laporkan pemberiannya sesudah terjadi.")))
REJECTED = register(NoticeCode("smap_approvals.rejected", _("Permintaan %(number)s tidak disetujui.")))
LATE = register(NoticeCode("smap_approvals.late", _("Pemberian %(number)s diminta atau diputuskan sesudah terjadi."), urgent=True))
DELEGATED = register(NoticeCode("smap_approvals.delegated", _("Keputusan %(number)s didelegasikan kepada Anda.")))
ASK_ANEW = register(NoticeCode("smap_approvals.ask_anew", _("Pernyataan Anda untuk keputusan %(number)s perlu diperbarui.")))
INSTEAD = register(NoticeCode("smap_approvals.instead", _("Keputusan %(number)s beralih kepada Anda."), urgent=True))
ENDS = register(NoticeCode("smap_approvals.commitment_ends", _("Komitmen rekan bisnis %(number)s berakhir pada %(due)s. Mintalah lagi.")))
ENDED = register(NoticeCode("smap_approvals.commitment_ended", _("Komitmen rekan bisnis %(number)s sudah berakhir."), urgent=True))
RECALLED = register(NoticeCode("smap_approvals.recalled", _("Pendelegasian keputusan %(number)s dicabut.")))


def stepped(event: ApprovalStepped) -> None:
    """Whoever acts next hears that it is theirs, and whoever asked what became of it."""
    kind = event.ref.partition(":")[0]
    if kind == declare.APPROVAL:
        _of_request(Request.objects.select_related("scope__unit", "unit", "asked_by").get(ref=event.ref), event)
    elif kind == declare.DELEGATION:
        _of_delegation(Delegation.objects.get(ref=event.ref), event)
    elif event.act in {"runs_out", "ran_out"}:
        one = Commitment.objects.select_related("scope__unit", "unit").get(ref=event.ref)
        _tell(_keepers(one), ENDS if event.act == "runs_out" else ENDED, one, event.actor, due=one.expires_on)


def _of_request(one: Request, event: ApprovalStepped) -> None:
    if one.awaits:
        _tell(_could_sign(one), WAITS, one, event.actor)
    asked = {one.asked_by.person_id} if one.asked_by.person_id is not None else set()
    if event.act in {"approved", "rejected"}:
        _tell(asked, APPROVED if event.act == "approved" else REJECTED, one, event.actor)
    if one.late and event.act in {"asked", "approved", "reported"}:
        _tell(function_of(one.scope), LATE, one, event.actor)


def _of_delegation(one: Delegation, event: ApprovalStepped) -> None:
    after: dict[str, tuple[UUID | None, NoticeCode]] = {
        "delegated": (one.delegate_id, DELEGATED),
        "asked_anew": (one.delegate_id, ASK_ANEW),
        "conflicted": (one.instead_id, INSTEAD),
        "recalled": (one.delegate_id, RECALLED),
    }
    person_id, code = after.get(event.act, (None, None))
    if person_id is not None and code is not None:
        _tell({person_id}, code, one, event.actor)


def _could_sign(one: Request) -> set[UUID]:
    if one.awaits == Side.FUNCTION:
        return function_of(one.scope)
    if one.awaits == Side.TOP:
        return {one.scope.top_person_id} if one.scope.top_person_id is not None else head_persons([one.scope.unit_id])
    unit, heads = one.unit, head_persons([one.unit_id])
    if heads - {one.asked_by.person_id} or unit.parent_id is None:
        return heads
    return head_persons([unit.parent_id])


def _keepers(one: Commitment) -> set[UUID]:
    """Who asks an associate again: the function, while nobody is appointed those who keep the scope by their role, and the unit's head."""
    function = function_of(one.scope)
    if not function:
        granted = Grant.objects.filter(stands_on(clock.today()), role=FUNCTION.key, unit__in=one.scope.unit.path_ids)
        people = granted.filter(account__person__isnull=False).values_list("account__person_id", flat=True)
        function = {person for person in people if person is not None}
    return function | head_persons([one.unit_id])


def _tell(people: Iterable[UUID], code: NoticeCode, one: Any, without: str, *, due: date | None = None) -> None:
    params = {"number": one.number} | ({"due": due.isoformat()} if due is not None else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, one.ref, params=params, url=nodes.address_of(one))
