"""Which language a page speaks, where Tor Browser finds it, and what a browser may keep of it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
