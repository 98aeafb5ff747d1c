"""What is asked at the desk about imports, exports and keys."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.kernel import clock
from amanah.rooms.complaints.exchange.importing.columns import FIELDS, fold
from amanah.rooms.complaints.exchange.models import Mapping as Kept
from amanah.rooms.complaints.exchange.services.keys import PER_DAY, PER_MINUTE


class FileForm(forms.Form):
    """Only to draw the control: the file was sealed or refused while it came in."""

    use_required_attribute = False
    table = forms.FileField(
        label=_("Berkas CSV atau XLSX"), help_text=_("Ekspor SP4N-LAPOR! atau SIMADU; kolomnya Anda periksa di langkah berikut.")
    )

    def clean_table(self) -> Any:
        """The sealed file as it is."""
        return self.cleaned_data.get("table")


class ColumnsForm(forms.Form):
    """Which column means what; one choice for each thing that a row can say."""

    use_required_attribute = False

    def __init__(self, *args: Any, headers: Sequence[str], columns: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("(tidak ada)")), *dict.fromkeys((fold(header), header) for header in headers if fold(header))]
        for field in FIELDS:
            self.fields[field.key] = forms.ChoiceField(
                label=field.title, choices=choices, required=field.required, initial=columns.get(field.key, "")
            )
        self.fields["keep_as"] = forms.CharField(
            label=_("Simpan pemetaan ini dengan nama"), required=False, max_length=60, help_text=_("Kosongkan bila hanya untuk berkas ini.")
        )

    @property
    def columns(self) -> dict[str, str]:
        """Our field → the folded header chosen for it."""
        return {field.key: self.cleaned_data[field.key] for field in FIELDS if self.cleaned_data.get(field.key)}

    def clean(self) -> dict[str, Any]:
        """Each column means one thing, and what must be said is."""
        cleaned = super().clean() or {}
        chosen: dict[str, str] = {}
        for field in FIELDS:
            name = cleaned.get(field.key, "")
            if name and name in chosen:
                self.add_error(field.key, _("Kolom ini sudah dipilih untuk hal lain."))
            chosen[name] = field.key
        return cleaned


class KeptForm(forms.Form):
    """A mapping that was kept before."""

    use_required_attribute = False
    mapping = forms.ModelChoiceField(Kept.objects.none(), label=_("Pemetaan tersimpan"), to_field_name="name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mapping"].queryset = Kept.objects.all()  # type: ignore[attr-defined]
        self.fields["mapping"].label_from_instance = lambda kept: kept.name  # type: ignore[attr-defined]


class BeginForm(forms.Form):
    """That wrong rows stay outside, said by whoever begins."""

    use_required_attribute = False
    without_wrong = forms.BooleanField(
        label=_("Tinggalkan baris yang salah; impor hanya yang benar"),
        error_messages={"required": _("Nyatakan ini, atau perbaiki berkasnya.")},
    )


class KeyForm(forms.Form):
    """A partner who is to get a key."""

    use_required_attribute = False
    partner = forms.CharField(label=_("Mitra"), max_length=120, help_text=_("Instansi atau aplikasi yang akan mengirim pengaduan."))
    per_minute = forms.IntegerField(label=_("Paling banyak per menit"), min_value=1, max_value=600, initial=PER_MINUTE)
    per_day = forms.IntegerField(label=_("Paling banyak per hari"), min_value=1, max_value=100_000, initial=PER_DAY)


class ExportForm(forms.Form):
    """From which day to which."""

    use_required_attribute = False
    first = forms.DateField(label=_("Diterima sejak"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("sampai"), widget=forms.DateInput(attrs={"type": "date"}))

    @staticmethod
    def usual() -> dict[str, str]:
        """The last thirty days."""
        today = clock.today()
        return {"first": (today - timedelta(days=30)).isoformat(), "last": today.isoformat()}  # not a rule: what is asked for most

    def clean(self) -> dict[str, Any]:
        """In their order."""
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("Mendahului hari pertama."))
        return cleaned
