"""The register of letters and its export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.letters import queries
from amanah.foundation.letters.desk.forms import FilterForm
from amanah.foundation.letters.queries import Filters
from amanah.foundation.letters.queries.lists import Row
from amanah.kernel import clock

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
TONES = {"draft": "neutral", "numbered": "info", "signed": "success", "void": "neutral"}


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The letters about matters that one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    after = request.GET.get("after", "")
    try:
        page = queries.listing(request.viewer, _read(form), after=after)
    except ValueError:
        raise Http404 from None
    query = _kept(request)
    here = reverse("letters:list")
    context = {
        "form": form,
        "rows": [_shown(row) for row in page.rows],
        "sentence": _sentence(form, request),
        "query": query,
        "next_url": f"{here}?{query}&after={page.after}" if page.after else "",
        "first_url": f"{here}?{query}" if after else "",
    }
    return render(request, "letters/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every letter of the same filters, with the columns of the register."""
    if form not in TYPES:
        raise Http404
    page = queries.listing(request.viewer, _read(FilterForm(request.GET)), size=queries.lists.MOST)
    headers = [_("Nomor"), _("Jenis"), _("Perkara"), _("Status"), _("Tanggal surat"), _("Disusun"), _("Ditandatangani")]
    lines = [_line(row) for row in page.rows]
    title = _("surat")
    content = csv_bytes(headers, lines) if form == "csv" else xlsx_bytes([Sheet(title, headers, lines)])
    name = f"amanah-{title}-{clock.today().isoformat()}.{form}"
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _line(row: Row) -> list[Any]:
    letter = row.letter
    words = [letter.number, str(row.kind), row.matter, str(letter.get_state_display())]
    return [*words, letter.dated, letter.drafted_on, letter.signed_on]


def _shown(row: Row) -> dict[str, Any]:
    return {"letter": row.letter, "kind": row.kind, "matter": row.matter, "url": row.url, "tone": TONES[row.letter.state]}


def _read(form: FilterForm) -> Filters:
    form.is_valid()
    return Filters(**{name: value for name, value in form.cleaned_data.items() if value})


def _kept(request: StaffRequest) -> str:
    chosen = request.GET.copy()
    for name in [*chosen]:
        if name not in FilterForm.base_fields or not chosen[name]:
            del chosen[name]
    return chosen.urlencode()


def _sentence(form: FilterForm, request: StaffRequest) -> list[dict[str, str]]:
    found = []
    for name, value in form.cleaned_data.items():
        if value:
            choices = getattr(form.fields[name], "choices", None)
            shown = dict(choices)[value] if choices else value
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"text": f"{form.fields[name].label}: {shown}", "url": f"?{rest.urlencode()}"})
    return found
