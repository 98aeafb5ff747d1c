"""What the desk asks about shared keys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.vault.quorum.models import LEAST, MOST

LONGEST_OPENING = 60


class RuleForm(forms.Form):
    """How keys are split from now on."""

    threshold = forms.IntegerField(
        label=_("Berapa pemegang harus bersama?"),
        help_text=_("Paling sedikit dua: tidak pernah seorang diri."),
        min_value=LEAST,
        max_value=MOST,
    )
    most = forms.IntegerField(
        label=_("Paling banyak berapa pemegang per laporan?"),
        help_text=_("Bila lebih banyak orang memegang peran ini, yang paling lama memegangnya didahulukan."),
        min_value=LEAST,
        max_value=MOST,
    )
    days = forms.IntegerField(
        label=_("Berapa hari satu pembukaan berlaku?"),
        help_text=_("Sesudahnya laporan tertutup lagi dengan sendirinya."),
        min_value=1,
        max_value=LONGEST_OPENING,
    )

    def clean(self) -> dict[str, Any]:
        """No more people needed than there are shares."""
        cleaned = super().clean() or {}
        if cleaned.get("threshold", 0) > cleaned.get("most", MOST):
            self.add_error("most", _("Jumlah pemegang tidak boleh kurang dari yang harus bersama."))
        return cleaned
