"""What is written about commitments. Everything here is in clear."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.organisation.desk.fields import DayField, PersonField
from amanah.foundation.organisation.models import Unit
from amanah.rooms.campaigns.commitments import declare
from amanah.rooms.campaigns.commitments.models import BODY, REASON, TITLE


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(_("Keadaan"), {**declare.STATES, "late": _("lewat batas waktu")})
    year = forms.CharField(label=_("Tahun"), required=False, max_length=4)
    text = forms.CharField(label=_("Unit atau nomor memuat"), required=False, max_length=60)
    said = {"year": _("tahun %(text)s"), "text": _("unit atau nomor memuat %(text)s")}


class SignForm(forms.Form):
    """Who signs proves once more who they are."""

    read = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("Saya sudah membaca naskah di atas dan menandatanganinya"),
        error_messages={"required": _("Beri tanda bila Anda menyetujuinya.")},
    )
    show = forms.BooleanField(
        label=_("Tampilkan kepada publik"),
        required=False,
        help_text=_("Nama unit, penanda tangan, saksi, dan tahunnya tampil pada halaman integritas. Dapat Anda tarik kapan saja."),
    )
    means = forms.ChoiceField(label=_("Tanda tangan dengan"), widget=forms.RadioSelect)
    proof = forms.CharField(
        label=_("Kata sandi atau frasa kunci"),
        help_text=_("Diketik ulang di sini sebagai tanda tangan Anda; tidak disimpan."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, means: list[str], witness: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["means"]
        field.choices = [(one, str(declare.MEANS[one]).capitalize()) for one in means]
        if means:
            field.initial = means[0]
        if len(means) == 1:
            field.widget = forms.HiddenInput()
            self.fields["proof"].label = str(declare.MEANS[means[0]]).capitalize()
        if witness:
            del self.fields["show"]
            self.fields["agree"].label = _("Saya menyaksikan komitmen ini dan akan menanyakan pelaksanaannya")


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("Mengapa unit Anda tidak menandatangani?"),
        help_text=_("Dibaca pengelola kampanye dan pimpinan di atas unit Anda. Jangan menulis tentang laporan."),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskForm(forms.Form):
    """Whom to ask, before whom, and until when."""

    units = forms.MultipleChoiceField(label=_("Unit"), widget=forms.CheckboxSelectMultiple)
    witness = PersonField(
        label=_("Pejabat yang menyaksikan"), help_text=_("Biasanya pimpinan di atas unit itu. NIP, nomor lain, atau nama.")
    )
    due_on = DayField(label=_("Paling lambat"))

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {unit.code: unit for unit in units}
        field: Any = self.fields["units"]
        field.choices = [(unit.code, unit.name) for unit in self.offered.values()]

    def chosen(self) -> list[Unit]:
        """The units that were ticked."""
        return [self.offered[code] for code in self.cleaned_data["units"]]


class PublishForm(forms.Form):
    """The next version of the text."""

    title = forms.CharField(label=_("Judul"), max_length=TITLE)
    body = forms.CharField(
        label=_("Naskah"),
        help_text=_("Sesudah diterbitkan tidak dapat diubah; perbaikan menjadi versi berikutnya."),
        max_length=BODY,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    title_en = forms.CharField(label=_("Judul dalam bahasa Inggris"), max_length=TITLE)
    body_en = forms.CharField(label=_("Naskah dalam bahasa Inggris"), max_length=BODY, widget=forms.Textarea(attrs={"rows": 12}))
    since = DayField(label=_("Ditandatangani mulai"))


def end_of_year(day: date) -> date:
    """The last day on which a year's commitment can be signed."""
    return date(day.year, 12, 31)
