"""What officers write about complaints."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk.forms import Writing
from amanah.engines.reports.desk.typed import ComingForm
from amanah.engines.reports.intake.fields import LongText, ShortText
from amanah.foundation.organisation.desk.fields import DayField, UnitField
from amanah.foundation.organisation.models import Unit
from amanah.rooms.complaints import queries
from amanah.rooms.complaints.intake.forms import NO, AboutForm, StoryForm
from amanah.rooms.complaints.models import Office, Product, Publication
from amanah.rooms.complaints.services.taking import YES
from amanah.rooms.complaints.ways import TYPED
from amanah.rooms.complaints.workflow import COMPLAINT

LONGEST = 4000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class InterimForm(Writing):
    """Word on how far it has come."""

    label = _("Jawaban sementara")
    hint = _("Sampaikan apa yang sudah dan akan dilakukan, dan kapan jawaban akhirnya. Tanpa nama orang lain.")


class AnswerForm(Writing):
    """The answer for good."""

    label = _("Jawaban akhir")
    hint = _("Pelapor membacanya di kotak komunikasi dan menyatakan apakah sudah selesai. Tanpa nama orang lain.")
    outcome = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    field_order = ("text", "outcome")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(COMPLAINT.named_by(COMPLAINT.move("answer")).items())  # type: ignore[attr-defined]


class ForwardForm(Writing):
    """Which unit gets it."""

    label = _("Pesan kepada pejabat penghubung")
    unit = forms.ModelChoiceField(label=_("Unit tujuan"), queryset=Unit.objects.none(), empty_label=None)
    field_order = ("unit", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = queries.units_with_liaison()
        field.label_from_instance = lambda unit: unit.name
        self.fields["text"].required = False


class LabourForm(forms.Form):
    """Which authority gets it, and the letter that goes with it."""

    office = forms.ModelChoiceField(label=_("Instansi tujuan"), queryset=Office.objects.none(), empty_label=None)
    recipient = forms.CharField(
        label=_("Yth."),
        help_text=_("Kosongkan untuk memakai nama dan alamat dari buku alamat."),
        required=False,
        max_length=600,
        widget=_area(2),
    )
    body = forms.CharField(
        label=_("Isi surat"),
        help_text=_("Pokok perselisihannya. Nama pelapor hanya bila ia menyetujuinya."),
        max_length=LONGEST,
        widget=_area(8),
    )
    place = forms.CharField(label=_("Tempat"), max_length=120)
    signer_title = forms.CharField(label=_("Jabatan penanda tangan"), max_length=200)
    signer_name = forms.CharField(label=_("Nama penanda tangan"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(ended_on__isnull=True)  # type: ignore[attr-defined]

    def values(self) -> dict[str, str]:
        """What the letter says. Call after `is_valid`."""
        given, office = self.cleaned_data, self.cleaned_data["office"]
        values = {name: given[name] for name in ("body", "place", "signer_title", "signer_name")}
        return values | {"recipient": given["recipient"] or "\n".join(part for part in (office.name, office.address) if part)}


class OfficeAnswerForm(Writing):
    """What the other authority answered."""

    label = _("Isi jawabannya")
    on = DayField(label=_("Tanggal jawaban"))
    number = forms.CharField(label=_("Nomor surat mereka"), max_length=80)
    field_order = ("on", "number", "text")


class RecallForm(Writing):
    """Why it is taken back."""

    label = _("Mengapa ditarik kembali")


class PublicationForm(forms.Form):
    """What everybody may read."""

    title = forms.CharField(label=_("Judul"), max_length=Publication._meta.get_field("title").max_length)  # noqa: SLF001 - Django's documented name
    text = forms.CharField(label=_("Ringkasan pengaduan"), max_length=8000, widget=_area(8))
    answer = forms.CharField(label=_("Ringkasan jawaban"), max_length=8000, widget=_area(6), required=False)


class TypedForm(ComingForm, StoryForm, AboutForm):
    """A complaint as it was told."""

    way = forms.ChoiceField(label=_("Bagaimana pengaduan ini sampai?"), choices=TYPED)
    name = ShortText(label=_("Nama orangnya"), required=False)
    contact = ShortText(label=_("Cara menghubunginya"), required=False)
    anonymous = forms.BooleanField(label=_("Ia tidak ingin dikenal petugas"), required=False)
    secret = forms.BooleanField(label=_("Ia tidak ingin isinya diterbitkan"), required=False)
    field_order = (
        "way",
        "came_on",
        "topic",
        "service",
        "what",
        "loss",
        "wish",
        "when",
        "where",
        "who",
        "anonymous",
        "name",
        "contact",
        "secret",
        "wants_receipt",
    )

    def clean(self) -> dict[str, Any]:
        """A name where one is to be known, none where nobody may know it."""
        cleaned = super().clean() or {}
        if cleaned.get("anonymous"):
            cleaned |= {"name": "", "contact": ""}
        elif not cleaned.get("name"):
            self.add_error("name", _("Tulis namanya, atau centang bahwa ia tidak ingin dikenal."))
        return cleaned

    def answers(self) -> dict[str, str]:
        """The answers as the public form names them. Call after `is_valid`."""
        given = self.cleaned_data
        flags = {name: YES if given[name] else NO for name in ("anonymous", "secret")}
        said = ("topic", "service", "what", "loss", "wish", "when", "where", "who", "name", "contact")
        return {name: str(given[name]) for name in said} | flags


class OfficeForm(forms.Form):
    """One authority in the address book."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Office.Kind.choices)
    name = forms.CharField(label=_("Nama"), max_length=120)
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False, widget=_area(2))
    email = forms.EmailField(label=_("Surel"), max_length=120, required=False)

    def clean_name(self) -> str:
        """Not yet in the book."""
        name = str(self.cleaned_data["name"])
        if Office.objects.filter(name=name).exists():
            raise forms.ValidationError(_("Instansi ini sudah ada dalam buku alamat."))
        return name


class ProductForm(forms.Form):
    """One product of the Ombudsman."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Product.Kind.choices)
    number = forms.CharField(label=_("Nomor surat Ombudsman"), max_length=80)
    title = forms.CharField(label=_("Perihal"), max_length=200)
    asked = forms.CharField(label=_("Yang diminta"), max_length=LONGEST, widget=_area(4))
    unit = UnitField(label=_("Unit yang melaksanakan"))
    received_on = DayField(label=_("Diterima"))
    due_on = DayField(label=_("Batas waktu dari Ombudsman"))


class DoneForm(forms.Form):
    """What was done."""

    done = LongText(label=_("Yang sudah dilaksanakan"), rows=4)


class ClosingForm(forms.Form):
    """The Ombudsman's word that it is done."""

    number = forms.CharField(label=_("Nomor surat penutup dari Ombudsman"), max_length=80)


class TieForm(forms.Form):
    """The complaint it arose from."""

    number = forms.CharField(label=_("Nomor pengaduan"), max_length=20)


class PeriodForm(forms.Form):
    """From when to when."""

    since = DayField(label=_("Sejak"), required=False)
    until = DayField(label=_("Sampai"), required=False)
