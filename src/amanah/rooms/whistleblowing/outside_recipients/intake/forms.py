"""What an outside recipient types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, Step
from amanah.rooms.whistleblowing.outside_recipients.packages import usable


class WordsForm(Step):
    """The words of the appointment, typed as a reporter types a receipt."""

    receipt = forms.CharField(
        label=_("Delapan kata dan angka Anda"),
        help_text=_("Dari lembar yang Anda terima saat ditunjuk. Pisahkan dengan spasi, koma, atau baris baru."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Tulis delapan kata dan angka dari lembar penunjukan Anda.")},
    )


class WriteForm(Step):
    """One message, to either side."""

    text = LongText(label=_("Tulis pesan"), rows=5, error_messages={"required": _("Tulis pesan dahulu.")})

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label


class AgeForm(Step):
    """The public half of an age key, or nothing."""

    age_key = forms.CharField(
        label=_("Kunci publik age"),
        help_text=_(
            "Dimulai dengan “age1”. Dengan kunci ini laporan dapat diunduh sebagai paket terenkripsi. Kosongkan untuk menghapusnya."
        ),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_age_key(self) -> str:
        """A key that age can encrypt for."""
        key = str(self.cleaned_data["age_key"]).strip()
        if key and not usable(key):
            raise forms.ValidationError(_("Ini bukan kunci publik age. Salin seluruh baris yang dimulai dengan “age1”."))
        return key
