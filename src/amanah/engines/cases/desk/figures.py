"""Figures one may count: a question per panel, each picture with its table."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from amanah.engines.cases import queries, registry
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.desk import drawing
from amanah.engines.cases.desk.filters import kinds_of
from amanah.engines.cases.queries.figures import Figures, may_count
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock

YEAR = timedelta(days=365)
LONGEST = timedelta(days=1100)


class PeriodForm(forms.Form):
    """Which kind, from when to when."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis perkara"), required=False)
    since = forms.DateField(label=gettext_lazy("Sejak"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=gettext_lazy("Sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: QueryDict, kinds: list[CaseKind]) -> None:
        super().__init__(data)
        field: Any = self.fields["kind"]
        field.choices = [(kind.key, kind.title) for kind in kinds]
        if len(kinds) == 1:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """A period has a beginning before its end, and is short enough to be drawn."""
        given: dict[str, Any] = super().clean() or {}
        since, until = _period(given)
        if since > until:
            raise forms.ValidationError(_("Tanggal awal harus sebelum tanggal akhir."))
        if until - since > LONGEST:
            raise forms.ValidationError(_("Pilih rentang paling lama tiga tahun."))
        return given


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The figures of one kind in one period."""
    kinds = _countable(request.viewer)
    form = PeriodForm(request.GET, kinds)
    figures = _figures(request, form, kinds)
    context: dict[str, Any] = {"form": form, "figures": figures, "query": request.GET.urlencode()}
    if figures is not None:
        context |= {
            "trend": drawing.columns([(month.month, month.opened or 0, month.closed or 0) for month in figures.months]),
            "states": drawing.bars(figures.states),
            "topics": drawing.bars(figures.topics),
            "outcomes": drawing.bars(figures.outcomes),
            "clocks": drawing.shares(figures.clocks),
        }
    return render(request, "cases/statistics.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The same figures as one table."""
    kinds = _countable(request.viewer)
    figures = _figures(request, PeriodForm(request.GET, kinds), kinds)
    if form not in TYPES or figures is None:
        raise Http404
    return table(_("angka"), form, [_("Bagian"), _("Butir"), _("Jumlah")], _lines(figures))


def _lines(figures: Figures) -> list[list[Any]]:
    few = _("kurang dari 5")
    parts: list[tuple[str, list[tuple[str, int | None]]]] = [
        (_("Diterima per bulan"), [(month.month.isoformat()[:7], month.opened) for month in figures.months]),
        (_("Ditutup per bulan"), [(month.month.isoformat()[:7], month.closed) for month in figures.months]),
        (_("Status"), [(str(counted.title), counted.count) for counted in figures.states]),
        (_("Pokok masalah"), [(str(counted.title), counted.count) for counted in figures.topics]),
        (_("Hasil"), [(str(counted.title), counted.count) for counted in figures.outcomes]),
        (_("Tenggat terpenuhi"), [(str(kept.title), kept.met) for kept in figures.clocks]),
        (_("Tenggat terlewat"), [(str(kept.title), kept.missed) for kept in figures.clocks]),
    ]
    return [[part, title, few if count is None else count] for part, rows in parts for title, count in rows]


def _countable(viewer: Viewer) -> list[CaseKind]:
    return list(registry.kinds()) if may_count(viewer) else kinds_of(viewer)


def _figures(request: StaffRequest, form: PeriodForm, kinds: list[CaseKind]) -> Figures | None:
    if not kinds or not form.is_valid():
        return None
    since, until = _period(form.cleaned_data)
    return queries.statistics(request.viewer, form.cleaned_data.get("kind") or kinds[0].key, since=since, until=until)


def _period(given: dict[str, Any]) -> tuple[date, date]:
    until = given.get("until") or clock.today()
    return given.get("since") or (until - YEAR).replace(day=1), until
