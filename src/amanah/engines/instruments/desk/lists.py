"""The list of sheets with its filters and its export, and the form that opens a sheet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.instruments import queries, reading, services
from amanah.engines.instruments.declare import COLUMNS, STATES
from amanah.engines.instruments.desk.forms import NewForm
from amanah.engines.instruments.desk.requests import StaffRequest
from amanah.engines.instruments.queries import Filters, Row
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.roles import ASSESSOR, VERIFIER
from amanah.engines.instruments.sides import standing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table

MOST = 10_000
"""The most rows one export holds."""


class FilterForm(forms.Form):
    """What the list can be narrowed to."""

    instrument = forms.ChoiceField(label=gettext_lazy("Instrumen"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=[("", "—"), *((key, one.title) for key, one in STATES.items())]
    )
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    year = forms.IntegerField(label=gettext_lazy("Tahun"), required=False, min_value=1990, max_value=2100)
    number = forms.CharField(label=gettext_lazy("Nomor memuat"), required=False, max_length=14)

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
    chosen = _read(form)
    after = request.GET.get("after", "")
    try:
        page = queries.listing(request.viewer, chosen, after=after)
    except ValueError:
        raise Http404 from None
    query = _kept(request.GET)
    here = reverse("instruments:list")
    context = {
        "form": form,
        "rows": [_line(row) for row in page.rows],
        "columns": COLUMNS,
        "sentence": [{"text": text, "url": _without(request.GET, name)} for name, text in _words(form)],
        "query": query,
        "may_open": may_open(request.viewer),
        "next_url": f"{here}?{query}&after={page.after}" if page.after else "",
        "first_url": f"{here}?{query}" if after else "",
    }
    return render(request, "instruments/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every sheet of the same filters, at most MOST."""
    if form not in TYPES:
        raise Http404
    chosen = _read(FilterForm(request.GET))
    headers = [_("Nomor"), _("Instrumen"), _("Edisi"), _("Unit"), _("Periode mulai"), _("Periode sampai"), _("Putaran"), _("Status")]
    headers += [str(title) for title in COLUMNS.values()] + [_("Putusan")]
    return table(_("lembar kerja"), form, headers, [_exported(row) for row in _every(request.viewer, chosen)])


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


def _every(viewer: Viewer, chosen: Filters) -> list[Row]:
    found: list[Row] = []
    after = ""
    while len(found) < MOST:
        page = queries.listing(viewer, chosen, after=after, size=queries.LARGEST)
        found += page.rows
        after = page.after
        if not after:
            break
    return found


def _read(form: FilterForm) -> Filters:
    form.is_valid()
    return Filters(**{name: value for name, value in form.cleaned_data.items() if value})


def _words(form: FilterForm) -> Iterator[tuple[str, str]]:
    for name, value in form.cleaned_data.items():
        if not value:
            continue
        if name == "unit":
            yield name, _("unit memuat %(text)s") % {"text": value}
        elif name == "number":
            yield name, _("nomor memuat %(text)s") % {"text": value}
        elif name == "year":
            yield name, _("tahun %(year)s") % {"year": value}
        else:
            field: Any = form.fields[name]
            yield name, str(dict(field.choices)[value])


def _kept(query: QueryDict) -> str:
    chosen = query.copy()
    for name in [*chosen]:
        if name not in FilterForm.base_fields or not chosen[name]:
            del chosen[name]
    return chosen.urlencode()


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return "?" + _kept(rest)
