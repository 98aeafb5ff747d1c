"""The monitoring plan at the desk: all measures that one may see, those of a scope, one with every period, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import measures as sources
from amanah.engines import narrowing
from amanah.engines.actions import queries as actions
from amanah.engines.engagements.desk.parts import act
from amanah.engines.proofs.desk.panel import panel
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.foundation.threads import queries as threads
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.audits.book import criteria
from amanah.rooms.antibribery.desk.acts import kept
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.objectives import addresses, declare, nodes, queries, said, services
from amanah.rooms.antibribery.objectives.desk import forms, picture, watching
from amanah.rooms.antibribery.objectives.models import Measure
from amanah.rooms.antibribery.objectives.queries.measures import Filters, Row, Slot, analyse_by, listing, of_scope, rows
from amanah.rooms.antibribery.objectives.queries.objectives import timeline

HERE = "smap_objectives:plan"
FIELDS = {"source": "source", "people": "measurer", "bounds": "green", "criteria": "criteria", "unchanged": "green", "why_again": "note"}
FIELDS |= {"period": "day", "counts": "numerator", "verifier": "verifier", "due": "due_on", "nobody": "owner", "words": "follows"}


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """Those one may see, narrowed as the address says."""
    form = watching.MeasureFilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("smap_objectives:measures")
    context = narrowing.shown(request.GET, form, lambda after: listing(request.viewer, chosen, after=after), here)
    return render(request, "smap_objectives/measures.html", context | {"rows": [_shown(row) for row in context["rows"]]})


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The plan as a file; as XLSX with every period and its readings on a second sheet."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**watching.MeasureFilterForm(request.GET).chosen())
    found = narrowing.every(lambda after: listing(request.viewer, chosen, after=after, size=queries.measures.LARGEST))
    head = [
        _("Nomor"),
        _("Ukuran pemantauan"),
        _("Ruang lingkup"),
        _("Metode"),
        _("Sumber"),
        _("Seberapa sering"),
        _("Pengukur"),
        _("Penganalisis"),
    ]
    head += [
        _("Dilaporkan kepada"),
        _("Arah"),
        _("Hijau sejak"),
        _("Kuning sejak"),
        _("Alasan batas"),
        _("Satuan"),
        _("Terakhir"),
        _("Warna"),
    ]
    lines = [_line(row) for row in found]
    if form == "csv":
        return table(_("rencana pemantauan"), form, head, lines)
    columns = [
        _("Nomor"),
        _("Ukuran pemantauan"),
        _("Masa ukur"),
        _("Pembilang"),
        _("Penyebut"),
        _("Nilai"),
        _("Warna"),
        _("Dibaca"),
        _("Catatan"),
        _("Analisis"),
    ]
    periods = [line for row in found for slot in row.slots for line in _periods(row.measure, slot)]
    book = xlsx_bytes([Sheet(_("Rencana pemantauan"), head, lines), Sheet(_("Pembacaan"), columns, periods)])
    name = f"amanah-{_('rencana pemantauan').replace(' ', '-')}-{clock.today().isoformat()}.xlsx"
    return HttpResponse(book, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@signed_in
@require_safe
def plan(request: StaffRequest, number: str) -> HttpResponse:
    """The measures of a scope, each with its small line."""
    scope = scope_or_404(request, number)
    return render(request, "smap_objectives/plan.html", framed(request, scope, HERE, rows=[_shown(row) for row in of_scope(scope)]))


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one: what it is, every period, what was made of it."""
    one = _found(request, number)
    viewer, row = request.viewer, rows([one])[0]
    described, source = criteria(one.criteria), sources.sources().get(one.source)
    sides = queries.sides_of_measure(viewer, one)
    active = one.scope.closed_on is None
    may_analyse = active and (sides.analyses or sides.keeps)
    slots = [
        {
            "slot": slot,
            "value": said.reading(slot.reading, one) if slot.reading is not None and slot.reading.value is not None else "",
            "before": [said.reading(earlier, one) for earlier in slot.readings[:-1]],
            "analysis": getattr(slot.reading, "analysis", None),
            "analyse_by": analyse_by(one, slot.reading) if slot.reading is not None else None,
        }
        for slot in reversed(row.slots)
    ]
    walk = threads.walk_for(viewer, one.ref)
    red = row.latest is not None and row.latest.colour == declare.RED
    keys = [key for key in _ACTS if _may(key, one, sides)] if active else []
    context = {
        "one": one,
        "row": row,
        "slots": slots,
        "source": source,
        "scope_url": rooms.find(viewer, one.scope.number) is not None,
        "clauses": [described[ref] for ref in one.criteria if ref in described],
        "direction": declare.DIRECTIONS[one.direction],
        "green": said.bound(one.green, one),
        "amber": said.bound(one.amber, one),
        "latest": said.reading(row.latest.reading, one) if row.latest is not None and row.latest.reading is not None else "",
        "picture": picture.of_measure(row) if row.latest is not None else None,
        "may_analyse": may_analyse,
        "red": red,
        "nonconform": f"{reverse('nonconformities:new')}?{urlencode({'scope': one.scope.number, 'source': one.ref})}"
        if sides.keeps
        else "",
        "offered": [(key, _ACTS[key][0]()) for key in keys],
        "actions": actions.arising_from(viewer, one.ref),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
        "panel": panel(viewer, nodes.purpose_of_measure(one), request.path),
        "timeline": [(declare.ACTS[step.act], step) for step in timeline(one.ref) if step.act != "read"],
    }
    return render(request, "smap_objectives/measure.html", context)


@signed_in
def new(request: StaffRequest, number: str) -> HttpResponse:
    """Put a measure into the plan of a scope that one keeps."""
    scope = kept(request, number)
    form = watching.WatchForm(request.POST or None, scope=scope, initial={"starts_on": clock.today()})

    def verb() -> object:
        made = services.plan(scope, form.watch, viewer=request.viewer)
        return redirect(addresses.of_measure(made.number))

    page = {
        "heading": _("Tambah ukuran"),
        "back": addresses.of_plan(scope.number),
        "above": _("Pemantauan kinerja"),
        "number": "",
        "lead": scope.title,
    }
    return act(request, form, verb, page, FIELDS | {"words": "unit_word"})


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = _found(request, number)
    if key not in _ACTS:
        raise Http404
    heading, make, verb = _ACTS[key]
    form = make(one, request.POST or None)
    return act(request, form, lambda: verb(one, request.viewer, form), _page(one, str(heading())), FIELDS)


@signed_in
def analyse(request: StaffRequest, number: str, reading_id: int) -> HttpResponse:
    """Say what a reading means."""
    one = _found(request, number)
    reading = get_object_or_404(one.readings.all(), pk=reading_id)
    reading.measure = one
    form = watching.AnalyseForm(request.POST or None)
    verb = lambda: services.analyse(reading, form.cleaned_data["text"], form.cleaned_data["follows"], viewer=request.viewer)  # noqa: E731 - read below
    lead = f"{said.reading(reading, one)}: {declare.COLOURS[reading.colour]}"
    return act(request, form, verb, _page(one, _("Tulis analisis")) | {"lead": lead}, FIELDS)


def _page(one: Measure, heading: str) -> dict[str, str]:
    return {"heading": heading, "lead": one.title, "back": addresses.of_measure(one.number), "above": one.title, "number": one.number}


def _found(request: StaffRequest, number: str) -> Measure:
    found = queries.find_measure(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


def _read(one: Measure, viewer: Any, form: Any) -> object:
    given = form.cleaned_data
    return services.read(one, given["day"], given["numerator"], given.get("denominator"), given["note"], viewer=viewer)


_ACTS: dict[str, tuple[Callable[[], str], Callable[[Measure, Any], Any], Callable[..., object]]] = {
    "read": (lambda: _("Catat pembacaan"), lambda one, data: watching.ReadForm(data, measure=one), _read),
    "give": (
        lambda: _("Tetapkan tindakan"),
        lambda _one, data: forms.ActionForm(data),
        lambda one, viewer, form: services.give_for_measure(one, viewer=viewer, **form.cleaned_data),
    ),
    "bounds": (
        lambda: _("Ubah batas atau orang"),
        lambda one, data: watching.BoundsForm(data, initial=watching.BoundsForm.of(one)),
        lambda one, viewer, form: services.rebound(one, form.bounds, form.cleaned_data["reason"], viewer=viewer),
    ),
    "end": (
        lambda: _("Berhenti memantau"),
        lambda _one, data: forms.ReasonForm(data),
        lambda one, viewer, form: services.end(one, form.cleaned_data["reason"], viewer=viewer),
    ),
}


def _may(key: str, one: Measure, sides: queries.Sides) -> bool:
    if key == "give":
        return sides.keeps or sides.analyses
    if one.ended_on is not None:
        return False
    return not one.source and (sides.measures or sides.keeps) if key == "read" else sides.keeps


def _shown(row: Row) -> dict[str, Any]:
    latest = row.latest
    reading = latest.reading if latest is not None else None
    return {
        "row": row,
        "value": said.reading(reading, row.measure) if reading is not None and reading.value is not None else "",
        "live": sources.sources().get(row.measure.source),
        "spark": picture.spark([slot.reading.value if slot.reading is not None else None for slot in row.slots]),
    }


def _line(row: Row) -> list[Any]:
    one, latest, source = row.measure, row.latest, sources.sources().get(row.measure.source)
    reading = latest.reading if latest is not None else None
    return [
        one.number,
        one.title,
        one.scope.title,
        one.method,
        str(source.title) if source is not None else _("Dibaca orang"),
        str(row.frequency),
        str(one.measurer or ""),
        str(one.analyst),
        one.told_to,
        str(declare.DIRECTIONS[one.direction]),
        float(one.green),
        float(one.amber),
        one.why,
        one.unit_word,
        float(reading.value) if reading is not None and reading.value is not None else None,
        str(latest.word) if latest is not None else "",
    ]


def _periods(one: Measure, slot: Slot) -> list[list[Any]]:
    if not slot.readings:
        word = _("tidak dibaca") if slot.missed else _("belum dibaca")
        return [[one.number, one.title, slot.title, None, None, None, word, None, "", ""]]
    return [
        [
            one.number,
            one.title,
            slot.title,
            float(reading.numerator),
            float(reading.denominator) if reading.denominator is not None else None,
            float(reading.value) if reading.value is not None else None,
            str(declare.COLOURS[reading.colour]),
            reading.read_on,
            reading.note,
            reading.analysis.text if hasattr(reading, "analysis") else "",
        ]
        for reading in slot.readings
    ]
