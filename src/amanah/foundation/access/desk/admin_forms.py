"""What an access administrator fills in."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access import roles
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField


class SearchForm(forms.Form):
    """One line of words."""

    q = forms.CharField(
        label=_("Cari akun"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )


class AccountForm(forms.Form):
    """A new account, or a guest's."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        help_text=_("Huruf kecil, angka, titik, garis bawah, atau tanda hubung. Tidak dapat diubah kemudian."),
    )
    person = PersonField(
        label=_("Orang"),
        required=False,
        help_text=_("NIP, nomor lain, atau nama. Dari sini Amanah tahu laporan mana yang tidak boleh dilihat akun ini."),
    )
    email = forms.EmailField(label=_("Surel dinas"), required=False)
    guest_until = DayField(
        label=_("Tamu sampai dengan"),
        required=False,
        help_text=_("Hanya untuk tamu, misalnya auditor luar: hari terakhir akun ini berlaku."),
    )


class GrantForm(forms.Form):
    """A role, where and how long."""

    role = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)
    unit = UnitField(
        label=_("Unit"), help_text=_("Peran berlaku di unit ini dan semua unit di bawahnya. Kode unit, atau kata-kata dari namanya.")
    )
    since = DayField(label=_("Sejak"))
    until = DayField(label=_("Sampai dengan"), required=False, help_text=_("Hari terakhir. Kosongkan jika belum ditentukan."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.key, _described(role)) for role in roles.all_roles()]  # type: ignore[attr-defined]  # a choice field


def _described(role: roles.Role) -> SafeString:
    note = _("Memerlukan administrator kedua.") if role.sensitive else ""
    return format_html('{}<span class="hint">{} {}</span>', role.title, role.description, note)
