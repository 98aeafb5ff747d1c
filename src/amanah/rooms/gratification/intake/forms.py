"""What KPK's form asks, one thing a page. What a person typed is never cut: too long is said beside the field."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, ShortText, Step, UnitStep, titled
from amanah.kernel import clock
from amanah.rooms.gratification.codes import FORMS, OCCASIONS, PLACES, REFUSAL, RELATIONS, REPORT

_DIGITS = 16
"""Of a population number (NIK)."""


class Day(forms.DateField):
    """A day that has come already, chosen from the browser's calendar or typed."""

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
        kwargs.setdefault("error_messages", {}).setdefault("invalid", _("Tulis tanggal seperti 31-03-2026."))
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"), input_formats=formats, **kwargs
        )

    def clean(self, value: Any) -> date | None:
        """No day that is still to come."""
        day: date | None = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("Tanggal ini belum terjadi."))
        return day


class Rupiah(forms.CharField):
    """An amount as people write it: "1.500.000", "Rp 1,5" is refused rather than guessed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        """Its digits; empty where nothing was written."""
        text = str(super().clean(value)).strip()
        plain = re.sub(r"^(rp\.?|idr)\s*", "", text, flags=re.IGNORECASE)
        plain = re.sub(r",(00|-)$", "", plain).replace(" ", "")
        if plain and not re.fullmatch(r"\d{1,13}|\d{1,3}(\.\d{3}){1,4}", plain):
            raise forms.ValidationError(_("Tulis nilainya dalam rupiah dengan angka saja, misalnya 1.500.000."))
        return plain.replace(".", "").lstrip("0") or ("0" if plain else "")


class KindForm(Step):
    """Received or refused, when and where."""

    topic = forms.ChoiceField(
        label=_("Apa yang Anda laporkan?"),
        choices=[
            (REPORT, titled(_("Saya menerima sesuatu"), _("Juga bila sudah dikembalikan, disalurkan, atau terpakai."))),
            (REFUSAL, titled(_("Saya menolak sesuatu"), _("Penolakan dicatat dan melindungi Anda."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    received_on = Day(
        label=_("Kapan?"),
        help_text=_("Hari diterima atau ditolak. Tenggat dihitung sejak hari itu, menurut waktu tempat Anda."),
        error_messages={"required": _("Tulis harinya; bila tidak pasti, hari yang paling awal mungkin.")},
    )
    received_at = ShortText(
        label=_("Di mana?"),
        help_text=_("Misalnya ruang kerja, rumah, atau lewat kurir."),
        error_messages={"required": _("Tulis tempatnya.")},
    )


class GiftForm(Step):
    """What it was and what it is worth."""

    form = forms.ChoiceField(
        label=_("Bentuknya"),
        choices=[("", "–"), *FORMS.items()],
        error_messages={"required": _("Pilih bentuknya."), "invalid_choice": _("Pilih bentuknya.")},
    )
    description = LongText(
        label=_("Uraian"),
        help_text=_("Jenis, merek, jumlah, dan ciri-cirinya."),
        rows=3,
        error_messages={"required": _("Uraikan apa yang diberikan.")},
    )
    value = Rupiah(label=_("Nilainya dalam rupiah"), help_text=_("Bila tidak tahu pasti, tulis taksiran Anda."), required=False)
    estimated = forms.ChoiceField(
        label=_("Nilai itu"), choices=[("yes", _("Taksiran")), ("no", _("Pasti, ada buktinya"))], required=False, initial="yes"
    )
    place_now = forms.ChoiceField(label=_("Di mana objeknya sekarang?"), choices=[("", "–"), *PLACES.items()], required=False)


class GiverForm(Step):
    """Who gave it, and on what occasion."""

    giver = ShortText(
        label=_("Nama pemberi"),
        help_text=_("Orang dan badan usahanya. Bila tidak dikenal, tulis “tidak dikenal”."),
        error_messages={"required": _("Tulis nama pemberi, atau “tidak dikenal”.")},
    )
    giver_work = ShortText(label=_("Pekerjaan atau lembaganya"), required=False)
    giver_contact = ShortText(label=_("Alamat atau teleponnya"), required=False)
    relation = forms.ChoiceField(
        label=_("Hubungannya dengan Anda"),
        choices=[("", "–"), *RELATIONS.items()],
        error_messages={"required": _("Pilih hubungannya."), "invalid_choice": _("Pilih hubungannya.")},
    )
    occasion = forms.ChoiceField(
        label=_("Pada peristiwa apa?"),
        choices=[("", "–"), *OCCASIONS.items()],
        error_messages={"required": _("Pilih peristiwanya."), "invalid_choice": _("Pilih peristiwanya.")},
    )
    reason = LongText(label=_("Menurut Anda, mengapa diberikan?"), required=False, rows=2)


class StoryForm(Step):
    """How it came about."""

    story = LongText(
        label=_("Ceritakan urutan kejadiannya"),
        help_text=_("Siapa menghubungi siapa, apa yang dikatakan, siapa yang hadir, dan apa yang Anda lakukan sesudahnya."),
        rows=8,
        error_messages={"required": _("Tulis urutan kejadiannya, walau singkat.")},
    )


class OfficeForm(UnitStep):
    """Where the receiver works, for the UPG's map; and which UPG receives the report where parts of the institution have their own."""

    desk = forms.ChoiceField(
        label=_("UPG mana yang menerima laporan ini?"),
        choices=[
            ("main", titled(_("UPG instansi"), _("Menangani semua laporan dan meneruskannya ke KPK."))),
            (
                "own",
                titled(
                    _("UPG unit saya"),
                    _("Memeriksa kelengkapannya, lalu meneruskannya ke UPG instansi. Bila unit Anda tanpa UPG, langsung ke sana."),
                ),
            ),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="main",
    )


class PersonForm(Step):
    """Who received it: KPK does not take anonymous reports of gratification."""

    name = ShortText(label=_("Nama lengkap Anda"), error_messages={"required": _("Tulis nama lengkap Anda.")})
    nik = ShortText(label=_("NIK"), help_text=_("Enam belas angka pada KTP."), error_messages={"required": _("Tulis NIK Anda.")})
    nip = ShortText(
        label=_("NIP"),
        help_text=_("Dengan NIP sistem mengenali Anda dan menutup laporan ini bagi atasan Anda."),
        required=False,
    )
    office = ShortText(label=_("Jabatan"), error_messages={"required": _("Tulis jabatan Anda.")})
    address = LongText(label=_("Alamat lengkap"), rows=2, error_messages={"required": _("Tulis alamat Anda.")})
    phone = ShortText(label=_("Telepon"), error_messages={"required": _("Tulis nomor yang dapat dihubungi.")})
    email = ShortText(label=_("Surel"), required=False)
    superior = forms.ChoiceField(
        label=_("Bolehkah atasan Anda mengetahui laporan ini?"),
        choices=[
            ("no", titled(_("Tidak"), _("Sistem menutup laporan ini bagi semua atasan Anda, juga bila mereka petugas UPG."))),
            ("yes", titled(_("Boleh"), _("UPG boleh membicarakannya dengan atasan Anda."))),
        ],
        widget=forms.RadioSelect,
        initial="no",
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )

    def clean_nik(self) -> str:
        """Sixteen digits, however they were spaced."""
        digits = re.sub(r"\D", "", str(self.cleaned_data["nik"]))
        if len(digits) != _DIGITS:
            raise forms.ValidationError(_("NIK terdiri dari 16 angka."))
        return digits
