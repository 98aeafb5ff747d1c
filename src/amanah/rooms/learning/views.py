"""Courses for everybody. Nothing is kept, neither here nor in the browser: where somebody is stands in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.kernel import clock
from amanah.rooms.learning import media
from amanah.rooms.learning.courses.definition import Course, Page, Question
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.courses.words import html

UNDERSTOOD_FROM = "learning.pass_mark"
JUDGED = {
    "good": ("success", _("Ini menolong")),
    "poor": ("warning", _("Belum cukup")),
    "harm": ("danger", _("Ini merugikan orang")),
}


def _open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page without secrets that knows nobody: compressed, and fresh for five minutes."""

    @require_safe
    @gzip_page
    @cache_control(public=True, max_age=300)
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return wrapped


@_open_to_all
def index(request: HttpRequest) -> HttpResponse:
    """Every course."""
    rows = [{"title": _said(one.title), "lead": _said(one.lead), "minutes": one.minutes, "url": _of(one)} for one in courses().values()]
    return render(request, "learning/index.html", {"rows": rows})


@_open_to_all
def course(request: HttpRequest, course: str) -> HttpResponse:
    """What a course is about, and its pages."""
    found = _found(course)
    return render(
        request,
        "learning/course.html",
        {
            "title": _said(found.title),
            "lead": _said(found.lead),
            "minutes": found.minutes,
            "learned": [_said(one) for one in found.learned],
            "pages": [{"title": _said(one.title), "url": _at(found, one)} for one in found.pages],
            "first": _at(found, found.pages[0]),
            "questions": reverse("learning:questions", args=[found.id]),
            "count": len(found.questions),
        },
    )


@_open_to_all
@media.may_play
def page(request: HttpRequest, course: str, key: str) -> HttpResponse:
    """One page; `?choice=2` shows what follows from the second thing that one could do."""
    found = _found(course)
    if key not in found.places:
        raise Http404
    place = found.places[key]
    shown = found.pages[place]
    chosen = _place(request.GET.get("choice", ""), len(shown.choices))
    before = found.pages[place - 1] if place else None
    after = found.pages[place + 1] if place + 1 < len(found.pages) else None
    context = {
        "course": {"title": _said(found.title), "url": _of(found)},
        "title": _said(shown.title),
        "body": _html(_said(shown.text)),
        "media": media.shown(shown, f"{_of(found)}media/"),
        "number": place + 1,
        "of": len(found.pages),
        "choices": [{"number": number, "text": _said(one.text)} for number, one in enumerate(shown.choices, 1) if number != chosen],
        "follows": _follows(shown, chosen),
        "before": _at(found, before) if before else _of(found),
        "after": _at(found, after) if after else reverse("learning:questions", args=[found.id]),
        "next_title": _said(after.title) if after else "",
    }
    return render(request, "learning/page.html", context)


@_open_to_all
def questions(request: HttpRequest, course: str) -> HttpResponse:
    """The questions; with answers in the address each is told right or wrong, and why. The same set every time."""
    found = _found(course)
    given = {one.key: _place(request.GET.get(one.key, ""), len(one.answers)) for one in found.questions}
    told = "told" in request.GET
    missing = [one for one in found.questions if not given[one.key]]
    judged = told and not missing
    right = sum(given[one.key] == one.right + 1 for one in found.questions)
    mark = rulebook.provision(UNDERSTOOD_FROM, on=clock.today())
    context = {
        "course": {"title": _said(found.title), "url": _of(found)},
        "questions": [_asked(one, number, given[one.key], judged=judged) for number, one in enumerate(found.questions, 1)],
        "missing": [{"text": _said(one.text), "key": one.key} for one in missing] if told else [],
        "judged": judged,
        "right": right,
        "of": len(found.questions),
        "passed": judged and right * 100 >= int(mark.value) * len(found.questions),
        "mark": mark.in_words(_language()),
        "others": [{"title": _said(one.title), "url": _of(one)} for one in courses().values() if one.id != found.id],
    }
    return render(request, "learning/questions.html", context)


def _found(name: str) -> Course:
    if name not in courses():
        raise Http404
    return courses()[name]


def _asked(question: Question, number: int, given: int, *, judged: bool) -> dict[str, Any]:
    answers = [
        {"number": place, "text": _said(one.text), "given": place == given, "right": one.right, "why": _said(one.why)}
        for place, one in enumerate(question.answers, 1)
    ]
    mine = next((one for one in answers if one["given"]), None)
    return {
        "key": question.key,
        "number": number,
        "text": _said(question.text),
        "answers": answers,
        "mine": mine if judged else None,
        "right": next(one for one in answers if one["right"]),
    }


def _follows(shown: Page, chosen: int) -> dict[str, Any] | None:
    if not chosen:
        return None
    choice = shown.choices[chosen - 1]
    tone, word = JUDGED[choice.sort]
    return {"tone": tone, "word": word, "did": _said(choice.text), "body": _html(_said(choice.follows))}


def _place(written: str, highest: int) -> int:
    """A number from 1 to `highest` as it stands in an address; 0 for anything else."""
    return int(written) if written.isascii() and written.isdigit() and 1 <= int(written) <= highest else 0


def _html(text: str) -> str:
    return html(text, _language(), clock.today())


def _said(text: Any) -> str:
    return str(text.get(_language()))


def _language() -> str:
    return get_language() or "id"


def _of(one: Course) -> str:
    return reverse("learning:course", args=[one.id])


def _at(one: Course, shown: Page) -> str:
    return reverse("learning:page", args=[one.id, shown.key])
