"""Sign-ins and changed keys go into the ledger, to the day; attempts that failed into the desk's log."""

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from amanah.foundation.access.desk import idle, trace
from amanah.foundation.access.desk.sign_in import attempted_username
from amanah.foundation.access.models import Account
from amanah.foundation.access.services import actor_of
from amanah.foundation.ledger import queries
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock

_LOCKED = "access.sign_in_locked"
_LOOKED_AT = 100


def connect() -> None:
    """Listen to what allauth and axes report."""
    user_logged_in.connect(_signed_in, dispatch_uid="amanah.access.signed_in")
    user_locked_out.connect(_locked_out, dispatch_uid="amanah.access.locked_out")
    user_login_failed.connect(_refused, dispatch_uid="amanah.access.sign_in_refused")
    authentication_failed.connect(_code_refused, dispatch_uid="amanah.access.code_refused")
    password_changed.connect(_password_changed, dispatch_uid="amanah.access.password_changed")
    password_set.connect(_password_changed, dispatch_uid="amanah.access.password_set")
    password_reset.connect(_password_by_link, dispatch_uid="amanah.access.password_reset")
    post_save.connect(_factor_added, sender=Authenticator, dispatch_uid="amanah.access.factor_added")
    post_delete.connect(_factor_removed, sender=Authenticator, dispatch_uid="amanah.access.factor_removed")


def _witness_change(account: Account, what: str) -> None:
    with transaction.atomic():
        ledger.append("access.sign_in_changed", f"account:{account.pk}", {"what": what}, actor=actor_of(account))


def _password_changed(*, user: Account, **_kwargs: Any) -> None:
    _witness_change(user, "password")


def _password_by_link(*, user: Account, **_kwargs: Any) -> None:
    _witness_change(user, "password_by_link")


def _factor_added(*, instance: Authenticator, created: bool, **_kwargs: Any) -> None:
    # Saved again at every use; only the first time is a change of the means. In allauth's own transaction, unlike its signals.
    if created:
        _witness_change(instance.user, f"{instance.type}_added")


def _factor_removed(*, instance: Authenticator, **_kwargs: Any) -> None:
    _witness_change(instance.user, f"{instance.type}_removed")


def _signed_in(*, user: Account, request: HttpRequest | None = None, **_kwargs: Any) -> None:
    if request is not None:
        idle.begin(request)
        idle.note(request)
        proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        trace.note(f"signed in with {'+'.join(proof.get('type') or proof.get('method', '') for proof in proofs) or 'unknown'}", user)
    with transaction.atomic():
        ledger.append("access.signed_in", f"account:{user.pk}", {}, actor=actor_of(user))


def _refused(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    # Only whose name was typed, if it is anybody's: people type passwords into the wrong field.
    name = attempted_username(request, credentials)
    trace.warn("sign-in refused", Account.objects.filter(username=name).first())


def _code_refused(*, user: Account, **_kwargs: Any) -> None:
    trace.warn("code refused", user)


def _locked_out(*, username: str | None = None, **_kwargs: Any) -> None:
    # What was typed is not written down unless it is a user name: people type passwords into the wrong field.
    account = Account.objects.filter(username=(username or "").strip().lower()).first()
    ref = f"account:{account.pk if account else 'unknown'}"
    # Once a day for each account: whoever keeps knocking must not be able to fill the log.
    if any(entry.kind == _LOCKED and entry.day == clock.today() for entry in queries.latest(_LOOKED_AT, ref=ref)):
        return
    with transaction.atomic():
        ledger.append(_LOCKED, ref, {}, actor="system")
