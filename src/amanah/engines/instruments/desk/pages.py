"""A sheet's own pages: its tree, the questions of one part, one question alone, and where a number comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.engines.instruments import queries, services
from amanah.engines.instruments.declare import COLUMNS, MOVES, title_of
from amanah.engines.instruments.definition import Part
from amanah.engines.instruments.desk import loading
from amanah.engines.instruments.desk.asking import Asking, anchor_of, unjudged
from amanah.engines.instruments.desk.forms import AnswerForm
from amanah.engines.instruments.desk.requests import sheet_or_404
from amanah.engines.instruments.desk.tabs import tabs
from amanah.engines.instruments.events import ref_of_answer
from amanah.engines.instruments.mapping import mapped
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.queries import Branch
from amanah.engines.instruments.refusals import Refused
from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs import services as library
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

BAR = 120
"""How long the bar of a part is that earned everything."""
TOLD = 12
"""How many events of the timeline the sheet's own page shows."""


@dataclass(frozen=True)
class Row:
    """One line of the tree: a part, how far each column is, and where its questions are."""

    part: Part
    depth: int
    questions: int
    answered: dict[str, int]
    points: dict[str, Any]
    bars: list[tuple[str, int]]
    url: str


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The sheet as a tree of parts, with what each column earns of it."""
    sheet = sheet_or_404(request, number)
    tree = queries.unfold(request.viewer, sheet)
    if tree is None:
        raise Http404
    proposal = queries.open_proposal(sheet)
    offers = queries.offers(request.viewer, sheet, proposal)
    lines = tree.lines()
    answered = {column: _answered(lines, column) for column in COLUMNS}
    story = queries.timeline(request.viewer, sheet)
    context = {
        **_frame(sheet, "show"),
        "rows": [row for branch in tree.branches for row in _rows(sheet, branch, loading.pages(sheet.definition))],
        "totals": [
            {
                "column": column,
                "title": title,
                "score": tree.scores.get(column),
                "answered": answered[column],
                "met": [one for one in sheet.definition.predicates if all(test.held for test in tree.scores[column].met(one))]
                if column in tree.scores
                else [],
            }
            for column, title in COLUMNS.items()
        ],
        "questions": len(sheet.definition.questions),
        "unjudged": sum(unjudged(line) for line in lines),
        "offers": offers,
        "acts": [{"key": key, "title": _act_title(key), "plain": key == "agreed"} for key in offers.acts],
        "proposal": proposal,
        "story": [one for one in story if one.title != title_of("answered")][:TOLD],
        "writings": sum(one.title == title_of("answered") for one in story),
        "remarks": list(sheet.notes.filter(resolved_on__isnull=True).select_related("actor__person")),
        "previous": queries.find(request.viewer, sheet.previous.number) if sheet.previous else None,
    }
    return render(request, "instruments/sheet.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """The questions of one part; a sent answer is kept, and the page comes back to the same question."""
    sheet = sheet_or_404(request, number)
    if key not in sheet.definition.every_part:
        raise Http404
    offers = queries.offers(request.viewer, sheet)
    here = reverse("instruments:part", args=[sheet.number, key])
    asking = Asking(request.viewer, sheet, offers.column, here)
    if request.method == "POST":
        question = sheet.definition.by_key.get(request.POST.get("question", ""))
        if question is None or not offers.column:
            messages.error(request, _("Kolom ini tidak dapat Anda tulis sekarang. Muat ulang halaman untuk melihat status terbarunya."))
            return redirect(here)
        form = asking.form(question, request.POST)
        if form.is_valid() and _kept(request, sheet, offers.column, question.key, form):
            return redirect(f"{here}?saved={question.key}#{anchor_of(question.key)}")
        asking = Asking(request.viewer, sheet, offers.column, here, {question.key: form})
    tree = queries.unfold(request.viewer, sheet, key)
    if tree is None:
        raise Http404
    every = loading.pages(sheet.definition)
    at = next((n for n, one in enumerate(every) if one.key == key), None)
    context = {
        **_frame(sheet, "show"),
        "part": sheet.definition.every_part[key],
        "path": loading.path(sheet.definition, key)[:-1],
        "branch": tree.branches[0],
        "sections": asking.sections(tree.branches[0]),
        "offers": offers,
        "saved": request.GET.get("saved", ""),
        "wrong": next(iter(asking.sent), ""),
        "before": every[at - 1] if at else None,
        "after": every[at + 1] if at is not None and at + 1 < len(every) else None,
        "columns": COLUMNS,
    }
    return render(request, "instruments/part.html", context, status=400 if asking.sent else 200)


@signed_in
@require_safe
def question(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One question alone: what was said when, what it is to other instruments, and evidence that is there already."""
    sheet = sheet_or_404(request, number)
    asked = sheet.definition.by_key.get(key)
    if asked is None:
        raise Http404
    place = loading.page_of(sheet.definition, key)
    offers = queries.offers(request.viewer, sheet)
    here = reverse("instruments:question", args=[sheet.number, key])
    asking = Asking(request.viewer, sheet, "", here)
    tree = queries.unfold(request.viewer, sheet, sheet.definition.leaves[key].key)
    if tree is None:
        raise Http404
    (found,) = [one for section in asking.sections(tree.branches[0]) for one in section.asked if one.question.key == key]
    context = {
        **_frame(sheet, "show"),
        "asked": found,
        "path": loading.path(sheet.definition, sheet.definition.leaves[key].key),
        "page": f"{reverse('instruments:part', args=[sheet.number, place.key])}#{anchor_of(key)}",
        "offers": offers,
        "story": queries.timeline(request.viewer, sheet, question=key),
        "links": mapped(sheet.instrument, key, sheet.edition.edition),
        "reusable": queries.reusable(request.viewer, sheet, key),
    }
    return render(request, "instruments/question.html", context)


@require_POST
@signed_in
def reuse(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """Let a proof that another question uses already show this one too."""
    sheet = sheet_or_404(request, number)
    if key not in sheet.definition.by_key:
        raise Http404
    proof = proofs.find(request.viewer, request.POST.get("proof", ""))
    if proof is None:
        raise Http404
    try:
        library.use(proof, ref_of_answer(sheet.pk, key), viewer=request.viewer)
    except library.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Bukti dipakai juga untuk butir ini."))
    return redirect("instruments:question", sheet.number, key)


@signed_in
@require_safe
def origin(request: StaffRequest, number: str) -> HttpResponse:
    """Where a column's total comes from, down to every answer and what proves it."""
    sheet = sheet_or_404(request, number)
    tree = queries.unfold(request.viewer, sheet)
    if tree is None:
        raise Http404
    column = request.GET.get("column", "")
    if column not in COLUMNS:
        column = next((one for one in reversed(COLUMNS) if one in tree.scores), "self")
    context = {
        **_frame(sheet, "origin"),
        "column": column,
        "column_title": COLUMNS[column],
        "columns": [{"title": title, "url": f"?column={key}", "current": key == column} for key, title in COLUMNS.items()],
        "score": tree.scores.get(column),
        "branches": [_origin(sheet, branch, column) for branch in tree.branches],
    }
    return render(request, "instruments/origin.html", context)


def _frame(sheet: Sheet, current: str) -> dict[str, Any]:
    return {"sheet": sheet, "instrument": sheet.definition, "state": sheet.stands, "tabs": tabs(sheet, current)}


def _act_title(key: str) -> Any:
    extra = {"agreed": _("Setujui semua jawaban yang belum dinilai"), "verdict": _("Catat putusan luar")}
    return extra.get(key) or MOVES[key].title


def _kept(request: StaffRequest, sheet: Sheet, column: str, key: str, form: AnswerForm) -> bool:
    try:
        services.answer(sheet, column, key, form.cleaned_data["value"], viewer=request.viewer, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _rows(sheet: Sheet, branch: Branch, pages: list[Part]) -> Iterator[Row]:
    lines = list(_lines(branch))
    answered = {column: _answered(lines, column) for column in COLUMNS}
    weight = branch.part.weight or 1
    bars = [(column, round(float(points / weight) * BAR)) for column, points in branch.points.items()]
    url = reverse("instruments:part", args=[sheet.number, branch.part.key]) if branch.part in pages else ""
    yield Row(branch.part, branch.depth, len(lines), answered, dict(branch.points), bars, url)
    if branch.part not in pages:
        for below in branch.branches:
            yield from _rows(sheet, below, pages)


def _answered(lines: Sequence[queries.Line], column: str) -> int:
    return sum(1 for line in lines if (one := line.answers.get(column)) is not None and one.worth is not None)


def _lines(branch: Branch) -> Iterator[queries.Line]:
    yield from branch.lines
    for below in branch.branches:
        yield from _lines(below)


def _origin(sheet: Sheet, branch: Branch, column: str) -> dict[str, Any]:
    points = branch.points.get(column)
    return {
        "part": branch.part,
        "points": points,
        "percent": points / branch.part.weight * 100 if points is not None and branch.part.weight else None,
        "parts": [_origin(sheet, below, column) for below in branch.branches],
        "lines": [_origin_line(sheet, line, column) for line in branch.lines],
    }


def _origin_line(sheet: Sheet, line: queries.Line, column: str) -> dict[str, Any]:
    answer = line.answers.get(column)
    value = answer.value if answer is not None and answer.value != "" else None
    return {
        "question": line.question,
        "answer": answer,
        "text": loading.written(line.question, value),
        "counts": loading.by_name(sheet.definition, value),
        "formula": line.question.formula,
        "worth": answer.worth if answer is not None else None,
        "most": line.most,
        "points": line.points.get(column),
        "proofs": [(one, one.freshness(sheet.period_from, sheet.period_to)) for one in line.proofs],
        "url": reverse("instruments:question", args=[sheet.number, line.question.key]),
    }
