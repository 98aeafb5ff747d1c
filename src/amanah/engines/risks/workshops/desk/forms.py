"""What people write in workshops. Everything here is kept in clear."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm
from amanah.engines.risks.declare import BRIBERY, STAGES
from amanah.engines.risks.desk.forms import ScoreForm as RegisterScoreForm
from amanah.engines.risks.models import Risk
from amanah.engines.risks.workshops.models import TITLE, WORDS, State
from amanah.foundation.organisation.desk.fields import DayField, PeopleField, PersonField, UnitField

NEUTRAL = gettext_lazy("Tanpa isi laporan dan tanpa hal yang menunjuk pelapor. Kata ini tidak disegel.")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class UnitForm(forms.Form):
    """Whose register a workshop is about."""

    unit = UnitField(label=gettext_lazy("Unit yang registernya dinilai"))


class CallForm(forms.Form):
    """A new workshop. The risks to choose from are those of the unit."""

    title = forms.CharField(label=gettext_lazy("Judul lokakarya"), max_length=TITLE, help_text=NEUTRAL)
    purpose = forms.CharField(
        label=gettext_lazy("Tujuan atau pengantar"), max_length=WORDS, required=False, widget=_area(3), help_text=NEUTRAL
    )
    stage = forms.ChoiceField(label=gettext_lazy("Apa yang dinilai?"), choices=list(STAGES.items()), widget=forms.RadioSelect)
    risks = forms.MultipleChoiceField(label=gettext_lazy("Risiko yang dinilai"), widget=forms.CheckboxSelectMultiple)
    persons = PeopleField(label=gettext_lazy("Peserta"))
    until = DayField(label=gettext_lazy("Penilaian paling lambat"))

    def __init__(self, *args: Any, risks: Sequence[Risk], least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._risks = {str(risk.pk): risk for risk in risks}
        field: Any = self.fields["risks"]
        field.choices = [(key, f"{risk.number} {risk.title}") for key, risk in self._risks.items()]
        self.fields["persons"].help_text = _(
            "Satu orang tiap baris: NIP, nomor lain, atau nama. Sedikitnya %(least)d orang; Anda boleh ikut."
        ) % {"least": least}

    @property
    def chosen(self) -> list[Risk]:
        """The risks that were chosen, in the order of the list."""
        wanted = set(self.cleaned_data["risks"])
        return [risk for key, risk in self._risks.items() if key in wanted]


class ScoreForm(RegisterScoreForm):
    """One person's judgement of one risk, on the scales with their meanings."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=WORDS,
        widget=_area(4),
        help_text=gettext_lazy("Apa yang Anda lihat atau alami sehingga menilai demikian? Tanpa isi laporan dan tanpa nama."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["seen"]  # the register's page shows the score before it is saved; here nobody is to reckon with bands


class SettleForm(ScoreForm):
    """What the workshop came to; a bribery risk is also put into its class."""

    bribery_class = forms.ChoiceField(
        label=gettext_lazy("Golongan risiko suap"), required=False, choices=[("", gettext_lazy("Tidak diubah")), *BRIBERY.items()]
    )
    bribery_reason = forms.CharField(label=gettext_lazy("Alasan golongan risiko suap"), max_length=WORDS, required=False, widget=_area(3))

    def __init__(self, *args: Any, risk: Risk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Alasan penetapan")
        self.fields["reason"].help_text = _("Mengapa nilai ini, dan bagaimana perbedaan pendapat diselesaikan?")
        if risk.kind not in {"bribery", "corruption"}:
            del self.fields["bribery_class"], self.fields["bribery_reason"]


class WordsForm(forms.Form):
    """Words that an act needs."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=_area(4))


class ReasonForm(forms.Form):
    """A short reason."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, widget=_area(3))


class CloseForm(forms.Form):
    """Words to end with."""

    text = forms.CharField(label=gettext_lazy("Kesimpulan"), max_length=WORDS, required=False, widget=_area(4))


class InviteForm(forms.Form):
    """One more participant."""

    person = PersonField(label=gettext_lazy("Peserta tambahan"))


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = forms.ChoiceField(label=gettext_lazy("Tahap"), required=False, choices=[("", "—"), *State.choices])
    mine = forms.BooleanField(label=gettext_lazy("Hanya yang mengundang saya"), required=False)
    said = {"mine": gettext_lazy("mengundang saya")}

    def titled(self, name: str, value: Any) -> str:
        """Within a sentence."""
        return super().titled(name, value).lower()
