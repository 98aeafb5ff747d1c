"""A course behind the link of a business associate: no account, no cookie besides the form's, nothing about them in any log.

A link that does not open (any more) is simply not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.media import may_play
from amanah.rooms.learning.quizzes import queries as quizzes
from amanah.rooms.learning.quizzes import screens as tests
from amanah.rooms.learning.taking import queries, screens, way
from amanah.rooms.learning.taking.models import Invitation

FRAME = "public/base.html"
P = ParamSpec("P")


def invited(view: Callable[Concatenate[HttpRequest, screens.Place, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the place that a link leads to."""

    @never_cache
    @csrf_protect
    @wraps(view)
    def opening(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = queries.opened_by(token)
        if found is None or found.course not in courses():
            raise Http404
        return view(request, _place(found, token), *args, **kwargs)

    return opening


@require_safe
@invited
def overview(request: HttpRequest, place: screens.Place) -> HttpResponse:
    """The course."""
    return screens.overview(request, place, {"guest": place.who})


@require_POST
@invited
def begin(request: HttpRequest, place: screens.Place) -> HttpResponse:  # noqa: ARG001 - a view
    """Begin it."""
    return screens.begin(place)


@require_POST
@invited
def begin_test(request: HttpRequest, place: screens.Place, purpose: str) -> HttpResponse:  # noqa: ARG001 - a view
    """Begin its test."""
    return screens.begin_test(place, "final" if purpose == "test" else purpose)


@require_http_methods(["GET", "HEAD", "POST"])
@may_play
@invited
def page(request: HttpRequest, place: screens.Place, key: str) -> HttpResponse:
    """One page of it."""
    return screens.page(request, place, key)


@require_safe
@invited
def attempt(request: HttpRequest, place: screens.Place, attempt: UUID) -> HttpResponse:
    """Where a test goes on, or what came of it."""
    return tests.front(request, _attempt(place, attempt))


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def question(request: HttpRequest, place: screens.Place, attempt: UUID, number: int) -> HttpResponse:
    """One question."""
    return tests.question(request, _attempt(place, attempt), number)


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def whole(request: HttpRequest, place: screens.Place, attempt: UUID) -> HttpResponse:
    """All questions."""
    return tests.whole(request, _attempt(place, attempt))


@require_safe
@invited
def review(request: HttpRequest, place: screens.Place, attempt: UUID) -> HttpResponse:
    """Before it is handed in."""
    return tests.review(request, _attempt(place, attempt))


@require_POST
@invited
def submit(request: HttpRequest, place: screens.Place, attempt: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """Hand it in."""
    return tests.submit(_attempt(place, attempt))


def _place(found: Invitation, token: str) -> screens.Place:
    root = f"/learn/with/{token}/"
    who: Any = found.outsider
    media = f"/learn/{found.course}/media/"
    return screens.Place(courses()[found.course], who, queries.current(who, found.course), root, f"{root}attempt/", FRAME, media)


def _attempt(place: screens.Place, attempt_id: UUID) -> tests.Place:
    """An attempt of this person in this course: a link opens nothing else, not even of theirs."""
    if place.enrolment is None:
        raise Http404
    found = get_object_or_404(quizzes.mine(place.who).filter(test__course=place.course.id), pk=attempt_id)
    led = way.onward(found, place.course.id, place.root)
    return tests.Place(found, f"{place.attempts}{found.pk}/", FRAME, led.back, led.onward, led.again)
