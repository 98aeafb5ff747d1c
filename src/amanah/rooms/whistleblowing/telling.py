"""Who hears of recoveries and of colleagues without keys. No notice says what a case is about, nor which one."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.threads.visibility import ThreadNode
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.events import KeysWanted, RecoveryCalled, RecoveryConfirmed, RecoveryDone, RecoveryEvent, RecoveryWithdrawn
from amanah.foundation.vault.models import RecoveryCall
from amanah.kernel import clock
from amanah.rooms.whistleblowing.workflow import COORDINATOR

CALLED = register(
    NoticeCode("vault.recovery_called", _("Pemulihan kunci dipanggil. Alasannya dapat dibaca petugas pemulihan."), urgent=True)
)
CONFIRMED = register(
    NoticeCode("vault.recovery_confirmed", _("Pemulihan kunci disetujui petugas kedua; lembar dapat dimasukkan."), urgent=True)
)
WITHDRAWN = register(NoticeCode("vault.recovery_withdrawn", _("Pemulihan kunci dibatalkan; tidak ada yang dibuka.")))
DONE = register(NoticeCode("vault.recovery_done", _("Pemulihan kunci selesai: perkara dibuka dengan kunci pemulihan."), urgent=True))
WANTED = register(NoticeCode("vault.keys_wanted", _("Seorang rekan menunggu kunci perkara yang dapat Anda buka.")))

COLLEAGUES = "/desk/vault/colleagues/"
OF_EVENTS = {RecoveryCalled: CALLED, RecoveryConfirmed: CONFIRMED, RecoveryWithdrawn: WITHDRAWN, RecoveryDone: DONE}


def recovery_heard(event: RecoveryEvent) -> None:
    """All recovery officers and coordinators, and whoever gains by it, hear of every step but their own."""
    call = RecoveryCall.objects.get(pk=event.call_id)
    listeners = {account.pk: account for account in [*vault.officers(), *_coordinators(), call.beneficiary]}
    for account in listeners.values():
        if f"account:{account.pk}" != event.actor:
            notices.notify(account, OF_EVENTS[type(event)].key, call.ref, url=_page_of(call))


def keys_wanted(event: KeysWanted) -> None:
    """Whoever can open what a colleague is missing hears that the colleague waits."""
    account = Account.objects.get(pk=event.account_id)
    missing = keys.missing(account)
    people = {holder for some in vault.living(missing).values() for holder in some}
    for helper in Account.objects.filter(pk__in=[holder.removeprefix("account:") for holder in people]).exclude(pk=account.pk):
        notices.notify(helper, WANTED.key, f"keys-wanted:{account.pk}", url=COLLEAGUES)


def calls_seen(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """The calls that a viewer may know of."""
    calls = RecoveryCall.objects.filter(pk__in=[ref.partition(":")[2] for ref in refs])
    return {call.ref for call in calls if keys.may_see_call(viewer, call)}


def name_calls(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:  # noqa: ARG001 - what threads ask with
    """Each call by what it is and how it stands."""
    for call in RecoveryCall.objects.filter(pk__in=[ref.partition(":")[2] for ref in refs]):
        yield ThreadNode(call.ref, _("Pemulihan kunci"), _("Pemulihan kunci"), _page_of(call))


def wishes_seen(viewer: Viewer, refs: Collection[str]) -> set[str]:  # noqa: ARG001 - whoever is told can open what is missing
    """That a colleague waits for keys is no secret among those who are told."""
    return set(refs)


def name_wishes(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:  # noqa: ARG001 - as above
    """Each by what it is."""
    return [ThreadNode(ref, _("Rekan menunggu kunci"), _("Kunci"), COLLEAGUES) for ref in sorted(refs)]


def _page_of(call: RecoveryCall) -> str:
    return f"/desk/vault/recovery/calls/{call.pk}/"


def _coordinators() -> list[Account]:
    grants = Grant.objects.filter(stands_on(clock.today()), role=COORDINATOR).select_related("account")
    return [grant.account for grant in grants]
