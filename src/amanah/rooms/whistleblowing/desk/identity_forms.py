"""Asking for an identity, and whether the reporter can be told now."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk.forms import ReasonForm
from amanah.kernel import clock
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.services.identity import Silence
from amanah.rooms.whistleblowing.words import PURPOSES

GROUNDS = {
    IdentityRequest.Ground.INQUIRY: _("Diminta penegak hukum secara tertulis demi penyidikan"),
    IdentityRequest.Ground.COURT: _("Perintah pengadilan"),
}
LONGEST_SILENCE = timedelta(days=366)


class IdentityForm(ReasonForm):
    """Why, and for what: the reporter is told the purpose, never the reason's words."""

    purpose = forms.ChoiceField(
        label=_("Untuk apa?"),
        help_text=_("Pelapor diberi tahu tujuan ini dan tanggal pembukaannya, bukan alasan di atas."),
        choices=list(PURPOSES.items()),
        required=False,
    )

    def clean_purpose(self) -> str:
        """The first where none was chosen."""
        return str(self.cleaned_data["purpose"] or IdentityRequest.Purpose.CLARIFY)


class SilenceForm(forms.Form):
    """A ground and a last day, both or neither."""

    ground = forms.ChoiceField(
        label=_("Mengapa pelapor belum boleh diberi tahu?"),
        choices=[("", _("Boleh diberi tahu sekarang")), *GROUNDS.items()],
        required=False,
    )
    until = forms.DateField(label=_("Sampai tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """Silence needs a ground and a day within a year from now."""
        cleaned = super().clean() or {}
        ground, until = cleaned.get("ground"), cleaned.get("until")
        if bool(ground) != bool(until) or (until and not clock.today() < until <= clock.today() + LONGEST_SILENCE):
            raise forms.ValidationError(_("Pilih alasan dan hari sesudah hari ini, atau kosongkan keduanya."))
        return cleaned

    @property
    def silence(self) -> Silence:
        """What was chosen."""
        return Silence(self.cleaned_data["ground"], self.cleaned_data["until"])
