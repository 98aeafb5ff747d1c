"""What a reporter fills in about retaliation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, Step
from amanah.rooms.whistleblowing.protection.questions import PRESSURES


class CheckInForm(Step):
    """One question with coded answers, and words."""

    answer = forms.ChoiceField(
        label=_("Apakah Anda mengalami tekanan?"),
        help_text=_("Misalnya diancam, dimutasi, dinilai buruk, dikucilkan, atau dipersulit sesudah melapor."),
        choices=list(PRESSURES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu jawaban.")},
    )
    told = LongText(label=_("Apa yang terjadi?"), help_text=_("Boleh dikosongkan. Tersegel seperti pesan lain."), required=False, rows=3)


class RetaliationForm(Step):
    """Retaliation as a report of its own."""

    case = forms.UUIDField(widget=forms.HiddenInput)
    what = LongText(
        label=_("Apa yang terjadi sesudah Anda melapor?"),
        help_text=_("Apa, kapan, dan apa akibatnya bagi Anda."),
        rows=8,
        error_messages={"required": _("Tulis apa yang terjadi.")},
    )
    who = LongText(
        label=_("Siapa yang melakukannya?"),
        help_text=_("Satu nama tiap baris; boleh dikosongkan. Mereka, dan atasannya, tidak akan dapat melihat laporan ini."),
        required=False,
        rows=3,
    )
