"""Sign-ins and changed keys go into the ledger, to the day."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in
from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.access.services import actor_of
from amanah.foundation.ledger import services as ledger


def connect() -> None:
    """Listen to what allauth and axes report."""
    user_logged_in.connect(_signed_in, dispatch_uid="amanah.access.signed_in")
    user_locked_out.connect(_locked_out, dispatch_uid="amanah.access.locked_out")
    for signal, what in ((password_changed, "password"), (password_set, "password"), (password_reset, "password_by_link")):
        signal.connect(_Changed(what), weak=False, dispatch_uid=f"amanah.access.{what}.{id(signal)}")
    for signal, what in ((authenticator_added, "added"), (authenticator_removed, "removed"), (authenticator_reset, "renewed")):
        signal.connect(_Changed(f"second_factor_{what}"), weak=False, dispatch_uid=f"amanah.access.factor.{what}")


class _Changed:
    """Writes down that an account's own means of sign-in changed, and which kind of means."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, *, user: Account, authenticator: Any = None, **_kwargs: Any) -> None:
        facts = {"what": self.what} | ({"type": str(authenticator.type)} if authenticator is not None else {})
        with transaction.atomic():
            ledger.append("access.sign_in_changed", f"account:{user.pk}", facts, actor=actor_of(user))


def _signed_in(*, user: Account, **_kwargs: Any) -> None:
    with transaction.atomic():
        ledger.append("access.signed_in", f"account:{user.pk}", {}, actor=actor_of(user))


def _locked_out(*, username: str | None = None, **_kwargs: Any) -> None:
    # What was typed is not written down unless it is a user name: people type passwords into the wrong field.
    account = Account.objects.filter(username=(username or "").strip().lower()).first()
    with transaction.atomic():
        ledger.append("access.sign_in_locked", f"account:{account.pk if account else 'unknown'}", {}, actor="system")
