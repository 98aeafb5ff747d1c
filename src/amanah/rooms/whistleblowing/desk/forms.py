"""What only this room writes about a report. Every text here is sealed before it is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk.forms import LONGEST, Writing
from amanah.rooms.whistleblowing import triage


class PlanForm(Writing):
    """The plan of the inquiry: hypotheses, steps, who, when."""

    label = _("Rencana pemeriksaan")
    hint = _("Hipotesis, langkah, siapa melakukan apa, dan kapan. Rencana baru menggantikan yang lama; yang lama tetap tersimpan.")


class TriageForm(forms.Form):
    """The triage sheet: how complete, how serious, whose, how urgent."""

    complete = forms.MultipleChoiceField(
        label=_("Unsur yang sudah terjawab"),
        choices=triage.ELEMENTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Apa yang sudah cukup jelas untuk ditelusuri tanpa bertanya lagi."),
    )
    seriousness = forms.ChoiceField(label=_("Keseriusan"), choices=triage.SERIOUSNESS, widget=forms.RadioSelect)
    jurisdiction = forms.ChoiceField(label=_("Kewenangan"), choices=triage.JURISDICTION, widget=forms.RadioSelect)
    urgency = forms.ChoiceField(label=_("Kemendesakan"), choices=triage.URGENCY, widget=forms.RadioSelect)
    pressure = forms.ChoiceField(
        label=_("Tekanan terhadap pelapor"),
        choices=triage.PRESSURE,
        widget=forms.RadioSelect,
        help_text=_("Perhatikan terutama bila pelapor meminta tidak dihubungi lagi."),
    )
    summary = forms.CharField(
        label=_("Ringkasan telaah"),
        help_text=_("Pokok dugaan, petunjuk yang dapat diperiksa, dan usul langkah berikutnya."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def sheet(self) -> triage.Sheet:
        """The cleaned answers as the sheet that is sealed."""
        values = self.cleaned_data
        return triage.Sheet(**(values | {"complete": tuple(values["complete"])}))
