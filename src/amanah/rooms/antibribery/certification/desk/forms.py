"""What people record of a certification. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import DayField
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.certification import declare
from amanah.rooms.antibribery.certification.models import TITLE, WORDS, Certification
from amanah.rooms.antibribery.certification.services import Days, Terms

_LONG = 1000


def words(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A field for some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=WORDS, widget=widget, required=required, help_text=help_text)


class TermsForm(forms.Form):
    """Body and contract."""

    body = forms.CharField(label=gettext_lazy("Lembaga sertifikasi"), max_length=TITLE)
    accreditation = forms.CharField(
        label=gettext_lazy("Akreditasinya"),
        max_length=TITLE,
        required=False,
        help_text=gettext_lazy("Nomor dan lembaga akreditasi, misalnya KAN."),
    )
    contract = forms.CharField(label=gettext_lazy("Nomor dan tanggal kontrak"), max_length=TITLE, required=False)
    man_days = forms.DecimalField(label=gettext_lazy("Hari orang audit"), max_digits=5, decimal_places=1, min_value=0, required=False)
    major_days = forms.IntegerField(
        label=gettext_lazy("Hari kalender untuk memperbaiki ketidaksesuaian mayor"),
        min_value=1,
        max_value=_LONG,
        required=False,
        help_text=gettext_lazy("Seperti dalam kontrak. Kosongkan bila kontrak tidak menyebutnya; maka aturan umum dipakai."),
    )
    minor_days = forms.IntegerField(
        label=gettext_lazy("Hari kalender untuk memperbaiki ketidaksesuaian minor"), min_value=1, max_value=_LONG, required=False
    )
    reason = words(gettext_lazy("Mengapa diubah?"), 2)

    @property
    def terms(self) -> Terms:
        """What was said, for the verbs."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})

    @classmethod
    def of(cls, one: Certification) -> dict[str, Any]:
        """What a certification holds, as the fields show it."""
        return {name: getattr(one, name) for name in Terms.__dataclass_fields__}


class NewForm(TermsForm):
    """A new certification."""

    reason = None  # type: ignore[assignment]  # nothing is changed yet
    edition = forms.ChoiceField(label=gettext_lazy("Edisi menurut kontrak"))
    field_order = ("edition",)

    def __init__(self, *args: Any, editions: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["edition"]
        field.choices = [(one, scopes.EDITIONS[one]) for one in editions]


class MoveForm(forms.Form):
    """What the body did; only what this move brings is asked."""

    held_from = DayField(label=gettext_lazy("Hari pertama audit"))
    held_to = DayField(label=gettext_lazy("Hari terakhir audit"))
    certificate = forms.CharField(label=gettext_lazy("Nomor sertifikat"), max_length=TITLE)
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))
    valid_to = DayField(
        label=gettext_lazy("Berlaku sampai"), required=False, help_text=gettext_lazy("Seperti pada sertifikat. Kosong: tiga tahun.")
    )
    note = words(gettext_lazy("Catatan"), 3, required=False)

    def __init__(self, *args: Any, move: declare.Move, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not move.visit:
            del self.fields["held_from"], self.fields["held_to"]
        if move.key not in declare.CERTIFYING:
            del self.fields["certificate"], self.fields["valid_from"], self.fields["valid_to"]

    @property
    def days(self) -> Days:
        """What was said, for the verb."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "note" and value}
        return Days(**said)


class PlanForm(forms.Form):
    """When an audit is to be."""

    kind = forms.ChoiceField(label=gettext_lazy("Audit"), choices=list(declare.VISITS.items()))
    day = DayField(label=gettext_lazy("Direncanakan"))


class FindForm(forms.Form):
    """What the body found."""

    grade = forms.ChoiceField(label=gettext_lazy("Golongan temuan"), choices=list(declare.GRADES.items()), widget=forms.RadioSelect)
    clause = forms.CharField(label=gettext_lazy("Klausul"), max_length=40, required=False)
    text = words(
        gettext_lazy("Apa yang ditemukan?"),
        4,
        help_text=gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan."),
    )
    found_on = DayField(label=gettext_lazy("Ditemukan"))


class CorrectForm(forms.Form):
    """How it was corrected."""

    text = words(gettext_lazy("Bagaimana diperbaiki?"), 4)


class AcceptForm(forms.Form):
    """That the body accepted it."""

    letter = forms.CharField(label=gettext_lazy("Surat atau pesan lembaga yang menerimanya"), max_length=TITLE)
