"""A course behind somebody's own link: no account, no cookie besides the form's, nothing about them in any log."""

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from amanah.rooms.learning.courses.definition import Course
from amanah.rooms.learning.media import may_play
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.quizzes import linked
from amanah.rooms.learning.quizzes import queries as quizzes
from amanah.rooms.learning.quizzes import screens as tests
from amanah.rooms.learning.quizzes.linked import BOTH, READ, SEND
from amanah.rooms.learning.taking import queries, screens, way

FRAME = "public/base.html"
Opening: TypeAlias = Callable[[str], screens.Place]
"""Answers where a link leads. Raises Http404 for one that does not open (any more): it is simply not there."""


def place(course: Course, who: Outsider, root: str, back: tuple[str, str] | None = None) -> screens.Place:
    """Where a guest is in a course, at `root` (ending in "/")."""
    media = f"/learn/{course.id}/media/"
    return screens.Place(course, who, queries.current(who, course.id), root, f"{root}attempt/", FRAME, media, back)


def addresses(opening: Opening) -> list[URLPattern | URLResolver]:
    """The pages below "<str:token>/…/"."""

    def page(view: Callable[..., HttpResponse], methods: tuple[str, ...]) -> Callable[..., Any]:
        @require_http_methods(methods)
        @never_cache
        @csrf_protect
        def opened(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
            return view(request, opening(token), **named)

        return opened

    return [
        path("", page(_overview, READ), name="course"),
        path("begin/", page(lambda _request, place: screens.begin(place), SEND), name="begin"),
        path("attempt/<uuid:attempt>/", include(linked.addresses(lambda token, attempt: _attempt(opening(token), attempt)))),
        path("<str:purpose>/begin/", page(_begin_test, SEND), name="begin_test"),
        path("<slug:key>/", may_play(page(screens.page, BOTH)), name="page"),
    ]


def _overview(request: HttpRequest, place: screens.Place) -> HttpResponse:
    return screens.overview(request, place, {"guest": place.who})


def _begin_test(_request: HttpRequest, place: screens.Place, purpose: str) -> HttpResponse:
    return screens.begin_test(place, "final" if purpose == "test" else purpose)


def _attempt(place: screens.Place, attempt_id: UUID) -> tests.Place:
    """An attempt of this person in this course: a link opens nothing else, not even of theirs."""
    if place.enrolment is None:
        raise Http404
    found = get_object_or_404(quizzes.mine(place.who).filter(test__course=place.course.id), pk=attempt_id)
    led = way.onward(found, place.course.id, place.root)
    return tests.Place(found, f"{place.attempts}{found.pk}/", FRAME, led.back, led.onward, led.again)
