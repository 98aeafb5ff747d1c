"""Objectives at the desk: all that one may see, those of a scope, one, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines import narrowing
from amanah.engines.actions import queries as actions
from amanah.engines.engagements.desk.parts import act
from amanah.engines.proofs.desk.panel import panel
from amanah.engines.risks import queries as risks
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.audits.book import criteria
from amanah.rooms.antibribery.desk.acts import kept
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.objectives import addresses, declare, nodes, queries, said, services, standing
from amanah.rooms.antibribery.objectives.desk import forms, picture
from amanah.rooms.antibribery.objectives.models import Objective
from amanah.rooms.antibribery.objectives.queries.objectives import Filters, Row, listing, rows, timeline
from amanah.rooms.antibribery.objectives.queries.objectives import of_scope as rows_of_scope

HERE = "smap_objectives:scope"
FIELDS = {"days": "due_on", "target": "target", "serves": "sentence", "criteria": "criteria", "risk": "risk", "future": "day"}
FIELDS |= {
    "unchanged": "target",
    "past_due": "target",
    "verifier": "verifier",
    "not_independent": "verifier",
    "due": "due_on",
    "nobody": "owner",
}


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """Those one may see, narrowed as the address says."""
    form = forms.ObjectiveFilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("smap_objectives:list")
    context = narrowing.shown(request.GET, form, lambda after: listing(request.viewer, chosen, after=after), here)
    return render(request, "smap_objectives/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as a file; as XLSX with every entry on a second sheet."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**forms.ObjectiveFilterForm(request.GET).chosen())
    found = narrowing.every(lambda after: listing(request.viewer, chosen, after=after, size=queries.objectives.LARGEST))
    head = [
        _("Nomor"),
        _("Sasaran"),
        _("Ruang lingkup"),
        _("Penanggung jawab"),
        _("Dimulai pada"),
        _("Tenggat"),
        _("Keadaan awal"),
        _("Target"),
    ]
    head += [_("Terakhir"), _("Satuan"), _("Keadaan"), _("Klausul"), _("Dengan apa"), _("Cara menilai hasilnya"), _("Evaluasi")]
    lines = [_line(row) for row in found]
    if form == "csv":
        return table(_("sasaran"), form, head, lines)
    entries = [
        [row.objective.number, row.objective.title, one.day, float(one.value), row.objective.unit_word]
        for row in found
        for one in row.entries
    ]
    columns = [_("Nomor"), _("Sasaran"), _("Hari"), _("Nilai"), _("Satuan")]
    book = xlsx_bytes([Sheet(_("Sasaran"), head, lines), Sheet(_("Kemajuan"), columns, entries)])
    name = f"amanah-{_('sasaran')}-{clock.today().isoformat()}.xlsx"
    return HttpResponse(book, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@signed_in
@require_safe
def of_scope(request: StaffRequest, number: str) -> HttpResponse:
    """The objectives of a scope, each with its small line."""
    scope = scope_or_404(request, number)
    every = rows_of_scope(scope)
    found = [
        {
            "row": row,
            "value": said.number(row.standing.latest.value if row.standing.latest is not None else row.objective.baseline),
            "target": said.number(row.objective.target),
            "spark": picture.spark([row.objective.baseline, *(one.value for one in row.entries)]),
        }
        for row in every
    ]
    more = {"rows": found, "waiting": sum(row.waits for row in every)}
    return render(request, "smap_objectives/scope.html", framed(request, scope, HERE, **more))


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one."""
    one = _found(request, number)
    viewer, row = request.viewer, rows([one])[0]
    today, described = clock.today(), criteria(one.criteria)
    seen_risk = one.risk is not None and risks.visible(viewer).filter(pk=one.risk.pk).exists()
    offered = _offered(request, row)
    provision, language = rulebook.provision(declare.BEHIND_FROM, on=today), get_language() or "id"
    latest = row.standing.latest
    context = {
        "one": one,
        "row": row,
        "scope_url": rooms.find(viewer, one.scope.number) is not None,
        "clauses": [described[ref] for ref in one.criteria if ref in described],
        "risk": one.risk if seen_risk else None,
        "baseline": said.number(one.baseline),
        "target": said.number(one.target),
        "value": said.number(latest.value if latest is not None else one.baseline),
        "latest": latest,
        "expected": said.number(standing.expected(one.terms, today).quantize(one.target)) if not row.over else "",
        "entries": one.progress.select_related("actor__person").order_by("-day", "-seq"),
        "direction": declare.DIRECTIONS[one.direction],
        "picture": picture.of_objective(row) if row.entries else None,
        "offered": offered,
        "actions": actions.arising_from(viewer, one.ref),
        "panel": panel(viewer, nodes.purpose_of_objective(one), request.path),
        "timeline": [(declare.ACTS[step.act], step) for step in timeline(one.ref)],
        "rule": (provision.title.get(language), provision.in_words(language), provision.cite(language)),
    }
    return render(request, "smap_objectives/objective.html", context)


@signed_in
def new(request: StaffRequest, number: str) -> HttpResponse:
    """Set an objective for a scope that one keeps."""
    scope = kept(request, number)
    form = forms.AimForm(request.POST or None, scope=scope, viewer=request.viewer, initial={"begins_on": clock.today()})

    def verb() -> object:
        made = services.set_objective(scope, form.aim, viewer=request.viewer)
        return redirect(addresses.of_objective(made.number))

    page = {
        "heading": _("Tetapkan sasaran"),
        "back": addresses.of_objectives(scope.number),
        "above": _("Sasaran SMAP"),
        "number": "",
        "lead": scope.title,
    }
    return act(request, form, verb, page, FIELDS)


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = _found(request, number)
    if key not in _ACTS:
        raise Http404
    heading, make, verb = _ACTS[key]
    form = make(one, request.POST or None)
    page = {
        "heading": str(heading()),
        "lead": one.title,
        "back": addresses.of_objective(one.number),
        "above": one.title,
        "number": one.number,
    }
    return act(request, form, lambda: verb(one, request.viewer, form.cleaned_data), page, FIELDS)


def _found(request: StaffRequest, number: str) -> Objective:
    found = queries.find_objective(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


_ACTS: dict[str, tuple[Callable[[], str], Callable[[Objective, Any], Any], Callable[..., object]]] = {
    "progress": (
        lambda: _("Catat kemajuan"),
        lambda _one, data: forms.ProgressForm(data, initial={"day": clock.today()}),
        lambda one, viewer, said: services.write_progress(one, viewer=viewer, **said),
    ),
    "evaluate": (
        lambda: _("Evaluasi sasaran"),
        lambda _one, data: forms.EvaluateForm(data),
        lambda one, viewer, said: services.evaluate(one, said["words"], viewer=viewer),
    ),
    "give": (
        lambda: _("Tetapkan langkah"),
        lambda _one, data: forms.ActionForm(data),
        lambda one, viewer, said: services.give(one, viewer=viewer, **said),
    ),
    "revise": (
        lambda: _("Ubah target atau tenggat"),
        lambda one, data: forms.ReviseForm(data, initial=forms.ReviseForm.of(one)),
        lambda one, viewer, said: services.revise(one, viewer=viewer, **said),
    ),
    "hand": (
        lambda: _("Ganti penanggung jawab"),
        lambda _one, data: forms.HandForm(data),
        lambda one, viewer, said: services.hand_over(one, viewer=viewer, **said),
    ),
    "drop": (
        lambda: _("Hentikan sasaran"),
        lambda _one, data: forms.ReasonForm(data),
        lambda one, viewer, said: services.drop(one, said["reason"], viewer=viewer),
    ),
}


def _offered(request: StaffRequest, row: Row) -> list[tuple[str, str]]:
    """What the viewer may do now, the most pressing first."""
    one, viewer = row.objective, request.viewer
    if one.outcome or one.scope.closed_on is not None:
        return []
    sides, today = queries.sides_of_objective(viewer, one), clock.today()
    keys = []
    if row.over and sides.judges and viewer.account.person_id not in services.writers(one):
        keys.append("evaluate")
    if one.dropped_on is None:
        if today >= one.begins_on and (sides.owns or sides.keeps):
            keys.append("progress")
        if sides.owns or sides.keeps:
            keys.append("give")
        if sides.keeps:
            keys += ["revise", "hand", "drop"] if today <= one.due_on else ["hand"]
    return [(key, _ACTS[key][0]()) for key in keys]


def _line(row: Row) -> list[Any]:
    one, latest = row.objective, row.standing.latest
    return [
        one.number,
        one.title,
        one.scope.title,
        str(one.owner),
        one.begins_on,
        one.due_on,
        float(one.baseline),
        float(one.target),
        float(latest.value) if latest is not None else None,
        one.unit_word,
        str(row.word),
        "; ".join(one.criteria),
        one.resources,
        one.judged_how,
        one.evaluation,
    ]
