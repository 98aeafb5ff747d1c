"""What people write about an indicator. Everything here is kept in clear."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.controls.desk.forms import CLEAR, area
from amanah.engines.risks.indicators import declare, periods, queries
from amanah.engines.risks.indicators.imports import decimal
from amanah.engines.risks.indicators.models import NOTE, TITLE, WORDS, Indicator
from amanah.engines.risks.redflags import titles
from amanah.foundation.imports.values import Unfit
from amanah.foundation.organisation.desk.fields import PersonField, UnitField
from amanah.kernel import clock

EARLIER = 3
"""Periods before the present one that the form offers although they have a value or are not missing."""


class NumberField(forms.CharField):
    """A number as people write it here (1.250,5) or as programs do (1250.5)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal | None:
        """The number; None where nothing stands and nothing need stand."""
        said = super().clean(value)
        try:
            return decimal(said)
        except Unfit as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from None


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(gettext_lazy("Dipantau"), declare.STATES)
    level = offer(gettext_lazy("Nilai terakhir"), {**declare.LEVELS, "unread": declare.UNREAD})
    due = offer(gettext_lazy("Nilai yang ditunggu"), {"missing": gettext_lazy("nilainya terlambat")})
    feed = offer(gettext_lazy("Sumber"), declare.SOURCES)
    mine = offer(gettext_lazy("Bagian saya"), {"read": gettext_lazy("saya isi")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("nama atau nomor memuat %(text)s")}


class IndicatorForm(forms.Form):
    """An indicator."""

    title = forms.CharField(label=gettext_lazy("Apa yang diukur?"), max_length=TITLE, help_text=CLEAR)
    description = forms.CharField(label=gettext_lazy("Bagaimana mengukurnya"), max_length=WORDS, required=False, widget=area(3))
    measured_in = forms.CharField(label=gettext_lazy("Satuan"), max_length=40, help_text=gettext_lazy("Misalnya berkas, hari, atau %."))
    direction = forms.ChoiceField(label=gettext_lazy("Arah"), choices=list(declare.DIRECTIONS.items()), widget=forms.RadioSelect)
    amber = NumberField(label=gettext_lazy("Ambang waspada"), help_text=gettext_lazy("Mulai nilai ini: waspada."))
    red = NumberField(label=gettext_lazy("Ambang merah"), help_text=gettext_lazy("Mulai nilai ini risikonya ditandai untuk dinilai ulang."))
    frequency = forms.ChoiceField(label=gettext_lazy("Masa ukur"), choices=list(periods.FREQUENCIES.items()), initial="monthly")
    feed = forms.ChoiceField(label=gettext_lazy("Sumber nilai"), choices=list(declare.SOURCES.items()))
    redflag = forms.ChoiceField(
        label=gettext_lazy("Indikasi (red flag)"),
        required=False,
        help_text=gettext_lazy("Hanya bila nilainya dari hasil pemindaian indikasi."),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Yang dihitung"), required=False, choices=[("", "—"), *declare.MEASURES.items()])
    subjects = forms.CharField(
        label=gettext_lazy("Hanya subjek yang memuat"),
        required=False,
        max_length=TITLE,
        help_text=gettext_lazy("Misalnya kode kantor. Kosong: semua subjek pemindaian."),
    )
    unit = UnitField(label=gettext_lazy("Unit"))
    owner = PersonField(
        label=gettext_lazy("Orang yang mengisi"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        field: Any = self.fields["redflag"]
        field.choices = [("", "—"), *((key, f"{key} {title.get(language)}") for key, title in titles().items())]

    @classmethod
    def of(cls, indicator: Indicator) -> dict[str, Any]:
        """What an indicator holds, as the fields show it."""
        names = ("title", "description", "measured_in", "direction", "frequency", "feed", "redflag", "measure", "subjects")
        owner = indicator.owner
        return {
            **{name: getattr(indicator, name) for name in names},
            "amber": plain(indicator.amber),
            "red": plain(indicator.red),
            "unit": indicator.unit.code,
            "owner": (owner.nip or owner.other_number or owner.name) if owner else "",
        }


class ChangeForm(IndicatorForm):
    """An indicator, and why it is changed."""

    reason = forms.CharField(label=gettext_lazy("Mengapa diubah?"), max_length=WORDS, widget=area(2))


class ReadingForm(forms.Form):
    """The value of a period."""

    period = forms.ChoiceField(label=gettext_lazy("Masa"))
    value = NumberField(label=gettext_lazy("Nilai"))
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        required=False,
        max_length=NOTE,
        widget=area(2),
        help_text=gettext_lazy("Wajib bila masa itu sudah bernilai: mengapa nilainya diganti."),
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = periods.containing(clock.today(), indicator.frequency)
        offered = {present, *queries.missing(indicator)}
        for _n in range(EARLIER):
            present = periods.before(present, indicator.frequency)
            offered.add(present)
        ordered = sorted(offered, reverse=True)
        field: Any = self.fields["period"]
        field.choices = [(period.first.isoformat(), periods.label(period, indicator.frequency)) for period in ordered]
        missing = queries.missing(indicator)
        field.initial = (missing[0] if missing else ordered[0]).first.isoformat()
        self.fields["value"].label = _("Nilai (%(unit)s)") % {"unit": indicator.measured_in}

    @property
    def day(self) -> date:
        """The first day of the chosen period."""
        return date.fromisoformat(self.cleaned_data["period"])


class RiskForm(forms.Form):
    """Which risk."""

    risk = forms.CharField(
        label=gettext_lazy("Nomor risiko"), max_length=14, help_text=gettext_lazy("Misalnya RS-26-7F3K9Q, seperti pada register risiko.")
    )


class ReasonForm(forms.Form):
    """Why."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(3))


class RunForm(forms.Form):
    """The files of a scan."""

    period = forms.DateField(
        label=gettext_lazy("Satu hari dalam masa yang dipindai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    summary = forms.FileField(label=gettext_lazy("summary.json"), widget=forms.FileInput(attrs={"accept": ".json"}))
    availability = forms.FileField(label=gettext_lazy("availability.csv"), widget=forms.FileInput(attrs={"accept": ".csv"}))
    results = forms.FileField(
        label=gettext_lazy("results.csv"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        help_text=gettext_lazy("Hanya perlu bila suatu indikator menghitung sebagian subjek saja. Paling besar 20 MB."),
    )


def plain(value: Decimal) -> str:
    """A number without needless noughts, with a comma in Indonesian."""
    text = f"{value.normalize():f}"
    return text if (get_language() or "id").startswith("en") else text.replace(".", ",")
