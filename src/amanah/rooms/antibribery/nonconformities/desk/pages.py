"""The list of nonconformities, one page each, and the acts on one: a form page, one POST, and back."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.actions import queries as actions
from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.threads import queries as threads
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.audits.book import criteria
from amanah.rooms.antibribery.audits.desk.forms import kept
from amanah.rooms.antibribery.nonconformities import addresses, declare, queries, services
from amanah.rooms.antibribery.nonconformities.declare import Side
from amanah.rooms.antibribery.nonconformities.desk import forms
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.nonconformities.queries import Filters, Row


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """Those one may see, narrowed as the address says."""
    form = forms.FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("nonconformities:list")
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), here)
    return render(request, "smap_nonconformities/list.html", context | {"scopes": kept(request.viewer), "grades": declare.TONES})


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """All of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**forms.FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    head = [_("Nomor"), _("Judul"), _("Ruang lingkup"), _("Asal"), _("Tingkat"), _("Unit"), _("Penanggung jawab"), _("Status")]
    tail = [
        _("Klausul"),
        _("Uraian"),
        _("Koreksi"),
        _("Kejadian serupa"),
        _("Sebab"),
        _("Dicatat"),
        _("Tenggat"),
        _("Ditutup"),
        _("Mengulang"),
    ]
    return table(_("ketidaksesuaian"), form, [*head, *tail], [_line(row) for row in rows])


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one."""
    one = _found(request, number)
    viewer = request.viewer
    sides = queries.sides_of(viewer, one)
    described = criteria(one.criteria)
    running = clocks.open_by_ref([one.ref]).get(one.ref, [])
    walk = threads.walk_for(viewer, one.ref)
    person = viewer.person
    may_judge = Side.AUDITOR in sides and person is not None and person.pk not in queries.took_part([one])[one.ref]
    context = {
        "one": one,
        "state": one.stands,
        "grade": declare.GRADES[one.grade],
        "tone": declare.TONES[one.grade],
        "sort": declare.SORTS[one.sort],
        "clauses": [described[ref] for ref in one.criteria if ref in described],
        "repeats": one.repeats if _may_see(request, one.repeats) else None,
        "actions": actions.arising_from(viewer, one.ref),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
        "timeline": [
            {
                "title": declare.ACTS[step.act],
                "day": step.day,
                "actor": str(step.actor),
                "text": "" if step.act == "opened" else step.text,
                "tone": declare.STATES[step.target].tone if step.source != step.target else "neutral",
            }
            for step in one.steps.select_related("actor__person").order_by("-seq")
        ],
        "clocks": [
            {"title": declare.CLOCKS[a.name], "deadline": a, "urgency": clocks.describe(a, clock.today())}
            for a in running
            if a.name in declare.CLOCKS
        ],
        "acts": _acts(one, sides, may_judge=may_judge),
        "waits": one.state == "checking" and one.check_from is not None and clock.today() < one.check_from,
        "may_appoint": Side.KEEPER in sides and one.state != declare.CLOSED,
    }
    return render(request, "smap_nonconformities/nonconformity.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Write one down, of a scope that one keeps."""
    scopes = kept(request.viewer)
    if not scopes:
        raise PermissionDenied
    asked = numbers.tidy(request.GET.get("scope", ""))
    scope = next((one for one in scopes if one.number == asked), scopes[0] if len(scopes) == 1 else None)
    if scope is None:
        return render(request, "smap_nonconformities/which.html", {"scopes": scopes})
    form = forms.RecordForm(request.POST or None, scope=scope, viewer=request.viewer, initial={"unit": scope.unit.code})

    def verb() -> object:
        made = services.record(scope, form.seen, viewer=request.viewer, source=request.GET.get("source", ""))
        return redirect(addresses.of_nonconformity(made.number))

    page = {
        "heading": _("Catat ketidaksesuaian"),
        "back": reverse("nonconformities:list"),
        "above": _("Ketidaksesuaian"),
        "number": "",
        "lead": scope.title,
    }
    return act(request, form, verb, page, {"unit": "unit", "criteria": "criteria", "risk": "risk"})


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = _found(request, number)
    if key not in _ACTS:
        raise Http404
    heading, lead, form_class, verb = _ACTS[key]
    form = form_class(request.POST or None)
    page = {
        "heading": str(heading()),
        "lead": str(lead(one)),
        "back": addresses.of_nonconformity(one.number),
        "above": one.title,
        "number": one.number,
    }
    fields = {
        "similar": "similar",
        "whys": "why_1",
        "verifier": "verifier",
        "not_independent": "verifier",
        "due": "due_on",
        "nobody": "owner",
        "unchanged": "owner",
    }
    return act(request, form, lambda: verb(one, request, form.cleaned_data, form), page, fields)


_ACTS: dict[str, tuple[Callable[[], str], Callable[[Nonconformity], str], Any, Callable[..., object]]] = {
    "correct": (
        lambda: _("Catat koreksi"),
        lambda one: one.condition,
        forms.CorrectForm,
        lambda one, request, said, _form: services.correct(one, said["correction"], said["similar"], viewer=request.viewer),
    ),
    "analyse": (
        lambda: _("Catat sebab"),
        lambda _one: _("Tanyakan “mengapa?” pada setiap jawaban, sampai jawabannya dapat diubah oleh organisasi."),
        forms.AnalyseForm,
        lambda one, request, said, form: services.analyse(one, form.whys, said["cause"], viewer=request.viewer),
    ),
    "give": (
        lambda: _("Tetapkan tindakan perbaikan"),
        lambda one: one.cause,
        forms.ActionForm,
        lambda one, request, said, _form: services.give(one, viewer=request.viewer, **said),
    ),
    "judge": (
        lambda: _("Nilai keefektifan"),
        lambda one: one.cause,
        forms.JudgeForm,
        lambda one, request, said, _form: services.judge(one, said["text"], effective=said["verdict"] == "yes", viewer=request.viewer),
    ),
    "appoint": (
        lambda: _("Ganti penanggung jawab"),
        lambda one: one.owner.name,
        forms.AppointForm,
        lambda one, request, said, _form: services.appoint(one, said["owner"], said["text"], viewer=request.viewer),
    ),
}


def _acts(one: Nonconformity, sides: frozenset[Side], *, may_judge: bool) -> list[dict[str, str]]:
    mending = bool(sides & {Side.OWNER, Side.KEEPER})
    key = one.stands.act
    if key == "judge":
        ripe = one.check_from is not None and clock.today() >= one.check_from
        return [{"key": key, "title": _ACTS[key][0]()}] if may_judge and ripe else []
    return [{"key": key, "title": _ACTS[key][0]()}] if key and mending else []


def _found(request: StaffRequest, number: str) -> Nonconformity:
    one = queries.find(request.viewer, numbers.tidy(number))
    if one is None:
        raise Http404
    return one


def _may_see(request: StaffRequest, one: Nonconformity | None) -> bool:
    return one is not None and queries.visible(request.viewer).filter(pk=one.pk).exists()


def _line(row: Row) -> list[Any]:
    one = row.one
    texts = [
        one.number,
        one.title,
        str(one.scope),
        str(declare.SORTS[one.sort]),
        str(declare.GRADES[one.grade]),
        str(one.unit),
        str(one.owner),
    ]
    words = [str(one.stands.title), ", ".join(one.criteria), one.condition, one.correction, one.similar, one.cause]
    return [*texts, *words, one.opened_on, row.due_on, one.closed_on, one.repeats.number if one.repeats else ""]
