"""A member of staff's unlocked key: sealed in the database under a key that only their cookie holds, gone after a quiet while."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from amanah.foundation.access.models import Account
from amanah.foundation.vault import services
from amanah.foundation.vault.desk.forms import UnlockForm
from amanah.kernel import canonical, sealing
from amanah.kernel.sealing import KeyPair

COOKIE = "desk_keys"
PATH = "/desk/"
PURPOSE = "staff-key"
# Refreshing the end at every request would write a row for every page.
_STEP = timedelta(minutes=1)
_UNKNOWN = object()
_ANSWER = "vault-passphrase"
_NOT_CARRIED = {"csrfmiddlewaretoken", _ANSWER}
# Signing in and out, accounts, the organisation, services and lists (whose imports also choose how their upload is read) and the vault's
# own pages need no unlocked key.
_NEVER_ASKED = ("/desk/account/", "/desk/access/", "/desk/interests/wealth/", "/desk/organisation/", "/desk/services/", "/desk/vault/")


def unlocked_keys(request: HttpRequest) -> KeyPair | None:
    """The key pair that whoever is signed in has unlocked in this browser; None when it is locked or another account's."""
    found = getattr(request, "vault_keys", _UNKNOWN)
    if found is _UNKNOWN:
        found = _read(request)
        _set(request, found)
    return found if isinstance(found, KeyPair) else None


def remember(request: HttpRequest, response: HttpResponseBase, pair: KeyPair) -> None:
    """Keep the key pair unlocked for this browser, in place of what it had."""
    _forget(request)
    payload = canonical.encode({"account": str(request.user.pk), "private": pair.private.hex()})
    response.set_cookie(
        COOKIE, services.keep(PURPOSE, payload, _idle()), path=PATH, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    _set(request, pair)


def lock(request: HttpRequest, response: HttpResponseBase) -> None:
    """Lock at once: the row is deleted and the cookie with it."""
    _forget(request)
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    _set(request, None)


@dataclass(frozen=True, slots=True)
class State:
    """What the frame of the desk shows: whether the key is unlocked, and where to change that."""

    open: bool
    unlock_url: str
    lock_url: str


def state(request: HttpRequest) -> State:
    """The state for this request's page."""
    unlock = f"{reverse('vault:unlock')}?{urlencode({'next': request.get_full_path()})}"
    return State(unlocked_keys(request) is not None, unlock, reverse("vault:lock"))


class UnlockedKeysMiddleware:
    """Locks the key of whoever signed out or was quiet for AMANAH_KEYS_IDLE_MINUTES.

    Somebody who sends a form after that is asked for the passphrase on a page that carries along everything they had typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the request as a sign of life, and clear away what has ended."""
        had_cookie = COOKIE in request.COOKIES
        if had_cookie:
            unlocked_keys(request)
        response = self.get_response(request)
        in_passing = getattr(request, "vault_unlocked_in_passing", None)
        if in_passing is not None and request.user.is_authenticated:
            remember(request, response, in_passing)
        elif had_cookie and COOKIE not in response.cookies and (unlocked_keys(request) is None or not request.user.is_authenticated):
            lock(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:  # noqa: ARG002 - Django's signature
        """Before a form is handled whose sender's key has locked itself meanwhile: ask. The forgery check has run by now.

        A view that says how its files are taken in checks for forgery itself, and its body must not be read before that.
        """
        if request.method != "POST" or not request.user.is_authenticated or getattr(view, "csrf_exempt", False):
            return None
        if request.path.startswith(_NEVER_ASKED):
            return None
        answered = _ANSWER in request.POST
        if not (answered or COOKIE in request.COOKIES) or unlocked_keys(request) is not None:
            return None
        form = UnlockForm(request.POST if answered else None, account=account_of(request), prefix="vault")
        if answered and form.is_valid():
            _set(request, form.pair)
            request.vault_unlocked_in_passing = form.pair  # type: ignore[attr-defined]
            return None
        carried = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_CARRIED]
        return render(request, "vault/locked_meanwhile.html", {"form": form, "carried": carried, "files": bool(request.FILES)})


def account_of(request: HttpRequest) -> Account:
    """Who is signed in."""
    account: Any = request.user
    return account if isinstance(account, Account) else Account.objects.get(pk=account.pk)


def _read(request: HttpRequest) -> KeyPair | None:
    token = request.COOKIES.get(COOKIE, "")
    if not token or not request.user.is_authenticated:
        return None
    payload = services.refresh(PURPOSE, token, _idle(), step=_STEP)
    if payload is None:
        return None
    kept = canonical.decode(payload)
    if kept["account"] != str(request.user.pk):
        return None
    return sealing.key_pair_from_private(bytes.fromhex(kept["private"]))


def _forget(request: HttpRequest) -> None:
    if token := request.COOKIES.get(COOKIE, ""):
        services.forget(PURPOSE, token)


def _set(request: HttpRequest, pair: object) -> None:
    request.vault_keys = pair  # type: ignore[attr-defined]


def _idle() -> timedelta:
    return timedelta(minutes=settings.AMANAH_KEYS_IDLE_MINUTES)
