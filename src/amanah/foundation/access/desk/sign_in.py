"""What allauth and axes ask of us: who may come in, from where, and what is kept of it."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.helpers import get_cool_off
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access import keys
from amanah.foundation.access.models import Account
from amanah.kernel import sealing

_UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - stands for "not known", nothing listens there
TOO_MANY_REQUESTS = 429


def client_address(request: HttpRequest) -> str:
    """The address that a member of staff comes from, as far as AMANAH_TRUSTED_PROXIES proxies in front of us can be believed."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted: int = settings.AMANAH_TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return str(hops[-trusted])
    return str(request.META.get("REMOTE_ADDR") or _UNKNOWN_ADDRESS)


def attempted_username(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The one form of the user name that somebody tried, under which attempts are counted."""
    typed = (credentials or {}).get("username") or (request.POST.get("login", "") if request is not None else "")
    return str(typed).strip().lower()[:60]


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The answer to too many wrong passwords."""
    pause = get_cool_off(request)
    minutes = int(pause.total_seconds() // 60) if pause else None
    return render(request, "account/locked.html", {"minutes": minutes}, status=TOO_MANY_REQUESTS)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Sign-in by user name. Accounts that may not sign in are nobody, also in the middle of a session."""

    def user_can_authenticate(self, user: Account) -> bool:
        """Whether the account is active and, for a guest, still within its time."""
        return user.may_sign_in()

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session, with its person."""
        try:
            account = Account.objects.select_related("person").get(pk=user_id)
        except (Account.DoesNotExist, ValidationError):
            return None
        return account if account.may_sign_in() else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by administrators only, and their ends are respected whichever way somebody signs in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok."),
        "invalid_login": _("Nama pengguna atau kata sandi tidak cocok."),
        "incorrect_password": _("Kata sandi salah."),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
        "incorrect_code": _("Kode salah atau sudah kedaluwarsa."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "invalid_password_reset": _("Tautan ini sudah dipakai atau tidak berlaku lagi. Minta tautan baru kepada administrator akses."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Never: nobody makes an account for themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address that failed attempts are counted by."""
        return client_address(request)

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Stop whoever may not sign in, also with a passkey."""
        if not user.may_sign_in():
            clear_login(request)
            refusal: HttpResponse = self.respond_user_inactive(request, user)
            return refusal
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Allauth's ways of proving oneself again, in our words."""
        words = {
            "reauthenticate": _("Pakai kata sandi"),
            "mfa_reauthenticate": _("Pakai kode dari aplikasi autentikator"),
            "mfa_reauthenticate:webauthn": _("Pakai kunci sandi (passkey)"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": words.get(method["id"], method["description"])} for method in methods]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors. Their secrets are sealed under a key that is not in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode salah atau sudah kedaluwarsa."),
        "cannot_delete_authenticator": _("Peran Anda mewajibkan verifikasi dua langkah. Tambahkan cara lain dahulu."),
        "cannot_generate_recovery_codes": _("Aktifkan dahulu aplikasi autentikator atau kunci sandi."),
    }

    def encrypt(self, text: str) -> str:
        """Seal an authenticator secret before it is stored."""
        sealed = sealing.seal(keys.sign_in_key(), text.encode(), record="access/authenticator", field="secret", version=1)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        sealed = base64.b64decode(encrypted_text)
        return sealing.open_sealed(keys.sign_in_key(), sealed, record="access/authenticator", field="secret", version=1).decode()

    def get_totp_label(self, user: Account) -> str:
        """What the authenticator app shows."""
        return user.username

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who the browser says is asking for the passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Amanah"}
