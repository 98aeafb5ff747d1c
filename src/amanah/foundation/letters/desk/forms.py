"""What people type about letters. What a letter says is sealed before it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.letters import kinds
from amanah.foundation.letters.instructions import INSTRUCTIONS
from amanah.foundation.letters.kinds import Field, Kind
from amanah.foundation.letters.models import Letter, Scheme
from amanah.foundation.organisation.desk.fields import DayField
from amanah.kernel import clock

NO_SCHEME = ""


class LetterForm(forms.Form):
    """Everything that a kind of letter asks for."""

    def __init__(self, *args: Any, kind: Kind, values: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(kind, values or {}))
        super().__init__(*args, **kwargs)
        self.kind = kind
        for one in kind.asked:
            self.fields[one.key] = _field(one)

    def values(self) -> dict[str, Any]:
        """What was filled in, tables as lists of {column: text}."""
        return {one.key: rows(self.cleaned_data[one.key], one.rows) if one.rows else self.cleaned_data[one.key] for one in self.kind.asked}


def rows(text: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """One entry a line, its columns parted by a bar; what is too much belongs to the last column."""
    found = []
    for line in text.splitlines():
        if line.strip():
            cells = [cell.strip() for cell in line.split("|", len(columns) - 1)]
            found.append(dict(zip(columns, cells + [""] * len(columns), strict=False)))
    return found


def _field(one: Field) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 6 if one.long else 4}) if one.long or one.rows else forms.TextInput()
    return forms.CharField(label=one.title, help_text=str(one.hint), max_length=kinds.LONGEST, required=one.required, widget=widget)


def _initial(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    found = {"subject": str(kind.subject)}
    for one in kind.asked:
        value = values.get(one.key)
        if value:
            found[one.key] = "\n".join(" | ".join(row.get(column, "") for column in one.rows) for row in value) if one.rows else str(value)
    return found


class NumberForm(forms.Form):
    """The letter's number: the next one of a pattern of the office, or the one that another system gave."""

    scheme = forms.ModelChoiceField(
        label=_("Pola nomor"),
        queryset=Scheme.objects.none(),
        required=False,
        empty_label=_("Nomor dari sistem persuratan lain"),
        help_text=_("Nomor diambil pada saat disimpan, tanpa lompatan. Nomor berikutnya tidak dipesan lebih dahulu."),
    )
    number = forms.CharField(
        label=_("Nomor dari sistem lain"), required=False, max_length=80, help_text=_("Salin apa adanya, misalnya dari SRIKANDI.")
    )
    dated = DayField(label=_("Tanggal surat"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"dated": clock.today()})
        super().__init__(*args, **kwargs)
        field = self.fields["scheme"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Scheme.objects.filter(ended_on=None)

    def clean(self) -> dict[str, Any]:
        """One of both."""
        values = super().clean() or {}
        if not values.get("scheme") and not values.get("number"):
            self.add_error("number", _("Pilih pola nomor, atau tulis nomor dari sistem lain."))
        return values


class SignedForm(forms.Form):
    """The signed PDF."""

    file = forms.FileField(
        label=_("PDF bertanda tangan"),
        help_text=_("Disegel selagi diunggah. Tanda tangannya diperiksa di sini, tanpa bertanya ke mana pun."),
    )


class DispositionForm(forms.Form):
    """To whom, what to do, until when."""

    receiver = forms.ChoiceField(label=_("Kepada"))
    instructions = forms.MultipleChoiceField(label=_("Instruksi"), choices=list(INSTRUCTIONS.items()), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=kinds.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Disegel bersama surat ini."),
    )
    due_on = DayField(label=_("Sampai dengan"), required=False)

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(account.pk), str(account)) for account in people]


class SchemeForm(forms.Form):
    """A numbering pattern of the office."""

    name = forms.CharField(label=_("Nama pola"), max_length=60)
    pattern = forms.CharField(
        label=_("Pola"),
        max_length=80,
        initial="{number:3}/{class}/{unit}/{month_roman}/{year}",
        help_text=_(
            "Yang dapat dipakai: {number} (atau {number:3} untuk sedikitnya tiga angka), {class}, {unit}, {kind}, {month_roman}, {month}, "
            "{year}. Pisahkan dengan garis miring, titik, atau tanda hubung."
        ),
    )
    classification = forms.CharField(label=_("Kode klasifikasi"), required=False, max_length=20)
    unit = forms.CharField(label=_("Kode unit"), required=False, max_length=20)
    yearly = forms.BooleanField(label=_("Mulai dari 1 setiap tahun"), required=False, initial=True)
    per_kind = forms.BooleanField(label=_("Hitung tiap jenis surat sendiri"), required=False)
    per_unit = forms.BooleanField(label=_("Hitung tiap unit sendiri"), required=False)


class TemplateForm(forms.Form):
    """A DOCX of the office."""

    file = forms.FileField(label=_("Templat DOCX"), help_text=_("Paling besar 2 MB. Makro, objek tertanam, dan isi dari luar ditolak."))


class AnchorForm(forms.Form):
    """A root certificate."""

    file = forms.FileField(
        label=_("Sertifikat akar"), help_text=_("Berkas PEM atau DER dari penerbitnya sendiri. Cocokkan sidiknya lewat jalur lain.")
    )


class FilterForm(forms.Form):
    """What the register can be narrowed to."""

    state = forms.ChoiceField(label=_("Status"), required=False, choices=[("", "—"), *Letter.State.choices])
    kind = forms.ChoiceField(label=_("Jenis"), required=False)
    year = forms.RegexField(label=_("Tahun surat"), regex=r"^(19|20)\d{2}$", required=False)
    number = forms.CharField(label=_("Nomor memuat"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((kind.key, kind.title) for kind in kinds.all_kinds())]
