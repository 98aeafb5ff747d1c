"""Which language a page speaks, what no database takes, where Tor Browser finds a page, and what a browser may keep of it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageMiddleware:
    """Speak the language that the visitor chose on the page, Indonesian otherwise.

    Accept-Language is never read: a page must look the same to everybody who looks over a shoulder, and a header
    that tells people apart is one that need not be touched.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language, and say in the headers which one it is."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Cookie",))
        return response


class NoZeroByteMiddleware:
    """Refuse the one character that no keyboard types and PostgreSQL cannot store, before anybody asks a database for it.

    A path with it leads nowhere (404); from what stands behind the question mark it is taken out. Public forms and the open interface
    take it out of what they are sent as well, so that nobody's report is refused for a stray byte of a phone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the address."""
        if "\0" in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


class NoZeroByteFromStaffMiddleware(NoZeroByteMiddleware):
    """The same, and staff's forms with it are refused whole (400); files are not looked into."""

    def process_view(self, request: HttpRequest, view: Any, *_given: Any) -> None:
        """Look at what was sent, unless the view itself says how its body is read, as uploads do."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return
        if any("\0" in value for _name, values in request.POST.lists() for value in values):
            raise BadRequest


class OnionMiddleware:
    """Tell Tor Browser of the onion address of each page (`Onion-Location`), where there is one. Intake alone installs it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to pages that can be asked for again, unless the visitor is there already."""
        response = self.get_response(request)
        onion = settings.AMANAH_ONION
        page = request.method == "GET" and response.status_code == HTTPStatus.OK and response["Content-Type"].startswith("text/html")
        if onion and page and request.get_host() != onion:
            response["Onion-Location"] = f"http://{onion}{request.get_full_path()}"
        return response


class NothingKeptMiddleware:
    """No browser keeps what staff were shown, and signing out takes back what it may hold all the same. The desk alone installs it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark every answer that is made for somebody; static files are given out before this."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        match = request.resolver_match
        if request.method == "POST" and match is not None and match.view_name == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
