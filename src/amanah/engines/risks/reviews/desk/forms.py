"""What people write in reviews. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm
from amanah.engines.risks.criteria import Criteria
from amanah.engines.risks.reviews.models import WORDS, State
from amanah.foundation.organisation.desk.fields import DayField, UnitField

NEUTRAL = gettext_lazy("Tanpa isi laporan dan tanpa hal yang menunjuk pelapor. Kata ini tidak disegel.")
SAID = (
    ("confirmed", gettext_lazy("Tetap: nilai dan uraiannya masih benar")),
    ("changed", gettext_lazy("Berubah: dinilai kembali, atau uraiannya sudah diubah")),
    ("closed", gettext_lazy("Ditutup: risiko ini sudah tidak ada")),
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpenForm(forms.Form):
    """A new round."""

    unit = UnitField(label=gettext_lazy("Unit yang registernya ditinjau"))
    deep = forms.BooleanField(label=gettext_lazy("Termasuk unit di bawahnya"), required=False, initial=True)
    period_from = DayField(label=gettext_lazy("Masa yang ditinjau: dari"))
    period_to = DayField(label=gettext_lazy("Masa yang ditinjau: sampai"))


class SayForm(forms.Form):
    """What the round says of one risk."""

    verdict = forms.ChoiceField(label=gettext_lazy("Bagaimana risiko ini sekarang?"), choices=SAID, widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=_area(4), help_text=NEUTRAL)
    likelihood = forms.TypedChoiceField(label=gettext_lazy("Kemungkinan sekarang"), coerce=int, empty_value=None, required=False)
    impact = forms.TypedChoiceField(label=gettext_lazy("Dampak sekarang"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, scale: Criteria, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, levels in (("likelihood", scale.likelihood), ("impact", scale.impact)):
            field: Any = self.fields[name]
            field.choices = [
                ("", _("tidak dinilai kembali")),
                *((one.number, f"{one.number}. {one.title.get(language)}") for one in levels),
            ]
            field.help_text = _("Risiko tersisa. Hanya bila berubah.")

    def clean(self) -> dict[str, Any]:
        """A new score names both axes."""
        values: dict[str, Any] = super().clean() or {}
        likelihood, impact = values.get("likelihood"), values.get("impact")
        if (likelihood is None) != (impact is None):
            self.add_error("impact" if impact is None else "likelihood", ValidationError(_("Isi kemungkinan dan dampak keduanya.")))
        return values


class WordsForm(forms.Form):
    """Words that an act needs."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=_area(5), help_text=NEUTRAL)


class SignForm(forms.Form):
    """Words that may go with a signature."""

    text = forms.CharField(label=gettext_lazy("Catatan pengesahan"), max_length=WORDS, required=False, widget=_area(4))


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = forms.ChoiceField(label=gettext_lazy("Tahap"), required=False, choices=[("", "—"), *State.choices])

    def titled(self, name: str, value: Any) -> str:
        """Within a sentence."""
        return super().titled(name, value).lower()
