"""What is asked about keys. No passphrase is ever shown again once it was sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.desk import pace, trace
from amanah.foundation.access.models import Account
from amanah.foundation.vault import services
from amanah.kernel import passphrase
from amanah.kernel.sealing import KeyPair

UNLOCKING = "unlock"
PROBLEMS = {
    "too_short": _("Terlalu pendek: pakai sekurang-kurangnya 20 huruf, misalnya enam kata."),
    "too_long": _("Terlalu panjang: paling banyak 256 huruf."),
    "too_uniform": _("Terlalu seragam: pakai kata-kata yang berbeda."),
    "personal": _("Memuat nama pengguna Anda, jadi mudah ditebak."),
}
WRONG = _("Frasa ini tidak membuka kunci Anda. Frasa kunci bukan kata sandi untuk masuk.")
BUSY = _("Sistem sedang sibuk dan belum sempat memeriksa frasa ini. Coba lagi sebentar lagi.")
EXCHANGED = _("Kunci publik Anda di pangkalan data bukan yang Anda buat. Jangan bekerja dengan kunci ini; beri tahu administrator.")


class PassphraseInput(forms.PasswordInput):
    """A field that browsers neither store nor complete."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})


class NewPassphraseForm(forms.Form):
    """A passphrase chosen, and typed once more."""

    passphrase = forms.CharField(
        label=_("Frasa kunci"),
        help_text=_("Ketik enam kata yang ditawarkan di atas, atau frasa Anda sendiri, sekurang-kurangnya 20 huruf."),
        widget=PassphraseInput,
        strip=False,
    )
    again = forms.CharField(label=_("Sekali lagi, untuk memastikan"), widget=PassphraseInput, strip=False)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_passphrase(self) -> str:
        """The passphrase, if it is fit."""
        text: str = self.cleaned_data["passphrase"]
        if problems := passphrase.check(text, avoid=[self.account.username]):
            raise forms.ValidationError([forms.ValidationError(PROBLEMS[code], code=code) for code in problems])
        return text

    def clean(self) -> None:
        """Both entries must agree."""
        first, second = self.cleaned_data.get("passphrase"), self.cleaned_data.get("again")
        if first and second and first.split() != second.split():
            self.add_error("again", _("Tidak sama dengan yang pertama."))


class SetUpForm(NewPassphraseForm):
    """The first passphrase of an account, with the warning confirmed. `offered` keeps the same offer after a mistake."""

    offered = forms.CharField(widget=forms.HiddenInput, required=False)
    understood = forms.BooleanField(
        label=_("Saya sudah mencatat frasa ini di tempat yang aman dan mengerti bahwa tidak seorang pun dapat mengaturnya ulang."),
        error_messages={"required": _("Nyatakan ini dahulu: tanpa frasa, isi laporan tidak dapat Anda buka lagi.")},
    )
    field_order = ("passphrase", "again", "understood", "offered")


class UnlockForm(forms.Form):
    """The passphrase, tried at once; `pair` is what it opened."""

    passphrase = forms.CharField(label=_("Frasa kunci"), widget=PassphraseInput, strip=False)
    pair: KeyPair

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_passphrase(self) -> str:
        """Unlock with it, unless too many others were tried just now."""
        text: str = self.cleaned_data["passphrase"]
        if pace.tired(UNLOCKING, self.account):
            trace.warn("passphrase not tried, too many wrong ones", self.account)
            raise forms.ValidationError(_("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."), code="tired")
        try:
            self.pair = services.unlock(self.account, text)
        except services.WrongPassphrase:
            pace.failed(UNLOCKING, self.account)
            trace.warn("passphrase refused", self.account)
            raise forms.ValidationError(
                _("Frasa ini tidak membuka kunci Anda. Frasa kunci bukan kata sandi untuk masuk."), code="wrong"
            ) from None
        except services.Busy:
            raise forms.ValidationError(BUSY, code="busy") from None
        except services.KeyMismatch:
            raise forms.ValidationError(EXCHANGED, code="exchanged") from None
        except services.NoKeys:
            raise forms.ValidationError(_("Anda belum memiliki kunci."), code="none") from None
        pace.succeeded(UNLOCKING, self.account)
        return text


class ChangeForm(NewPassphraseForm):
    """The present passphrase and a new one."""

    present = forms.CharField(label=_("Frasa kunci sekarang"), widget=PassphraseInput, strip=False)
    field_order = ("present", "passphrase", "again")


class LostForm(forms.Form):
    """That the old key may go."""

    sure = forms.BooleanField(
        label=_("Akhiri kunci lama saya. Apa yang disegel untuknya tidak dapat saya buka lagi."),
        error_messages={"required": _("Nyatakan ini dahulu: mengakhiri kunci tidak dapat dibatalkan.")},
    )


class RotateForm(ChangeForm):
    """The present passphrase, and the one for the new key pair."""


class GiveForm(forms.Form):
    """To which colleague the keys go."""

    account = forms.UUIDField(widget=forms.HiddenInput)
