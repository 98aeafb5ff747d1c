"""Coming and going unnoticed: guidance for Tor Browser, and the quick exit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.reports.intake import draft, mailbox, outbox
from amanah.rooms.whistleblowing.crowd import asking

COOKIES = (
    (draft.COOKIE, draft.PATH),
    (asking.COOKIE, draft.PATH),
    (mailbox.COOKIE, mailbox.PATH),
    (outbox.COOKIE, outbox.PATH),
    (settings.CSRF_COOKIE_NAME, "/"),
    (settings.LANGUAGE_COOKIE_NAME, "/"),
)
"""Everything that this browser keeps of a visit."""


@require_safe
def safely(request: HttpRequest) -> HttpResponse:
    """What protects on the way here, and what does not. Sets no cookie and asks no database."""
    return render(request, "safely/safely.html", {"onion": settings.AMANAH_ONION})


@csrf_exempt  # its only effect is to forget; a token would make the exit wait for a cookie. Other sites are told apart below
@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Forget this visit in this browser, and go elsewhere. Asks no database, so that nothing can hold it up.

    The cookies are the only keys of draft and mailbox: without them what is kept sealed for two hours is noise, until it is swept.
    A redirect would be followed only as far as the forms' policy reaches, so the page itself sends the browser on.
    """
    response = render(request, "safely/left.html")
    response["Refresh"] = f"0; url={settings.AMANAH_EXIT_ADDRESS}"
    response["Referrer-Policy"] = "no-referrer"
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        for name, path in COOKIES:
            response.delete_cookie(name, path=path, samesite="Strict")
    return response
