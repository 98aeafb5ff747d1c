"""Who hears of what: whoever has to act next. Notices name a sheet by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.instruments import addresses
from amanah.engines.instruments.declare import JUDGING, Side
from amanah.engines.instruments.events import SheetStepped
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.roles import ASSESSOR, RECORDER, VERIFIER
from amanah.engines.instruments.sides import sides_of
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.organisation.models import Holding, Unit, held_on
from amanah.kernel import clock

OPENED = register(NoticeCode("sheets.opened", _("Lembar kerja %(number)s dibuka untuk diisi unit Anda.")))
SUBMITTED = register(NoticeCode("sheets.submitted", _("Lembar kerja %(number)s diajukan dan menunggu verifikasi Anda.")))
RETURNED = register(NoticeCode("sheets.returned", _("Lembar kerja %(number)s dikembalikan untuk diperbaiki."), urgent=True))
VERIFIED = register(NoticeCode("sheets.verified", _("Lembar kerja %(number)s dinyatakan terverifikasi.")))
AWAITED = register(NoticeCode("sheets.awaited", _("Lembar kerja %(number)s menunggu putusan luar yang Anda catat.")))
DECIDED = register(NoticeCode("sheets.decided", _("Putusan luar atas lembar kerja %(number)s sudah dicatat.")))
LOCKED_NOW = register(NoticeCode("sheets.locked", _("Lembar kerja %(number)s dikunci.")))
APPROVAL = register(NoticeCode("sheets.approval", _("Pembukaan kembali lembar kerja %(number)s menunggu keputusan Anda.")))
REOPENED = register(NoticeCode("sheets.reopened", _("Lembar kerja %(number)s dibuka kembali untuk verifikasi.")))

_ROLES = {Side.ASSESSOR: ASSESSOR.key, Side.VERIFIER: VERIFIER.key, Side.RECORDER: RECORDER.key}
_UNIT, _VERIFIERS, _RECORDERS = (frozenset({side}) for side in Side)
_HEAR: dict[str, tuple[tuple[frozenset[Side], NoticeCode], ...]] = {
    "opened": ((_UNIT, OPENED),),
    "submit": ((_VERIFIERS, SUBMITTED),),
    "resubmit": ((_VERIFIERS, SUBMITTED),),
    "send_back": ((_UNIT, RETURNED),),
    "verify": ((_UNIT, VERIFIED), (_RECORDERS, AWAITED)),
    "verdict": ((_UNIT | _VERIFIERS, DECIDED),),
    "lock": ((_UNIT, LOCKED_NOW),),
    "propose_reopen": ((JUDGING, APPROVAL),),
    "reopen": ((_UNIT | _VERIFIERS, REOPENED),),
}
MOST = 40
"""No more people than this hear of one step: where a role was given to everybody, the list of work is what tells them."""


def stepped(event: SheetStepped) -> None:
    """Whoever has to act next, or asked for what was done, hears of it."""
    sheet = Sheet.objects.select_related("unit").get(pk=event.sheet_id)
    for sides, code in _HEAR.get(event.act, ()):
        for account in _standing_on(sheet, sides, without=event.actor):
            notices.notify(account, code.key, sheet.ref, params={"number": sheet.number}, url=addresses.of_sheet(sheet.number))


def _standing_on(sheet: Sheet, sides: frozenset[Side], *, without: str) -> list[Account]:
    """The accounts on one of these sides, nearest to the unit first."""
    found = {}
    for account in _candidates(sheet.unit, sides):
        if f"account:{account.pk}" != without and account.pk not in found and sides & sides_of(Viewer.of(account), sheet):
            found[account.pk] = account
        if len(found) == MOST:
            break
    return list(found.values())


def _candidates(unit: Unit, sides: Iterable[Side]) -> Iterable[Account]:
    sides = set(sides)
    if Side.ASSESSOR in sides:
        yield from Account.objects.filter(person_id__in=_heads(unit)).select_related("person").order_by("pk")
    roles = [_ROLES[side] for side in sides]
    grants = Grant.objects.filter(stands_on(clock.today()), role__in=roles, unit__in=unit.path_ids)
    for grant in grants.select_related("account__person", "unit").order_by("-unit__path", "pk"):
        yield grant.account


def _heads(unit: Unit) -> list[UUID]:
    held = Holding.objects.filter(held_on(clock.today()), heads=True, post__unit=unit)
    return list(held.values_list("person_id", flat=True))
