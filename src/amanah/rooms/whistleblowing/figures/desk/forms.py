"""Which months, which receiver, which topic."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.kernel import clock
from amanah.rooms.whistleblowing.figures.queries import Chosen
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING as KIND

LONGEST = 36
"""Months: what a picture can show."""


class MonthField(forms.CharField):
    """A month as browsers send it, "2026-03"; the first day of it."""

    widget = forms.TextInput(attrs={"type": "month", "pattern": "[0-9]{4}-[0-9]{2}", "placeholder": "2026-03"})

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for what is no month."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise forms.ValidationError(_("Tulis bulan seperti 2026-03: tahun, lalu bulan.")) from None


class PeriodForm(forms.Form):
    """What to count; without an answer the twelve months until now."""

    since = MonthField(label=gettext_lazy("Sejak bulan"), required=False)
    until = MonthField(label=gettext_lazy("Sampai bulan"), required=False)
    route = forms.ChoiceField(label=gettext_lazy("Penerima"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Pokok masalah"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        every = ("", _("Semua"))
        route, topic = self.fields["route"], self.fields["topic"]
        route.choices = [every, *((code, title) for code, (title, _role) in KIND.routes.items())]  # type: ignore[attr-defined]
        topic.choices = [every, *KIND.topics.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The beginning comes before the end, and the period can be drawn."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        chosen = self.chosen(given)
        if chosen.first > chosen.last:
            raise forms.ValidationError(_("Bulan awal harus sebelum bulan akhir."))
        if _months(chosen) > LONGEST:
            raise forms.ValidationError(_("Pilih rentang paling lama tiga tahun."))
        return given

    def chosen(self, given: dict[str, Any] | None = None) -> Chosen:
        """What was asked for; call it once the form is valid."""
        found = self.cleaned_data if given is None else given
        last = found.get("until") or clock.today().replace(day=1)
        first = found.get("since") or date(last.year - (last.month < 12), last.month % 12 + 1, 1)  # noqa: PLR2004 - months of a year
        return Chosen(first, last, found.get("route") or "", found.get("topic") or "")


def _months(chosen: Chosen) -> int:
    return (chosen.last.year - chosen.first.year) * 12 + chosen.last.month - chosen.first.month + 1
