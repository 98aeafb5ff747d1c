"""The pages on which a test is taken. They keep every answer by an ordinary form, with or without JavaScript, at the desk and in public."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.rooms.learning.quizzes import services
from amanah.rooms.learning.quizzes.declare import MEASURING, PRE, PURPOSES
from amanah.rooms.learning.quizzes.models import Attempt, Drawn
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.quizzes.services.taking import answer_many

DESK, PUBLIC = "desk/base.html", "public/base.html"


@dataclass(frozen=True)
class Place:
    """Where an attempt is taken: its own address (ending in "/"), the page that carries it, and where it leads back to.

    `onward` is (address, words) of what follows a result; `again` the address that begins another attempt, by POST, "" for none.
    """

    attempt: Attempt
    root: str
    frame: str
    back: tuple[str, str]
    onward: tuple[str, str] | None = None
    again: str = ""
    again_from: Any = None


def front(request: HttpRequest, place: Place) -> HttpResponse:
    """Where one goes on: the first question without an answer; or what came of it."""
    if not place.attempt.open:
        return _result(request, place)
    return redirect(f"{place.root}all/" if place.attempt.test.whole else _next(place, _drawn(place)))


def question(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """One question. An answer that is sent is kept before anything else happens."""
    drawn = _drawn(place)
    if not place.attempt.open or not 1 <= number <= len(drawn):
        return redirect(place.root)
    shown, missing = drawn[number - 1], False
    if request.method == "POST":
        choice = _choice(request, shown)
        if choice is None:
            missing = True
        elif (refused := _keep(place, {number: choice})) is None:
            shown.chosen = choice
            return redirect(_next(place, drawn, after=number))
        else:
            return refused
    context = {
        "question": _asked(shown, missing=missing),
        "missing": missing,
        "previous": f"{place.root}{number - 1}/" if number > 1 else "",
        "skip": f"{place.root}{number + 1}/" if number < len(drawn) else f"{place.root}review/",
        "answered": sum(one.chosen is not None for one in drawn),
        "of": len(drawn),
    }
    return _render(request, place, "question", context, status=400 if missing else 200)


def whole(request: HttpRequest, place: Place) -> HttpResponse:
    """All questions on one page; what is answered is kept, also where some are still open."""
    drawn = _drawn(place)
    if not place.attempt.open:
        return redirect(place.root)
    if request.method == "POST":
        said = {one.place: choice for one in drawn if (choice := _choice(request, one)) is not None}
        refused = _keep(place, said) if said else None
        return refused or redirect(f"{place.root}review/")
    return _render(request, place, "whole", {"questions": [_asked(one) for one in drawn], "of": len(drawn)})


def review(request: HttpRequest, place: Place) -> HttpResponse:
    """What is answered and what is not, before it is handed in."""
    drawn = _drawn(place)
    if not place.attempt.open:
        return redirect(place.root)
    rows = [{**_asked(one), "url": f"{place.root}{one.place}/"} for one in drawn]
    return _render(request, place, "review", {"rows": rows, "open": sum(one.chosen is None for one in drawn), "of": len(drawn)})


def submit(place: Place) -> HttpResponse:
    """Hand it in. A second time changes nothing."""
    services.submit(place.attempt)
    return redirect(place.root)


def _result(request: HttpRequest, place: Place) -> HttpResponse:
    attempt = place.attempt
    told = attempt.purpose != PRE
    context = {
        "right": attempt.right,
        "of": attempt.of,
        "passed": attempt.passed,
        "measures": attempt.purpose in MEASURING,
        "mark": attempt.mark,
        "told": told,
        "questions": [_judged(one) for one in _drawn(place)] if told else [],
        "on": attempt.submitted_on,
    }
    return _render(request, place, "result", context)


def _render(request: HttpRequest, place: Place, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    test = place.attempt.test
    shared = {"place": place, "title": test.said(_language()), "purpose": PURPOSES[place.attempt.purpose], "frame": place.frame}
    response = render(request, f"learning_quizzes/{page}.html", {**shared, **context}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _keep(place: Place, said: dict[int, int]) -> HttpResponse | None:
    try:
        answer_many(place.attempt, said)
    except Refused:
        return redirect(place.root)
    return None


def _drawn(place: Place) -> list[Drawn]:
    return list(place.attempt.drawn.select_related("version"))


def _next(place: Place, drawn: list[Drawn], after: int = 0) -> str:
    """The next question without an answer, then the earlier ones, then the page before handing in."""
    later: Iterable[Drawn] = [*drawn[after:], *drawn[:after]]
    number = next((one.place for one in later if one.chosen is None), 0)
    return f"{place.root}{number}/" if number else f"{place.root}review/"


def _choice(request: HttpRequest, drawn: Drawn) -> int | None:
    written = request.POST.get(f"q{drawn.place}", "")
    return int(written) if written.isascii() and written.isdigit() and int(written) < len(drawn.order) else None


def _asked(drawn: Drawn, *, missing: bool = False) -> dict[str, Any]:
    return {
        "place": drawn.place,
        "name": f"q{drawn.place}",
        "text": _said(drawn.version.text_id, drawn.version.text_en),
        "answers": [
            {"number": number, "text": _said(one["id"], one["en"]), "chosen": number == drawn.chosen}
            for number, one in enumerate(drawn.shown)
        ],
        "answered": drawn.chosen is not None,
        "missing": missing,
    }


def _judged(drawn: Drawn) -> dict[str, Any]:
    told = [{"text": _said(one["id"], one["en"]), "why": _said(one["why_id"], one["why_en"]), "right": one["right"]} for one in drawn.shown]
    unanswered = {"text": _("Tidak dijawab"), "why": "", "right": False}
    return {
        "place": drawn.place,
        "text": _said(drawn.version.text_id, drawn.version.text_en),
        "mine": unanswered if drawn.chosen is None else told[drawn.chosen],
        "right": next(one for one in told if one["right"]),
    }


def _said(ours: str, english: str) -> str:
    return english if _language().startswith("en") else ours


def _language() -> str:
    return get_language() or "id"
