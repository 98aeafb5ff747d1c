"""What administrators can do about somebody else's ways in: end every session, and, two of them together, remove a lost second step.

Here and not in `services`, because the public program has neither sessions nor second steps.
"""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah.foundation.access import four_eyes
from amanah.foundation.access.models import Account, FactorRemoval
from amanah.foundation.access.services import actor_of
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock


def sessions_of(account: Account) -> int:
    """How many sessions of the account are known."""
    return int(UserSession.objects.filter(user=account).count())


def has_second_step(account: Account) -> bool:
    """Whether the account has set up a second step."""
    return bool(Authenticator.objects.filter(user=account).exists())


def end_sessions(account: Account, *, by: Account) -> int:
    """End every session of an account at once, on whatever device; answers how many. Taking away needs one pair of eyes only."""
    with transaction.atomic():
        found = list(UserSession.objects.filter(user=account))
        for session in found:
            session.end()
        ledger.append("access.sessions_ended", f"account:{account.pk}", {"sessions": len(found)}, actor=actor_of(by))
    return len(found)


def propose_removal(account: Account, verified_by: str, *, by: Account) -> FactorRemoval:
    """Ask a second administrator to remove the second step of somebody who lost it. Raises ValidationError."""
    if four_eyes.same_person(by, account):
        raise ValidationError(_("Tidak seorang pun boleh memutuskan langkah kedua akunnya sendiri."))
    if not has_second_step(account):
        raise ValidationError(_("Akun ini tidak mempunyai langkah kedua."))
    try:
        with transaction.atomic():
            removal = FactorRemoval.objects.create(account=account, verified_by=verified_by, proposed_by=by, proposed_on=clock.today())
            ledger.append("access.factor_removal_proposed", f"account:{account.pk}", {"removal": str(removal.pk)}, actor=actor_of(by))
    except IntegrityError as error:
        raise ValidationError(_("Usulan yang sama sudah menunggu persetujuan.")) from error
    return removal


def approve_removal(removal: FactorRemoval, *, by: Account) -> None:
    """Agree, as another administrator than who asked: second steps, recovery codes and sessions are gone; the password alone lets in.

    Who holds a sensitive role sees only their account's pages until they have set up another one.
    """
    with transaction.atomic():
        removal = _pending(removal)
        four_eyes.check(removal.proposed_by, by, about=removal.account)
        _decide(removal, FactorRemoval.Decision.APPROVED, by)
        Authenticator.objects.filter(user=removal.account).delete()
        for session in UserSession.objects.filter(user=removal.account):
            session.end()
        facts = {"removal": str(removal.pk), "proposed_by": actor_of(removal.proposed_by)}
        ledger.append("access.factor_removed", f"account:{removal.account_id}", facts, actor=actor_of(by))


def reject_removal(removal: FactorRemoval, *, by: Account) -> None:
    """Decide against it; who asked may do so too, which withdraws it."""
    with transaction.atomic():
        removal = _pending(removal)
        _decide(removal, FactorRemoval.Decision.REJECTED, by)
        ledger.append("access.factor_removal_rejected", f"account:{removal.account_id}", {"removal": str(removal.pk)}, actor=actor_of(by))


def pending() -> list[FactorRemoval]:
    """What waits for a second administrator, the oldest first."""
    waiting = FactorRemoval.objects.filter(decision=FactorRemoval.Decision.PENDING)
    return list(waiting.select_related("account__person", "proposed_by__person"))


def _pending(removal: FactorRemoval) -> FactorRemoval:
    removal = FactorRemoval.objects.select_for_update(of=("self",)).select_related("account", "proposed_by").get(pk=removal.pk)
    if removal.decision != FactorRemoval.Decision.PENDING:
        raise ValidationError(_("Usulan ini sudah diputuskan."))
    return removal


def _decide(removal: FactorRemoval, decision: str, by: Account) -> None:
    removal.decision, removal.decided_by, removal.decided_on = decision, by, clock.today()
    removal.save(update_fields=["decision", "decided_by", "decided_on"])
