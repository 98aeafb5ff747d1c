"""Looking at a sheet from aside: its conditions, what would lift it, what a careful reader would ask, and how it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amanah.engines.instruments import answering, checks, comparing, lifting, queries
from amanah.engines.instruments.declare import COLUMNS
from amanah.engines.instruments.definition import Instrument, Predicate, Question
from amanah.engines.instruments.desk import loading
from amanah.engines.instruments.desk.asking import anchor_of
from amanah.engines.instruments.desk.requests import sheet_or_404
from amanah.engines.instruments.desk.tabs import tabs
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.scoring import Score, score
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest

MOST_LIFTS: Final = 15
_PREFIX: Final = "t:"


@dataclass(frozen=True)
class Judged:
    """A predicate with its conditions over several scores: a line each."""

    predicate: Predicate
    before: Predicate | None
    lines: list[tuple[lifting.Test, list[lifting.Test]]]
    earned: list[bool]


@dataclass(frozen=True)
class Offer:
    """A question that can be tried: its answer now, what is tried, and the answers to choose from."""

    question: Question
    now: str
    tried: str
    options: tuple[str, ...]
    gain: Decimal
    wrong: str
    url: str


@signed_in
@require_safe
def conditions(request: StaffRequest, number: str) -> HttpResponse:
    """Every condition of everything that the sheet can earn: reached against wanted, in each column that says something."""
    sheet = sheet_or_404(request, number)
    scores = queries.scores(sheet)
    shown = [column for column in COLUMNS if column in scores] or ["self"]
    every = [scores.get(column) or score(sheet.definition, {}) for column in shown]
    context = {
        **_frame(sheet, "conditions"),
        "columns": [COLUMNS[column] for column in shown],
        "judged": [_judged(sheet.definition, predicate, every) for predicate in sheet.definition.predicates],
        "bands": sorted(sheet.definition.bands, key=lambda one: -one.bound),
        "totals": [(COLUMNS[column], one) for column, one in zip(shown, every, strict=True)],
    }
    return render(request, "instruments/conditions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: StaffRequest, number: str) -> HttpResponse:
    """What the sheet would earn if it were answered otherwise; nothing is kept."""
    sheet = sheet_or_404(request, number)
    filled = loading.filled(request.viewer, sheet)
    sent = request.POST if request.method == "POST" else request.GET
    column = sent.get("column", "")
    column = column if column in COLUMNS else loading.latest(filled)
    answers = filled.answers(column)
    now = filled.score(column)
    tries, wrong = _tries(sheet.definition, sent)
    aim = next((one for one in sheet.definition.predicates if one.key == sent.get("aim")), None)
    if aim is not None:
        tries |= _shortest(sheet.definition, answers, tries, aim)
    then = score(sheet.definition, {**answers, **tries})
    context = {
        **_frame(sheet, "what_if"),
        "column": column,
        "column_title": COLUMNS[column],
        "columns": [{"title": title, "url": f"?column={key}", "current": key == column} for key, title in COLUMNS.items()],
        "now": now,
        "then": then,
        "difference": then.total - now.total,
        "tries": tries,
        "parts": loading.pages(sheet.definition),
        "chosen": sent.get("part", ""),
        "offers": _offers(sheet, now, tries, wrong, sent.get("part", "")),
        "judged": [_judged(sheet.definition, predicate, [now, then]) for predicate in sheet.definition.predicates],
        "roads": [_road(sheet, now, answers, predicate) for predicate in sheet.definition.predicates],
        "wrong": wrong,
        "titles": [_("Sekarang"), _("Dicoba")],
    }
    return render(request, "instruments/what_if.html", context, status=400 if wrong else 200)


@signed_in
@require_safe
def check(request: StaffRequest, number: str) -> HttpResponse:
    """What a careful reader would ask before the sheet goes on."""
    sheet = sheet_or_404(request, number)
    previous = queries.find(request.viewer, sheet.previous.number) if sheet.previous else None
    before = loading.filled(request.viewer, previous) if previous else None
    found = checks.check(loading.filled(request.viewer, sheet), before=before)
    kind = request.GET.get("kind", "")
    kinds = [
        {"key": code, "title": title, "count": sum(one.code == code for one in found), "weighty": code in checks.WEIGHTY}
        for code, title in checks.TITLES.items()
    ]
    shown = [one for one in found if not kind or one.code == kind]
    context = {
        **_frame(sheet, "checks"),
        "kinds": [one for one in kinds if one["count"]],
        "kind": kind,
        "kind_title": checks.TITLES.get(kind, ""),
        "weighty": sum(one.weighty for one in found),
        "found": [{"finding": one, "column": COLUMNS[one.column], "url": _place(sheet, one.question.key)} for one in shown],
        "every": len(found),
    }
    return render(request, "instruments/checks.html", context)


@signed_in
@require_safe
def comparison(request: StaffRequest, number: str) -> HttpResponse:
    """This sheet beside another of the same unit: answers, and what each part won or lost; and every year side by side."""
    sheet = sheet_or_404(request, number)
    history = queries.history(request.viewer, sheet)
    others = [one.sheet for one in history if one.sheet.pk != sheet.pk]
    chosen = request.GET.get("with", "")
    other = next((one for one in others if one.number == chosen), None) or next(
        (one for one in others if one.pk == sheet.previous_id), others[-1] if others else None
    )
    if chosen and (other is None or other.number != chosen):
        raise Http404
    column = request.GET.get("column", "")
    scores = queries.scores(sheet)
    if column not in COLUMNS:
        column = next((one for one in reversed(COLUMNS) if one in scores), "self")
    since = queries.since_last(request.viewer, sheet, column) if other and other.pk == sheet.previous_id else None
    context = {
        **_frame(sheet, "comparison"),
        "column": column,
        "column_title": COLUMNS[column],
        "columns": [
            {"title": title, "url": f"?column={key}{f'&with={other.number}' if other else ''}", "current": key == column}
            for key, title in COLUMNS.items()
        ],
        "others": others,
        "other": other,
        "made": since.comparison if since else _compared(sheet, scores, other, column) if other else None,
        "changed": [],
        "untouched": len(since.untouched) if since else 0,
        "left": queries.left_behind(sheet) if since else [],
        "history": history,
        "years": _years(history, column),
    }
    made = context["made"]
    if isinstance(made, comparing.Comparison):
        context["changed"] = [
            {
                "one": one,
                "before": loading.written(one.question, one.before) or "–",
                "now": loading.written(one.question, one.now) or "–",
                "url": _place(sheet, one.question.key) if one.question.key in sheet.definition.by_key else "",
            }
            for one in made.changed
        ]
    return render(request, "instruments/comparison.html", context)


def _frame(sheet: Sheet, current: str) -> dict[str, Any]:
    return {"sheet": sheet, "instrument": sheet.definition, "state": sheet.stands, "tabs": tabs(sheet, current)}


def _place(sheet: Sheet, key: str) -> str:
    page = loading.page_of(sheet.definition, key)
    return f"{reverse('instruments:part', args=[sheet.number, page.key])}#{anchor_of(key)}"


def _judged(instrument: Instrument, predicate: Predicate, scores: Sequence[Score]) -> Judged:
    each = [lifting.tests(one, predicate) for one in scores]
    before = next((one for one in instrument.predicates if one.key == predicate.before), None)
    lines = [(tests[0], list(tests)) for tests in zip(*each, strict=True)]
    return Judged(predicate, before, lines, [all(test.held for test in tests) for tests in each])


def _tries(instrument: Instrument, sent: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """What is tried, and what of it is no answer."""
    tries: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, text in sent.items():
        question = instrument.by_key.get(name.removeprefix(_PREFIX)) if name.startswith(_PREFIX) else None
        if question is None or not str(text).strip():
            continue
        counts = _counts(question, str(text))
        try:
            tries[question.key] = answering.read(question, "" if counts else str(text), counts)
        except answering.Unfit as refusal:
            wrong[question.key] = str(refusal)
    return tries, wrong


def _counts(question: Question, text: str) -> dict[str, str]:
    """A pair of counts written in one line, as `_text` writes it."""
    if question.formula is None or "=" not in text:
        return {}
    pieces = [piece.partition("=") for piece in text.split(";")]
    return {name.strip(): number for name, _sign, number in pieces if name.strip() in question.formula.counts}


def _text(answer: Any) -> str:
    if isinstance(answer, Mapping):
        return "; ".join(f"{name}={number}" for name, number in answer.items())
    return str(answer)


def _shortest(instrument: Instrument, answers: Mapping[str, Any], tries: Mapping[str, Any], aim: Predicate) -> dict[str, Any]:
    """The best answers to the fewest questions with which every condition holds."""
    found: dict[str, Any] = {}
    for condition in aim.conditions:
        known = {**answers, **tries, **found}
        found |= {one.question.key: one.best for one in lifting.towards(score(instrument, known), known, condition)}
    return found


def _road(sheet: Sheet, now: Score, answers: Mapping[str, Any], predicate: Predicate) -> dict[str, Any]:
    """Each missed condition of a predicate with the fewest questions that would meet it."""
    missed = [(test, lifting.towards(now, answers, test.condition)) for test in lifting.tests(now, predicate) if not test.held]
    steps = [
        {
            "test": test,
            "lifts": [
                {"lift": one, "best": loading.written(one.question, one.best), "url": _place(sheet, one.question.key)} for one in lifts
            ],
        }
        for test, lifts in missed
    ]
    return {"predicate": predicate, "steps": steps}


def _offers(sheet: Sheet, now: Score, tries: Mapping[str, Any], wrong: Mapping[str, str], part: str) -> list[Offer]:
    """What can be tried: all of one part, or everywhere what adds most; what is tried already stays in sight."""
    leaves = sheet.definition.leaves
    inside = [one for one in now.answers() if part and f"{leaves[one.question.key].key}.".startswith(f"{part}.")]
    answers = {one.question.key: one.answer for one in now.answers()}
    gains = {one.question.key: one.gain for one in lifting.lifts(now)}
    keys = [one.question.key for one in inside] or list(gains)[:MOST_LIFTS]
    keys += [key for key in (*tries, *wrong) if key not in keys]
    found = []
    for key in keys:
        question = sheet.definition.by_key[key]
        choices = question.scale.answers if question.scale else ()
        if question.kind == "level":
            choices = tuple(str(n) for n in range(1, int(question.highest) + 1))
        tried = _text(tries[key]) if key in tries else ""
        now_text = loading.written(question, answers.get(key)) or _("belum dijawab")
        gain = gains.get(key, Decimal(0))
        found.append(Offer(question, now_text, tried, choices, gain, wrong.get(key, ""), _place(sheet, key)))
    return found


def _compared(sheet: Sheet, scores: Mapping[str, Score], other: Sheet, column: str) -> comparing.Comparison:
    empty: dict[str, Any] = {}
    then, now = queries.scores(other).get(column), scores.get(column)
    return comparing.compare(then or score(other.definition, empty), now or score(sheet.definition, empty))


def _years(history: Sequence[queries.Round], column: str) -> list[dict[str, Any]]:
    """Every part on top of the tree over the sheets that say something in this column."""
    told = [one for one in history if column in one.results]
    if not told:
        return []
    names: dict[str, Any] = {}
    for one in told:
        for top in one.sheet.definition.parts:
            for part in (top, *top.parts):
                names.setdefault(part.key, (part, 0 if part is top else 1))
    rows = [
        {"part": part, "depth": depth, "points": [_points(one.results[column].points.get(part.key)) for one in told]}
        for part, depth in names.values()
    ]
    return [{"sheets": told, "rows": rows, "totals": [one.results[column] for one in told]}]


def _points(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
