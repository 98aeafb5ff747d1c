"""Opening by recovery: called with a reason, announced at once, confirmed by a second officer, done with enough shares.

Nothing here can open anything without the shares; what is added is that nobody with shares can do it in silence.
"""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import custody
from amanah.foundation.vault.errors import NoKeys, NothingToOpen, NotNow, SamePerson
from amanah.foundation.vault.events import RecoveryCalled, RecoveryConfirmed, RecoveryDone, RecoveryWithdrawn
from amanah.foundation.vault.models import RecoveryCall, RecoveryKey, Wrap
from amanah.foundation.vault.quorum import granting
from amanah.foundation.vault.quorum import queries as quorum
from amanah.foundation.vault.roles import RECOVERY_OFFICER
from amanah.foundation.vault.services.handing import Handed, give
from amanah.foundation.vault.services.records import seal_record, store
from amanah.foundation.vault.services.recovery import HOLDER
from amanah.foundation.vault.services.staff import holder_of, public_keys
from amanah.kernel import clock, events
from amanah.kernel.sealing import KeyPair

SYSTEM = "system"
Scope, State = RecoveryCall.Scope, RecoveryCall.State


def officers() -> list[Account]:
    """Everybody who is a recovery officer today and may sign in."""
    grants = Grant.objects.filter(stands_on(clock.today()), role=RECOVERY_OFFICER.key).select_related("account")
    accounts = {grant.account_id: grant.account for grant in grants}
    return [account for account in accounts.values() if account.may_sign_in()]


def call_recovery(scope: str, beneficiary: Account, reason: str, *, caller: Account | None, records: Iterable[str] = ()) -> RecoveryCall:
    """Call a recovery for `beneficiary`; officers and overseers hear of it at once. `caller` is None at the server's command line.

    Raises:
        NoKeys: the beneficiary has no key that records could be wrapped for, or there is no recovery key.
        NothingToOpen: nothing of this scope is within reach that the beneficiary may hold, or the case concerns the caller.
    """
    if not public_keys([beneficiary.pk]) or not RecoveryKey.objects.exclude(since=None).exists():
        raise NoKeys
    call = RecoveryCall(id=uuid4(), caller=caller, beneficiary=beneficiary, scope=scope, called_on=clock.today())
    named = sorted(set(records)) if scope == Scope.CASE else []
    call.records = named
    # An officer whom a case concerns must not learn that it exists, not even by calling it for somebody else.
    if (caller and custody.hidden(caller, named)) or not custody.may_hold(beneficiary, _within_reach(call)):
        raise NothingToOpen
    standing = RecoveryKey.objects.filter(retired_on=None).exclude(since=None).first()
    readers = [account for account in officers() if not custody.hidden(account, named)]
    holders = {f"account:{pk}": public for pk, public in public_keys(account.pk for account in readers).items()}
    sealed = seal_record(call.ref, {"reason": reason.encode()}, holders | ({HOLDER: bytes(standing.public_key)} if standing else {}))
    actor = holder_of(caller) if caller else SYSTEM
    with transaction.atomic():
        call.save(force_insert=True)
        store(sealed)
        events.publish(RecoveryCalled(call.id, actor))
        facts = {"scope": scope, "for": holder_of(beneficiary), "records": len(named), "sealed": sealed.digest, "day": call.called_on}
        ledger.append("vault.recovery_called", call.ref, facts, actor=actor)
    return call


def confirm_call(call: RecoveryCall, *, viewer: Viewer) -> None:
    """Be the second pair of eyes. Raises SamePerson, NotNow."""
    if viewer.account.pk in {call.caller_id, call.beneficiary_id}:
        raise SamePerson
    if call.caller_id is None:  # made at the server, where the shares follow at once
        raise NotNow
    with transaction.atomic():
        _turn(call, State.CALLED, state=State.CONFIRMED, confirmed_by=viewer.account)
        events.publish(RecoveryConfirmed(call.id, viewer.actor))
        ledger.append("vault.recovery_confirmed_call", call.ref, {"day": clock.today()}, actor=viewer.actor)


def withdraw_call(call: RecoveryCall, *, viewer: Viewer) -> None:
    """Call it off before anything was opened; any officer may. Raises NotNow."""
    with transaction.atomic():
        _turn(call, State.CALLED, State.CONFIRMED, state=State.WITHDRAWN, ended_on=clock.today())
        events.publish(RecoveryWithdrawn(call.id, viewer.actor))
        ledger.append("vault.recovery_withdrawn", call.ref, {"day": clock.today()}, actor=viewer.actor)


def open_call(call: RecoveryCall, pair: KeyPair, *, shares: Iterable[int] = ()) -> Handed:
    """Wrap what was called for with the beneficiary's present key; interrupted, it is simply done again.

    What the beneficiary may not see is refused now too, whatever was so when it was called. `shares` are the numbers of those entered.

    Raises:
        NotNow: not confirmed (a call from the desk), or over.
        NoKeys: the beneficiary has no key any more.
    """
    ready = State.CONFIRMED if call.caller_id else State.CALLED
    call.refresh_from_db()
    if call.state != ready:
        raise NotNow
    actor = holder_of(call.caller) if call.caller else SYSTEM
    handed = give(_within_reach(call), HOLDER, pair, call.beneficiary, actor=actor)
    with transaction.atomic():
        left = len(handed.unopened) + len(handed.refused)
        _turn(call, ready, state=State.DONE, ended_on=clock.today(), opened=len(handed.given), left=left)
        granting.opened_by_recovery(handed.given, call.beneficiary, actor=actor)
        events.publish(RecoveryDone(call.id, actor))
        facts = {
            "for": holder_of(call.beneficiary),
            "records": len(handed.given),
            "unopened": len(handed.unopened),
            "refused": len(handed.refused),
            "shares": sorted(shares),
            "day": clock.today(),
        }
        ledger.append("vault.recovery_done", call.ref, facts, actor=actor)
    return handed


def _within_reach(call: RecoveryCall) -> set[str]:
    within = Wrap.objects.filter(holder=HOLDER)
    if call.scope == Scope.CASE:
        return set(within.filter(record__in=call.records).values_list("record", flat=True))
    every = set(within.values_list("record", flat=True))
    every -= quorum.apart(every)  # matters of several people are opened one by one, never with everything else
    if call.scope == Scope.ALL:
        return every
    held = set(Wrap.objects.filter(holder=holder_of(call.beneficiary)).values_list("record", flat=True))
    return (custody.due(call.beneficiary) & every) - held


def _turn(call: RecoveryCall, *present: str, **changes: object) -> None:
    if not RecoveryCall.objects.filter(pk=call.pk, state__in=present).update(**changes):
        raise NotNow
    call.refresh_from_db()
