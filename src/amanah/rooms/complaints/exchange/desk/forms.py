"""What is asked at the desk about imports, exports and keys."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports.desk import forms as table
from amanah.kernel import clock
from amanah.rooms.complaints.exchange.importing.columns import FIELDS
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


class ColumnsForm(table.ColumnsForm):
    """Which column means what, and a name under which that is kept for the next file."""

    def __init__(self, *args: Any, headers: Sequence[str], chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, columns=FIELDS, headers=headers, chosen=chosen, **kwargs)
        self.fields["keep_as"] = forms.CharField(
            label=_("Simpan pemetaan ini dengan nama"), required=False, max_length=60, help_text=_("Kosongkan bila hanya untuk berkas ini.")
        )


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
