"""Taking a test behind somebody's own link, without an account: the pages, wherever a link leads to an attempt."""

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from amanah.rooms.learning.quizzes import screens

READ, SEND, BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")
Opening: TypeAlias = Callable[[str, UUID], screens.Place]
"""Answers where a link's attempt is taken. Raises Http404 for one that the link does not open."""


def addresses(opening: Opening) -> list[URLPattern]:
    """The pages below "<str:token>/…/<uuid:attempt>/"."""

    def page(view: Callable[..., HttpResponse], methods: tuple[str, ...]) -> Callable[..., Any]:
        @require_http_methods(methods)
        @never_cache
        @csrf_protect
        def opened(request: HttpRequest, token: str, attempt: UUID, **named: Any) -> HttpResponse:
            return view(request, opening(token, attempt), **named)

        return opened

    return [
        path("", page(screens.front, READ), name="attempt"),
        path("<int:number>/", page(screens.question, BOTH), name="question"),
        path("all/", page(screens.whole, BOTH), name="whole"),
        path("review/", page(screens.review, READ), name="review"),
        path("submit/", page(lambda _request, place: screens.submit(place), SEND), name="submit"),
    ]
