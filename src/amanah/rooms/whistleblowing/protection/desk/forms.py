"""What handlers write about protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import DayField
from amanah.rooms.whistleblowing.protection.questions import ANSWERS, MEASURES, PRESSURES, RISKS

LONGEST = 20_000


def _text(label: Any, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class AssessmentForm(forms.Form):
    """The sheet on the risk of retaliation. The level is computed, so there is no field for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in RISKS.items():
            self.fields[key] = forms.ChoiceField(label=question, choices=list(ANSWERS.items()), initial="no")
        self.fields["text"] = _text(_("Penjelasan"), required=False)


class MeasureForm(forms.Form):
    """What is done for protection."""

    measure = forms.ChoiceField(label=gettext_lazy("Tindakan perlindungan"), choices=[(one.key, one.title) for one in MEASURES.values()])
    text = _text(gettext_lazy("Apa yang dilakukan, oleh siapa, sampai kapan"))


class CheckForm(forms.Form):
    """What was seen or heard at a check-in."""

    answer = forms.ChoiceField(label=gettext_lazy("Tampak tanda tekanan?"), choices=list(PRESSURES.items()), widget=forms.RadioSelect)
    text = _text(gettext_lazy("Apa yang dilihat atau didengar"))


class LpskForm(forms.Form):
    """A referral to the witness and victim protection agency."""

    number = forms.CharField(label=gettext_lazy("Nomor surat"), max_length=80, required=False)
    sent_on = DayField(label=gettext_lazy("Dikirim pada"), required=False)
    reply_on = DayField(label=gettext_lazy("Dijawab pada"), required=False)
    reply = _text(gettext_lazy("Isi jawaban"), rows=3, required=False)
    text = _text(gettext_lazy("Isi surat"), rows=10)

    @property
    def facts(self) -> dict[str, str]:
        """What is kept beside the letter's text."""
        values = self.cleaned_data
        days = {name: values[name].isoformat() for name in ("sent_on", "reply_on") if values.get(name)}
        return {"number": values["number"], "reply": values["reply"], **days}


class ClearingForm(forms.Form):
    """Clearing the name of somebody who was named without proof."""

    needed = forms.ChoiceField(
        label=gettext_lazy("Apakah diketahui bahwa orang ini pernah disebut?"),
        choices=[
            ("yes", gettext_lazy("Ya: sampaikan surat pemulihan nama baik")),
            ("no", gettext_lazy("Tidak pernah diketahui siapa pun di luar penangan: surat justru membuka laporan")),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=gettext_lazy("Nama dan jabatan"), max_length=200, required=False)
    number = forms.CharField(label=gettext_lazy("Nomor surat"), max_length=80, required=False)
    text = _text(gettext_lazy("Isi surat, atau mengapa tidak diperlukan"), rows=8)
    delivered_on = DayField(label=gettext_lazy("Disampaikan pada"), required=False)

    def clean(self) -> dict[str, Any]:
        """A letter is addressed to somebody."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("needed") == "yes" and not values.get("name"):
            self.add_error("name", _("Sebutkan kepada siapa surat ini."))
        return values

    @property
    def facts(self) -> dict[str, str]:
        """What is kept beside the letter's text."""
        return {name: self.cleaned_data[name] for name in ("needed", "name", "number")}
