"""The list of sheets with its filters and its export, and the form that opens a sheet."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.instruments import queries, reading, services
from amanah.engines.instruments.declare import COLUMNS, STATES
from amanah.engines.instruments.desk.forms import NewForm
from amanah.engines.instruments.queries import Filters, Row
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.roles import ASSESSOR, VERIFIER
from amanah.engines.instruments.sides import standing
from amanah.engines.narrowing import NarrowForm
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    instrument = forms.ChoiceField(label=gettext_lazy("Instrumen"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=[("", "—"), *((key, one.title) for key, one in STATES.items())]
    )
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    year = forms.IntegerField(label=gettext_lazy("Tahun"), required=False, min_value=1990, max_value=2100)
    number = forms.CharField(label=gettext_lazy("Nomor memuat"), required=False, max_length=14)
    said = {
        "unit": gettext_lazy("unit memuat %(text)s"),
        "year": gettext_lazy("tahun %(text)s"),
        "number": gettext_lazy("nomor memuat %(text)s"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        if isinstance(field, forms.ChoiceField):
            language = get_language() or "id"
            field.choices = [("", "—"), *((key, one.title.get(language)) for key, one in reading.instruments().items())]


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The sheets one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("instruments:list")
    )
    context |= {"rows": [_line(row) for row in context["rows"]], "columns": COLUMNS, "may_open": may_open(request.viewer)}
    return render(request, "instruments/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every sheet of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    headers = [_("Nomor"), _("Instrumen"), _("Edisi"), _("Unit"), _("Periode mulai"), _("Periode sampai"), _("Putaran"), _("Status")]
    headers += [str(title) for title in COLUMNS.values()] + [_("Putusan")]
    return table(_("lembar kerja"), form, headers, [_exported(row) for row in rows])


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Open a sheet for a unit and a period."""
    if not may_open(request.viewer):
        raise PermissionDenied
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            sheet = services.open_sheet(said["instrument"], said["unit"], said["period_from"], said["period_to"], viewer=request.viewer)
        except Refused as refusal:
            form.add_error(
                None, _("Anda tidak mengisi atau memverifikasi lembar kerja unit ini.") if refusal.code == "side" else str(refusal)
            )
        else:
            messages.success(request, _("Lembar kerja dibuka."))
            return redirect("instruments:show", sheet.number)
    return render(request, "instruments/new.html", {"form": form}, status=400 if form.errors else 200)


def may_open(viewer: Viewer) -> bool:
    """Whether there is any unit for which they could open a sheet."""
    return bool(standing(viewer).heads) or viewer.has_any((ASSESSOR.key, VERIFIER.key))


def _line(row: Row) -> dict[str, Any]:
    known = reading.instruments().get(row.sheet.instrument)
    title = known.title.get(get_language() or "id") if known else row.sheet.instrument
    return {"row": row, "title": title, "results": [row.results.get(column) for column in COLUMNS]}


def _exported(row: Row) -> list[Any]:
    sheet = row.sheet
    days = [sheet.period_from, sheet.period_to]
    totals = [float(row.results[column].total) if column in row.results else None for column in COLUMNS]
    texts = [sheet.number, _line(row)["title"], sheet.edition.edition, sheet.unit.name]
    return [*texts, *days, sheet.round, str(sheet.stands.title), *totals, sheet.verdict]
