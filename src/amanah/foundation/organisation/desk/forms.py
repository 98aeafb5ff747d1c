"""What an administrator fills in about units, posts and people. The rules themselves stand in services."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.foundation.organisation.models import Acting, Employment, UnitKind, Zone


class UnitForm(forms.Form):
    """A unit's name, code and kind."""

    name = forms.CharField(label=_("Nama unit"), max_length=200)
    code = forms.CharField(label=_("Kode"), max_length=40, help_text=_("Singkatan yang dipakai sehari-hari, misalnya DIT-K3. Harus unik."))
    kind = forms.ChoiceField(label=_("Jenis"), choices=UnitKind.choices)


class NewUnitForm(UnitForm):
    """A new unit also has a zone."""

    zone = forms.ChoiceField(label=_("Zona waktu"), choices=Zone.choices, help_text=_("Menentukan kapan hari berganti di unit ini."))


class MoveForm(forms.Form):
    """Where a unit goes."""

    parent = UnitField(label=_("Unit induk yang baru"))


class DayForm(forms.Form):
    """The last day of something."""

    on = DayField(label=_("Hari terakhir"))


class PostForm(forms.Form):
    """A post."""

    title = forms.CharField(label=_("Nama jabatan"), max_length=150)
    is_head = forms.BooleanField(
        label=_("Jabatan ini memimpin unit"),
        required=False,
        help_text=_("Pemegangnya dikecualikan dari laporan tentang unit ini dan orang-orang di dalamnya."),
    )


class AssignForm(forms.Form):
    """Who takes up a post."""

    person = PersonField(label=_("Orang"))
    acting = forms.ChoiceField(label=_("Sebutan"), choices=Acting.choices)
    since = DayField(label=_("Terhitung mulai tanggal"))
    until = DayField(label=_("Sampai dengan"), required=False, help_text=_("Hari terakhir. Kosongkan jika belum ditentukan."))


class PersonForm(forms.Form):
    """What is known of a person."""

    name = forms.CharField(label=_("Nama"), max_length=150)
    employment = forms.ChoiceField(label=_("Status kepegawaian"), choices=Employment.choices)
    nip = forms.CharField(label=_("NIP"), required=False, max_length=30, help_text=_("18 angka. Wajib bagi PNS dan PPPK."))
    other_number = forms.CharField(
        label=_("Nomor lain"),
        required=False,
        max_length=40,
        help_text=_("Wajib bagi pegawai tidak tetap dan tenaga alih daya, misalnya nomor kontrak."),
    )


class SearchForm(forms.Form):
    """One line of words."""

    q = forms.CharField(
        label=_("Cari unit"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
