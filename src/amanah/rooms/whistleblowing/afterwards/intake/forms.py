"""What a reporter fills in afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, ShortText, Step, titled
from amanah.rooms.whistleblowing.afterwards.queries import Recipient
from amanah.rooms.whistleblowing.afterwards.questions import ANSWERS, QUESTIONS, SKIP


class GiveIdentityForm(Step):
    """Who one is, and who shall know."""

    name = ShortText(label=_("Nama Anda"), error_messages={"required": _("Tulis nama Anda, atau kembali tanpa memberitahukannya.")})
    contact = ShortText(
        label=_("Cara menghubungi Anda"), help_text=_("Boleh dikosongkan. Nomor atau surel pribadi, bukan milik kantor."), required=False
    )
    note = LongText(
        label=_("Pesan tentang menghubungi Anda"),
        help_text=_("Misalnya “hanya malam hari” atau “jangan menelepon ke rumah”."),
        required=False,
        rows=2,
    )
    to = forms.MultipleChoiceField(
        label=_("Siapa yang boleh membacanya?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu penerima."),
            "invalid_choice": _("Salah satu penerima tidak dapat lagi menerimanya. Pilih dari daftar ini."),
        },
    )

    passes_on = forms.BooleanField(
        label=_("Boleh diteruskan kepada penggantinya"),
        help_text=_(
            "Bila penerima itu pindah tugas, penggantinya dalam laporan ini dapat membacanya juga. Tanpa ini, hanya orang yang Anda pilih."
        ),
        required=False,
    )

    def __init__(self, recipients: list[Recipient], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, titled(one.title, one.hint)) for one in recipients]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a choice field, declared above


class RatingForm(Step):
    """Three questions with coded answers, and words."""

    heard = forms.ChoiceField(label=QUESTIONS["heard"], choices=list(ANSWERS.items()), widget=forms.RadioSelect, initial=SKIP)
    informed = forms.ChoiceField(label=QUESTIONS["informed"], choices=list(ANSWERS.items()), widget=forms.RadioSelect, initial=SKIP)
    safe = forms.ChoiceField(label=QUESTIONS["safe"], choices=list(ANSWERS.items()), widget=forms.RadioSelect, initial=SKIP)
    text = LongText(label=_("Apa yang seharusnya lebih baik?"), help_text=_("Boleh dikosongkan."), required=False, rows=4)
