"""The forms of sign-in, in our words and with our rules. What they do is allauth's."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddWebAuthnForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as AllauthEditWebAuthnForm
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.desk import codes

_PASSWORD_HINT = _("Sedikitnya 12 karakter. Beberapa kata yang tidak berhubungan lebih mudah diingat daripada tanda baca.")


def _say(form: BaseForm, **labels: Any) -> None:
    """Give fields our label, or label and hint, instead of allauth's placeholders."""
    for name, words in labels.items():
        field = form.fields[name]
        field.label, field.help_text = words if isinstance(words, tuple) else (words, "")
        field.widget.attrs.pop("placeholder", None)


class LoginForm(AllauthLoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _say(self, login=_("Nama pengguna"), password=_("Kata sandi"))
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class ReauthenticateForm(AllauthReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("Kata sandi"))


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The present password and the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=_("Kata sandi sekarang"),
            password1=(_("Kata sandi baru"), _PASSWORD_HINT),
            password2=_("Kata sandi baru sekali lagi"),
        )


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Asking for a link by e-mail, where e-mail is configured."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=_("Surel dinas"))


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """The new password, at the end of a one-time link."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=(_("Kata sandi baru"), _PASSWORD_HINT), password2=_("Kata sandi baru sekali lagi"))


_CODE_HINT = _("Enam angka dari aplikasi autentikator, atau satu kode pemulihan.")


class _Once:
    """For forms that take a code: one of an authenticator app counts once (see `codes`)."""

    def clean_code(self) -> str:
        """The code, if it fits and was not taken before."""
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's, beside which this stands
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP and not codes.spend(authenticator, code):
            self._emit_authentication_failed(authenticator)  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_Once, AllauthAuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of sign-in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=(_("Kode"), _CODE_HINT))


class ReauthenticateCodeForm(_Once, AllauthReauthenticateCodeForm):  # type: ignore[misc]  # allauth has no types
    """A code, to prove oneself again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=(_("Kode"), _CODE_HINT))


class ActivateTOTPForm(AllauthActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code, which proves that the app has the secret."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=(_("Kode enam angka"), _("Kode yang sekarang tampak di aplikasi autentikator Anda.")))


class AddWebAuthnForm(AllauthAddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey or security key."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Misalnya “Telepon dinas” atau “Kunci USB di laci”.")
        alone = _("Kunci ini saja cukup untuk masuk, tanpa kata sandi. Perangkat akan meminta PIN, sidik jari, atau wajah.")
        _say(self, name=(_("Nama kunci"), hint), passwordless=(_("Pakai sebagai kunci sandi (passkey)"), alone))


class EditWebAuthnForm(AllauthEditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for a key."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("Nama kunci"))
